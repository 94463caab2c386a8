using Parley.Channels;
using Parley.Platform.Data;

namespace Parley.Senders;

/// <summary>A sender that this process holds, as it was when it was last read. Never changed: when something changes, another one takes its place.</summary>
public sealed class OwnedSender
{
    public required SenderId Id { get; init; }
    public required TenantId Tenant { get; init; }

    /// <summary>Its own number, E.164.</summary>
    public required string Phone { get; init; }

    public required string Name { get; init; }

    /// <summary>Grew when this process took the sender over; what carries an older one comes from a former holder.</summary>
    public required long Fence { get; init; }

    /// <summary>The handle to give to <see cref="Driver"/> and <see cref="Fallback"/>.</summary>
    public required Session Session { get; init; }

    public required IChannelDriver Driver { get; init; }

    /// <summary>Tried when the primary surely did not send; null when there is none.</summary>
    public IChannelDriver? Fallback { get; init; }

    public bool DriverConnected { get; init; }
    public bool FallbackConnected { get; init; }
    public bool Paused { get; init; }

    /// <summary>It rests until then; may lie in the past.</summary>
    public DateTimeOffset? RestUntil { get; init; }

    /// <summary>As configured; <see cref="QuotaAt"/> is what holds.</summary>
    public required SenderQuota Quota { get; init; }

    public WarmUp? WarmUp { get; init; }
    public required Pacing Pacing { get; init; }

    /// <summary>"typing…" is shown before its messages.</summary>
    public bool Typing { get; init; }

    /// <summary>Messages that it was ever given, as of the reading.</summary>
    public long Given { get; init; }

    /// <summary>A person wants it connected.</summary>
    internal bool Wanted { get; init; }

    /// <summary>Deleted, and kept only until its logins are given up.</summary>
    internal bool Deleted { get; init; }

    /// <summary>One per driver that it ever had.</summary>
    internal IReadOnlyList<SessionRow> Sessions { get; init; } = [];

    /// <summary>A person wants it connected, and through this driver.</summary>
    internal bool IsToBeConnected(string driver) => Wanted && !Deleted && (driver == Driver.Name || driver == Fallback?.Name);

    public bool IsConnected => DriverConnected || FallbackConnected;

    /// <summary>The quota on the day of <paramref name="now"/>, after the warm-up plan.</summary>
    public SenderQuota QuotaAt(DateTimeOffset now) => WarmUp?.Limit(Quota, now) ?? Quota;
}
