namespace Parley.Channels.Gateway;

/// <summary>How patient the server is with its gateways (section <c>Gateway</c> of the configuration).</summary>
public sealed class GatewayOptions
{
    /// <summary>How long a gateway waits for the network's answer to a message. Must stay below Outbox:SendTimeout, so that the gateway's word on whether the
    /// message left comes before the outbox gives the send up.</summary>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(18);

    /// <summary>How much longer than that the server waits for the gateway itself.</summary>
    public TimeSpan AnswerGrace { get; set; } = TimeSpan.FromSeconds(1.5);

    /// <summary>How long any other call may take; fetching and putting files may take ten times as long.</summary>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a connection to the gateway may take.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>A stream of events that says nothing for so long, not even that it lives (every 10 seconds), is cut and opened again.</summary>
    public TimeSpan Silence { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Acknowledgements are gathered for so long.</summary>
    public TimeSpan AckEvery { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How long a gateway that was started here may take to say where it listens.</summary>
    public TimeSpan ReadyTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The wait before a gateway that ended is started again; each further one doubles.</summary>
    public TimeSpan RestartFirst { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>No wait is longer.</summary>
    public TimeSpan RestartMost { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>A gateway that ran this long was a good one: the next wait is the first again.</summary>
    public TimeSpan StableAfter { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a gateway may take to end in order before it is killed.</summary>
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>A process without sessions, of which every event is stored, is ended after this long.</summary>
    public TimeSpan IdleAfter { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How often idle processes are looked for.</summary>
    public TimeSpan IdleLook { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>What is wrong with them, in a sentence that names the setting; null when they can be used.</summary>
    public string? Objection()
    {
        if (SendTimeout <= TimeSpan.Zero || SendTimeout > TimeSpan.FromMinutes(10)) return "Gateway:SendTimeout must be positive and at most 10 minutes.";
        if (AnswerGrace <= TimeSpan.Zero || CallTimeout <= TimeSpan.Zero || ConnectTimeout <= TimeSpan.Zero || Silence <= TimeSpan.Zero)
            return "Gateway:AnswerGrace, Gateway:CallTimeout, Gateway:ConnectTimeout and Gateway:Silence must be positive.";
        if (AckEvery < TimeSpan.Zero) return "Gateway:AckEvery must not be negative.";
        if (RestartFirst <= TimeSpan.Zero || RestartMost < RestartFirst) return "Gateway:RestartFirst must be positive and not above Gateway:RestartMost.";
        if (IdleAfter < TimeSpan.Zero || IdleLook <= TimeSpan.Zero) return "Gateway:IdleAfter must not be negative, Gateway:IdleLook must be positive.";
        return ReadyTimeout <= TimeSpan.Zero || StableAfter < TimeSpan.Zero || StopTimeout < TimeSpan.Zero
            ? "Gateway:ReadyTimeout must be positive, Gateway:StableAfter and Gateway:StopTimeout not negative." : null;
    }
}
