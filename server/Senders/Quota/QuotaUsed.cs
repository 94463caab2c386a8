namespace Parley.Senders;

/// <summary>Messages taken in each of a sender's windows that run now; a window begins with its first message and lasts its length.</summary>
public sealed record QuotaUsed(QuotaUsed.Window Minute, QuotaUsed.Window Hour, QuotaUsed.Window Day)
{
    /// <param name="EndsAt">When it is over and a new one may begin; null while none runs.</param>
    public sealed record Window(int Used, DateTimeOffset? EndsAt);
}
