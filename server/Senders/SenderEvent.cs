using Parley.Platform.Data;

namespace Parley.Senders;

/// <summary>A line of a sender's history. Session states stand there under their own words, with the driver.</summary>
internal sealed record SenderEvent(SenderId Sender, TenantId Tenant, string? Driver, string Event, string? Reason, DateTimeOffset At)
{
    public const string Created = "created";
    public const string Paused = "paused";
    public const string Resumed = "resumed";
    public const string Resting = "resting";
    public const string Deleted = "deleted";
}
