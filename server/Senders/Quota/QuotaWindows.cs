namespace Parley.Senders;

/// <summary>The three running windows of a sender: when each began (its first message) and what was taken in it.</summary>
public readonly record struct QuotaWindows(DateTimeOffset MinuteAt, int MinuteUsed, DateTimeOffset HourAt, int HourUsed, DateTimeOffset DayAt, int DayUsed)
{
    /// <summary>Of a sender that never sent.</summary>
    public static QuotaWindows Fresh { get; } = new(DateTimeOffset.MinValue, 0, DateTimeOffset.MinValue, 0, DateTimeOffset.MinValue, 0);
}
