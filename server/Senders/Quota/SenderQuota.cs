namespace Parley.Senders;

/// <summary>How many messages a sender may take in a minute, an hour and a day; each at least 1.</summary>
public readonly record struct SenderQuota(int PerMinute, int PerHour, int PerDay)
{
    /// <summary>20 a minute, 500 an hour, 5000 a day.</summary>
    public static SenderQuota Default { get; } = new(20, 500, 5000);
}
