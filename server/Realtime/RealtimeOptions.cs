namespace Parley.Realtime;

/// <summary>How live the dashboard is, and what that may cost. Section <c>Realtime</c> (<c>Realtime__Window</c> as a variable).</summary>
public sealed class RealtimeOptions
{
    /// <summary>Of events about the same thing within this time only the newest is told.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Different events that wait for the next round; what comes beyond is dropped and counted.</summary>
    public int MostPending { get; init; } = 10_000;

    /// <summary>Events that one connection may be behind. One more and it is closed: it will connect again and read anew.</summary>
    public int MostBehind { get; init; } = 256;

    /// <summary>Connections of one tenant to this process.</summary>
    public int MostPerTenant { get; init; } = 500;

    /// <summary>A silent stream says that it is alive this often, or proxies would end it.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How often a connection's credentials are looked at again, besides whenever rights change.</summary>
    public TimeSpan Recheck { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often processes say whom they show, and look whom others show.</summary>
    public TimeSpan Refresh { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>What is wrong with them, in a sentence that names the setting; null when they can be used.</summary>
    public string? Objection()
    {
        if (Window < TimeSpan.FromMilliseconds(10) || Window > TimeSpan.FromSeconds(10)) return "Realtime:Window must be from 10 ms to 10 s.";
        if (MostPending is < 1 or > 1_000_000) return "Realtime:MostPending must be from 1 to 1000000.";
        if (MostBehind is < 1 or > 100_000) return "Realtime:MostBehind must be from 1 to 100000.";
        if (MostPerTenant < 1) return "Realtime:MostPerTenant must be at least 1.";
        if (Heartbeat < TimeSpan.FromSeconds(1) || Heartbeat > TimeSpan.FromMinutes(5)) return "Realtime:Heartbeat must be from a second to 5 minutes.";
        if (Recheck < TimeSpan.FromSeconds(1) || Recheck > TimeSpan.FromMinutes(5)) return "Realtime:Recheck must be from a second to 5 minutes.";
        return Refresh < TimeSpan.FromSeconds(1) || Refresh > TimeSpan.FromMinutes(1) ? "Realtime:Refresh must be from a second to a minute." : null;
    }
}
