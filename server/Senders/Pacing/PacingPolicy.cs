namespace Parley.Senders;

/// <summary>Draws the times that make a sender look like a person.</summary>
public static class PacingPolicy
{
    private static readonly TimeSpan ShortestTyping = TimeSpan.FromSeconds(0.5);

    /// <summary>"typing…" shows no longer, whatever the length of the text.</summary>
    public static readonly TimeSpan LongestTyping = TimeSpan.FromSeconds(8);

    /// <summary>The gap after a message, and the run length after it.</summary>
    /// <param name="runLength">Messages since the last pause, without this one.</param>
    public static (TimeSpan Delay, int RunLength) Next(Pacing pacing, int runLength, Random random)
    {
        var delay = Between(pacing.Min, pacing.Max, random);
        if (pacing.PauseEvery <= 0) return (delay, 0);
        var run = runLength + 1;
        return run < pacing.PauseEvery ? (delay, run) : (delay + Between(pacing.PauseMin, pacing.PauseMax, random), 0);
    }

    /// <summary>How long a person types so many characters: 30 to 60 ms each, ± 20 %, and from half a second to eight.</summary>
    public static TimeSpan TypingTime(int characters, Random random)
    {
        var time = TimeSpan.FromMilliseconds(Math.Max(0, characters) * (30 + 30 * random.NextDouble()));
        return Clamp(Clamp(time) * (0.8 + 0.4 * random.NextDouble()));
    }

    private static TimeSpan Between(TimeSpan min, TimeSpan max, Random random) => min + (max - min) * random.NextDouble();

    private static TimeSpan Clamp(TimeSpan time) => time < ShortestTyping ? ShortestTyping : time > LongestTyping ? LongestTyping : time;
}
