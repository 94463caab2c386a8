namespace Parley.Senders;

/// <summary>A new number begins with a small day quota that grows each day until it is full.</summary>
/// <param name="Start">Messages on the first day, at least 1.</param>
/// <param name="Factor">What each day multiplies it by; more than 1, at most 10.</param>
/// <param name="Since">The first day (UTC).</param>
public sealed record WarmUp(int Start, double Factor, DateOnly Since)
{
    /// <summary>Day quota on the day of <paramref name="now"/>: never more than <paramref name="full"/>, never less than 1.</summary>
    public int DayQuota(int full, DateTimeOffset now)
    {
        var days = Math.Max(0, DateOnly.FromDateTime(now.UtcDateTime).DayNumber - Since.DayNumber);
        var grown = Start * Math.Pow(Factor, days);
        return grown >= full ? full : Math.Max(1, (int)grown);
    }

    /// <summary>The quota that holds now: no window may take more than the day may.</summary>
    public SenderQuota Limit(SenderQuota full, DateTimeOffset now) => full with { PerDay = DayQuota(full.PerDay, now) };
}
