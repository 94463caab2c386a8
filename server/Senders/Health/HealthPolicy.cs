namespace Parley.Senders;

/// <summary>How well a sender does: each accepted message is worth a point, each failure of its own costs five, quiet time heals.
/// A recipient's fault changes nothing, so it is not asked here.</summary>
public static class HealthPolicy
{
    public static HealthState Fresh(DateTimeOffset now) => new(100, now, 0);

    /// <summary>Health now, with what quiet time gave back since. A clock that went back takes nothing.</summary>
    public static int Current(HealthState state, HealthOptions options, DateTimeOffset now)
    {
        var quiet = now - state.At;
        var drift = quiet <= TimeSpan.Zero ? 0 : (long)(quiet / options.DriftEvery);
        return (int)Math.Min(state.Cap, Math.Min(100, state.Health + drift));
    }

    /// <summary>After <paramref name="count"/> accepted messages.</summary>
    public static HealthState AfterSuccess(HealthState state, HealthOptions options, DateTimeOffset now, int count = 1) =>
        count <= 0 ? state : new((int)Math.Min(state.Cap, Current(state, options, now) + (long)options.SuccessGain * count), now, 0) { Cap = state.Cap };

    /// <summary>After a refusal or failure that was the sender's own fault.</summary>
    public static HealthState AfterOwnFailure(HealthState state, HealthOptions options, DateTimeOffset now) =>
        new(Math.Max(0, Current(state, options, now) - options.FailureCost), now, state.Failures + 1) { Cap = state.Cap };

    /// <summary>It should wait while another sender can take the message.</summary>
    public static bool ShouldSkip(HealthState state, HealthOptions options, DateTimeOffset now) =>
        Current(state, options, now) < options.SkipBelow || state.Failures >= options.SkipAfterFailures;

    /// <summary>It should pause by itself and say why.</summary>
    public static bool ShouldPause(HealthState state, HealthOptions options) => state.Failures >= options.PauseAfterFailures;
}
