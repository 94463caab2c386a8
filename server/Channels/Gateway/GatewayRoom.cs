using Parley.Senders;

namespace Parley.Channels.Gateway;

/// <summary>One gateway with all that is said to it and heard of it, and the sessions that it has places for.</summary>
/// <param name="number">From 1; also the name of its folder.</param>
/// <param name="folder">Of a gateway of this server's own; null for one elsewhere.</param>
/// <param name="listens">Its events are heard here. A process that holds no senders only works on logins with it.</param>
internal sealed class GatewayRoom(int number, IGatewayPlace place, GatewayClient client, GatewaySessions sessions, GatewayEvents events, GatewayDriver driver, string? folder, bool listens) : IDisposable
{
    private readonly HashSet<SenderId> _taken = [];

    public static GatewayRoom Of(string driver, ChannelCapabilities capabilities, int number, IGatewayPlace place, string? folder, Func<SenderId, bool> isElsewhere, IChannelDoor door,
        IAttachments? attachments, GatewayOptions options, TimeProvider time, ILogger<GatewayEvents> logger, bool listens = true)
    {
        var client = new GatewayClient(place, options, time);
        var sessions = new GatewaySessions(driver, door, isElsewhere);
        var events = new GatewayEvents(driver, place, client, sessions, door, options, time, logger);
        return new GatewayRoom(number, place, client, sessions, events, new GatewayDriver(driver, capabilities, place, client, events, sessions, options, time, attachments), folder, listens);
    }

    public int Number => number;
    public IGatewayPlace Place => place;
    public GatewayClient Client => client;
    public GatewaySessions Sessions => sessions;
    public GatewayEvents Events => events;
    public GatewayDriver Driver => driver;
    public string? Folder => folder;

    /// <summary>Null for a gateway elsewhere.</summary>
    public GatewayProcess? Process => place as GatewayProcess;

    /// <summary>The sessions that are assigned to it; read and written by the pool alone.</summary>
    public HashSet<SenderId> Taken => _taken;

    /// <summary>Timestamp since which nothing is assigned to it; null while something is.</summary>
    public long? IdleSince { get; set; }

    public bool Fails => place.Fails;

    public async Task Start(CancellationToken cancellationToken)
    {
        if (Process is { } process) await process.StartAsync(cancellationToken);
        if (listens) await events.StartAsync(cancellationToken);
    }

    /// <summary>The process last, so that it hears the last acknowledgement.</summary>
    public async Task Stop(CancellationToken cancellationToken)
    {
        await events.StopAsync(cancellationToken);
        if (Process is { } process) await process.StopAsync(cancellationToken);
    }

    public void Dispose()
    {
        events.Dispose();
        Process?.Dispose();
        client.Dispose();
    }
}
