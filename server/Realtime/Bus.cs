using Parley.Conversations;
using Parley.Platform;
using Parley.Platform.Cluster;
using Parley.Platform.Data;
using Parley.Platform.Telemetry;

namespace Parley.Realtime;

/// <summary>Tells whoever watches a tenant what happened in it. Publishing costs a look-up when nobody watches, never waits and never fails;
/// events may be lost (a full outbox, a lost connection, a slow reader), so they are hints and the database is the truth.
/// Publish after the commit.</summary>
public sealed partial class Bus : BackgroundService
{
    private const string Topic = "events";

    /// <summary>Notification payloads in one round: about 1.5 MB a second at most.</summary>
    private const int MostPackets = 50;

    private readonly Notifications _bell;
    private readonly Watchers _here;
    private readonly WatchedTenants _watched;
    private readonly RealtimeOptions _options;
    private readonly ILogger<Bus> _logger;
    private readonly PendingEvents _pending;
    private readonly WakeUp _wake;

    public Bus(Notifications bell, Watchers here, WatchedTenants watched, RealtimeOptions options, TimeProvider time, ILogger<Bus> logger)
    {
        (_bell, _here, _watched, _options, _logger) = (bell, here, watched, options, logger);
        _pending = new PendingEvents(options.MostPending);
        _wake = new WakeUp(time);
        bell.Listen(Topic, Hear);
        watched.CameElsewhere += tenant => Publish(RealtimeEvent.Resync(tenant));
    }

    /// <summary>Whether anybody would hear: asked before a payload is put together that costs something.</summary>
    public bool IsWatched(TenantId tenant) => _watched.Any(tenant);

    public void Publish(RealtimeEvent happened)
    {
        if (!_watched.Any(happened.Tenant)) return;
        if (!_pending.Add(happened)) ParleyMetrics.RealtimeDropped.Add(1, new KeyValuePair<string, object?>("why", "full"));
        _wake.Ring();
    }

    /// <summary>A message came into a state. Told in sums: one event per tenant and round, however many messages there are.</summary>
    public void Publish(MessageMove move)
    {
        if (!_watched.Any(move.Tenant)) return;
        _pending.Add(move);
        _wake.Ring();
    }

    // Whatever a round meets: what is shown must not stop what is sent.
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Rounds.Run(Tell, token => _wake.Gather(_options.Window, token), problem => Lost(_logger, problem), stoppingToken);

    private async Task Tell(CancellationToken cancellationToken)
    {
        var carried = new List<EventWire.Carried>();
        foreach (var happened in _pending.Take())
        {
            var payload = Watchers.Serialize(happened.Payload);
            _here.Deliver(happened.Tenant, happened.Kind, payload, happened.Vendor);
            if (_watched.Elsewhere(happened.Tenant)) carried.Add(new EventWire.Carried(happened.Tenant, happened.Kind, payload, happened.Vendor));
            ParleyMetrics.RealtimeEvents.Add(1, new KeyValuePair<string, object?>("name", happened.Kind.Name));
        }
        if (carried.Count == 0) return;

        var packets = EventWire.Pack(_watched.Process, carried);
        if (packets.Count > MostPackets) ParleyMetrics.RealtimeDropped.Add(packets.Count - MostPackets, new KeyValuePair<string, object?>("why", "full"));
        await _bell.Ring(Topic, [.. packets.Take(MostPackets)], cancellationToken);
    }

    // Called by the listening connection: returns at once.
    private void Hear(string packet)
    {
        if (packet.Length == 0)
        {
            // The connection was away, and with it whatever was told meanwhile.
            foreach (var tenant in _here.Tenants) _here.Deliver(tenant, EventKinds.Init, Watchers.Serialize(RealtimeEvent.Resync(tenant).Payload), null);
            return;
        }
        foreach (var carried in EventWire.Unpack(_watched.Process, packet)) _here.Deliver(carried.Tenant, carried.Kind, carried.Payload, carried.Vendor);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Some realtime events did not reach their watchers")]
    private static partial void Lost(ILogger logger, Exception problem);
}
