using System.Diagnostics.CodeAnalysis;
using Npgsql;
using Parley.Channels;
using Parley.Conversations;
using Parley.Platform;
using Parley.Platform.Cluster;
using Parley.Platform.Data;
using Parley.Platform.Health;
using Parley.Platform.Telemetry;
using Parley.Senders;

namespace Parley.Outbox;

/// <summary>The loop that takes work: looks where work waits, claims for the senders that are free, and hands what it got to
/// <see cref="Sending"/>. Sleeps until a bell, a sender's next time or the next look.</summary>
internal sealed partial class Dispatcher : BackgroundService
{
    private readonly Db _db;
    private readonly Node _node;
    private readonly OwnedSenders _owned;
    private readonly WorkMap _map;
    private readonly Sending _sending;
    private readonly Claim _claim;
    private readonly OutboxOptions _options;
    private readonly Heartbeats _heartbeats;
    private readonly TimeProvider _time;
    private readonly ILogger<Dispatcher> _logger;
    private readonly WakeUp _wakeUp;
    private readonly Dictionary<SenderId, SenderSlot> _slots = [];
    private ILookup<TenantId, SenderSlot> _byTenant = Enumerable.Empty<SenderSlot>().ToLookup(slot => slot.Sender.Tenant);
    private DateTimeOffset _lookedAt;
    private volatile bool _ownedChanged = true;

    /// <summary>Messages were taken that will not be sent; said after the commit.</summary>
    public event Action<MessageMove>? Refused;

    public Dispatcher(Db db, Node node, OwnedSenders owned, WorkMap map, Sending sending, Drivers drivers, OutboxOptions options, HealthOptions health, Heartbeats heartbeats, TimeProvider time, ILogger<Dispatcher> logger)
    {
        (_db, _node, _owned, _map, _sending, _options, _heartbeats, _time, _logger) = (db, node, owned, map, sending, options, heartbeats, time, logger);
        _claim = new Claim(map, new HandOn(drivers, Random.Shared), options, health, Random.Shared);
        _claim.Moved += move => Refused?.Invoke(move);
        _wakeUp = new WakeUp(time);
        map.Woken += _wakeUp.Ring;
        sending.Freed += _wakeUp.Ring;
        owned.Changed += () =>
        {
            _ownedChanged = true;
            _wakeUp.Ring();
        };
    }

    [SuppressMessage("Design", "CA1031", Justification = "the worker loop is one of the two places where bugs are caught; one bad row must not end the process for everybody")]
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var heartbeat = _heartbeats.Expect("dispatcher", TimeSpan.FromSeconds(60));
        while (!stoppingToken.IsCancellationRequested)
        {
            heartbeat.Beat();
            var wait = _options.LookAgain;
            try
            {
                await _map.Refresh(_db, stoppingToken);
                wait = await Round(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem) when (problem is NpgsqlException or System.IO.IOException)
            {
                // Nothing was claimed: the transaction is gone with its connection.
                Interrupted(_logger, problem);
                wait = TimeSpan.FromSeconds(1);
            }
            catch (Exception bug)
            {
                Broke(_logger, bug);
                wait = TimeSpan.FromSeconds(1);
            }
            if (wait > TimeSpan.Zero) await _wakeUp.Wait(wait, stoppingToken);
        }
    }

    /// <returns>How long to sleep unless woken.</returns>
    private async Task<TimeSpan> Round(CancellationToken stoppingToken)
    {
        if (!_node.IsAlive) return _options.LookAgain;
        if (_ownedChanged) TakeInOwned();
        var now = _time.GetUtcNow();
        if (now < _lookedAt)
            foreach (var slot in _slots.Values) slot.NextTry = slot.PacedUntil = DateTimeOffset.MinValue; // the clock went back: what was to be asked later is asked now
        _lookedAt = now;
        var due = _map.Due(now);
        if (due.Count == 0) return Until(_map.NextDue, now);

        var candidates = new List<SenderSlot>();
        var nextTry = DateTimeOffset.MaxValue;
        foreach (var tenant in due)
        {
            var pools = tenant.Where(work => work.Pair.Pin == default || _map.OthersMayTake(work.Pair)).Select(work => work.Queue).Distinct().ToList();
            var pinned = tenant.Where(work => work.Pair.Pin != default).Select(work => work.Pair.Pin).ToHashSet();
            var urgent = tenant.Where(work => !Lanes.KeepsPace(work.Queue.Lane)).ToList();
            foreach (var slot in _byTenant[tenant.Key])
            {
                var sender = slot.Sender;
                if (!sender.IsConnected || sender.Paused || sender.RestUntil > now || slot.InFlight >= slot.Capacity) continue;
                if (!pinned.Contains(sender.Id) && !pools.Exists(queue => queue.MayUse(sender.Id))) continue;
                if (slot.NextTry <= now && (slot.PacedUntil <= now || urgent.Exists(work => work.Pair.Pin == sender.Id || (work.Pair.Pin == default && work.Queue.MayUse(sender.Id))))) candidates.Add(slot);
                var next = slot.NextTry > slot.PacedUntil ? slot.NextTry : slot.PacedUntil;
                if (next > now && next < nextTry) nextTry = next;
            }
        }
        if (candidates.Count == 0) return Until(nextTry, now);
        if (candidates.Count > _options.SendersPerClaim)
        {
            candidates.Sort((a, b) => (a.PacedUntil, a.NextTry).CompareTo((b.PacedUntil, b.NextTry)));
            candidates.RemoveRange(_options.SendersPerClaim, candidates.Count - _options.SendersPerClaim);
        }

        await using var connection = await _db.OpenEngine(stoppingToken);
        var began = _time.GetTimestamp();
        var result = await Take(connection, candidates, due, now, stoppingToken);
        OutboxMetrics.Claimed(result.Messages, _time.GetElapsedTime(began), now);
        foreach (var sender in result.Senders)
            if (sender.Taken > 0) sender.Slot.PacedUntil = sender.NextSendAt;
        foreach (var message in result.Messages)
        {
            message.Slot.Departed(message);
            _sending.Begin(message);
        }
        return result.Progress ? TimeSpan.Zero : Until(nextTry, now);
    }

    // The span ends with the claim: what is sent afterwards are traces of their own, one per message.
    private async Task<Claim.Result> Take(NpgsqlConnection connection, List<SenderSlot> candidates, ILookup<TenantId, (WorkMap.Pair Pair, QueueSnapshot Queue)> due, DateTimeOffset now, CancellationToken cancellationToken)
    {
        using var span = ParleyTracing.Source.StartActivity(ParleyTracing.Claim);
        var result = await _claim.Run(connection, candidates, due, _node.Epoch, now, cancellationToken);
        span?.SetTag("parley.senders", candidates.Count).SetTag("parley.batch", result.Messages.Count);
        return result;
    }

    private TimeSpan Until(DateTimeOffset? at, DateTimeOffset now)
    {
        if (at is null || at - now > _options.LookAgain) return _options.LookAgain;
        return at - now > TimeSpan.FromMilliseconds(1) ? at.Value - now : TimeSpan.FromMilliseconds(1);
    }

    private void TakeInOwned()
    {
        _ownedChanged = false;
        var owned = _owned.All;
        var gone = _slots.Keys.ToHashSet();
        var newcomers = new List<OwnedSender>();
        foreach (var sender in owned)
        {
            gone.Remove(sender.Id);
            if (_slots.TryGetValue(sender.Id, out var slot))
            {
                slot.Sender = sender;
                slot.NextTry = DateTimeOffset.MinValue;
                continue;
            }
            newcomers.Add(sender);
        }
        foreach (var id in gone) _slots.Remove(id);
        var peers = _slots.Values.ToLookup(slot => slot.Sender.Tenant);
        foreach (var tenant in newcomers.GroupBy(sender => sender.Tenant))
            foreach (var slot in AssignmentPolicy.Join(tenant, [.. peers[tenant.Key]])) _slots[slot.Sender.Id] = slot;
        _byTenant = _slots.Values.ToLookup(slot => slot.Sender.Tenant);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The dispatcher was interrupted by the database; it goes on in a second")]
    private static partial void Interrupted(ILogger logger, Exception problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "A round of the dispatcher broke; it tries again in a second")]
    private static partial void Broke(ILogger logger, Exception bug);
}
