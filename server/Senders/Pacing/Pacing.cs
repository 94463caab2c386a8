namespace Parley.Senders;

/// <summary>The gap between a sender's messages: a random time between <paramref name="Min"/> and <paramref name="Max"/>, and after every
/// <paramref name="PauseEvery"/> messages (0: never) a pause between <paramref name="PauseMin"/> and <paramref name="PauseMax"/> on top.</summary>
public sealed record Pacing(TimeSpan Min, TimeSpan Max, int PauseEvery, TimeSpan PauseMin, TimeSpan PauseMax)
{
    /// <summary>As fast as the driver takes them.</summary>
    public static Pacing None { get; } = new(TimeSpan.Zero, TimeSpan.Zero, 0, TimeSpan.Zero, TimeSpan.Zero);

    public static Pacing Every(TimeSpan gap) => new(gap, gap, 0, TimeSpan.Zero, TimeSpan.Zero);

    /// <summary>There is no gap at all, so a sender may have several messages in flight.</summary>
    public bool IsNone => Max == TimeSpan.Zero && PauseEvery == 0;
}

/// <summary>The named gaps.</summary>
public enum PacingProfile { Fast, Balanced, Safe, Human, None }
