using Parley.Senders;

namespace Parley.Channels.Simulator.Phones;

/// <summary>What can befall one session.</summary>
public enum FaultKind
{
    /// <summary>The connection breaks; with a time, none comes up again for so long.</summary>
    Disconnect,

    /// <summary>The phone unlinks the session; its login is worth nothing any more.</summary>
    Logout,

    /// <summary>The network bans the number: no connection, no link, for the time or until the reset.</summary>
    Ban,

    /// <summary>The number may answer people and not write to new ones, for the time or until the reset.</summary>
    Restrict,

    /// <summary>No answers and no events for the time (60 s); then everything goes on.</summary>
    Freeze,
}

/// <summary>Lets things go wrong on purpose.</summary>
internal sealed class Faults(World world)
{
    private const long DefaultFreeze = 60_000;

    internal enum Outcome { Done, Unknown, NotLinked }

    public Outcome Cause(SenderId sender, FaultKind kind, long? forMs)
    {
        if (world.Find(sender) is not { } device) return Outcome.Unknown;
        var until = forMs is { } time ? world.Clock.Now + time : long.MaxValue;
        switch (kind)
        {
            case FaultKind.Disconnect:
                device.AwayUntil = forMs is null ? 0 : until;
                device.Line?.Close(Reasons.ConnectionLost);
                return Outcome.Done;
            case FaultKind.Freeze:
                device.Freeze(forMs ?? DefaultFreeze);
                return Outcome.Done;
        }
        if (device.Account is not { } account) return Outcome.NotLinked;
        switch (kind)
        {
            case FaultKind.Logout:
                var line = device.Line;
                world.Revoke(device);
                line?.Close(Reasons.SenderLoggedOut);
                break;
            case FaultKind.Ban:
                account.BannedUntil = until;
                foreach (var other in account.Devices) other.Line?.Close(Reasons.SenderBanned);
                break;
            case FaultKind.Restrict:
                account.RestrictedUntil = until;
                break;
        }
        return Outcome.Done;
    }
}
