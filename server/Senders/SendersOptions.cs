namespace Parley.Senders;

/// <summary>How sessions are kept up and senders are shared between nodes (section <c>Senders</c> of the configuration).</summary>
public sealed class SendersOptions
{
    /// <summary>Session starts per second and node, at most. Many at once look like an attack to the network; few make a restart long.</summary>
    public int StartsPerSecond { get; set; } = 100;

    /// <summary>The first wait before a lost session is started again is at most this long; each further one doubles.</summary>
    public TimeSpan ReconnectFirst { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>No wait is longer.</summary>
    public TimeSpan ReconnectMost { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>A connection that held this long was a good one: the next loss begins with the first wait again.</summary>
    public TimeSpan StableAfter { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a QR or pairing code is shown before it is given up.</summary>
    public TimeSpan LoginPatience { get; set; } = TimeSpan.FromMinutes(3);

    /// <summary>A session that says nothing for this long after its start, or after its QR was scanned, is started again. A browser with a large account takes up to three
    /// minutes (GATEWAY_CONNECT_TIMEOUT_MS), and its gateway gives it up by itself then.</summary>
    public TimeSpan BootPatience { get; set; } = TimeSpan.FromMinutes(3.5);

    /// <summary>How long one call of a driver (start, stop, log out, ask for a code) may take.</summary>
    public TimeSpan DriverPatience { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a node looks for senders that nobody holds. A dead node's senders wait this long more.</summary>
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often everything held is read again, should a bell have been missed.</summary>
    public TimeSpan RefreshEvery { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Senders taken in one statement.</summary>
    public int ClaimBatch { get; set; } = 1000;

    /// <summary>Surplus senders given up per look, so that a new node fills slowly.</summary>
    public int ReleasePerLook { get; set; } = 50;

    /// <summary>What is wrong with them, in a sentence that names the setting; null when they can be used.</summary>
    public string? Objection()
    {
        if (StartsPerSecond < 1) return "Senders:StartsPerSecond must be at least 1.";
        if (ReconnectFirst <= TimeSpan.Zero || ReconnectMost < ReconnectFirst) return "Senders:ReconnectFirst must be positive and not above Senders:ReconnectMost.";
        if (StableAfter < TimeSpan.Zero) return "Senders:StableAfter must not be negative.";
        if (LoginPatience <= TimeSpan.Zero) return "Senders:LoginPatience must be positive.";
        if (BootPatience <= TimeSpan.Zero) return "Senders:BootPatience must be positive.";
        if (DriverPatience <= TimeSpan.Zero) return "Senders:DriverPatience must be positive.";
        if (LookEvery <= TimeSpan.Zero || LookEvery > TimeSpan.FromSeconds(3)) return "Senders:LookEvery must be positive and at most 3 seconds: a dead node's senders are promised to move within 15.";
        if (RefreshEvery < LookEvery) return "Senders:RefreshEvery must not be below Senders:LookEvery.";
        return ClaimBatch < 1 || ReleasePerLook < 1 ? "Senders:ClaimBatch and Senders:ReleasePerLook must be at least 1." : null;
    }
}
