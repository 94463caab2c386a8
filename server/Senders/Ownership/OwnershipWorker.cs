using Parley.Platform;
using Parley.Platform.Cluster;
using Parley.Platform.Health;

namespace Parley.Senders;

/// <summary>Keeps this process's share of the senders: takes what nobody holds, gives up what is too much, and reads again what changed.</summary>
internal sealed partial class OwnershipWorker : BackgroundService
{
    private static readonly TimeSpan SoonestLook = TimeSpan.FromMilliseconds(200);

    private readonly Node _node;
    private readonly Ownership _ownership;
    private readonly OwnedSenders _owned;
    private readonly SessionsWorker _sessions;
    private readonly SendersOptions _options;
    private readonly TimeProvider _time;
    private readonly Heartbeats _heartbeats;
    private readonly ILogger<OwnershipWorker> _logger;
    private readonly WakeUp _wake;
    private readonly Lock _hearing = new();
    private HashSet<SenderId> _changed = [];
    private bool _allChanged;
    private bool _unknown;
    private long _epoch;
    private long _looked;
    private long _refreshed;

    public OwnershipWorker(Node node, Ownership ownership, OwnedSenders owned, SessionsWorker sessions, Notifications notifications, SendersOptions options,
        TimeProvider time, Heartbeats heartbeats, ILogger<OwnershipWorker> logger)
    {
        (_node, _ownership, _owned, _sessions, _options, _time, _heartbeats, _logger) = (node, ownership, owned, sessions, options, time, heartbeats, logger);
        _wake = new WakeUp(time);
        notifications.Listen(LockedSenders.Bell, Hear);
        node.Deposed += _wake.Ring;
    }

    private void Hear(string payload)
    {
        lock (_hearing)
        {
            if (!SenderId.TryParse(payload, out var id)) _allChanged = true;
            else if (_owned.TryGet(id, out _)) _changed.Add(id);
            else _unknown = true;
        }
        _wake.Ring();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var heartbeat = _heartbeats.Expect("sender ownership", TimeSpan.FromSeconds(60));
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (_node.IsAlive) await Round(stoppingToken);
                heartbeat.Beat();
                await _wake.Wait(_options.LookEvery, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem)
            {
                // What was heard may be lost with the round: read all again.
                lock (_hearing) _allChanged = true;
                Failed(_logger, problem);
                await Task.Delay(_options.LookEvery, _time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task Round(CancellationToken cancellationToken)
    {
        var epoch = _node.Epoch;
        var isNew = epoch != _epoch;
        if (isNew) _owned.Clear();
        bool unknown;
        lock (_hearing) (unknown, _unknown) = (_unknown, false);
        var sinceLook = _time.GetElapsedTime(_looked);
        if (isNew || sinceLook >= _options.LookEvery || (unknown && sinceLook >= SoonestLook))
        {
            _looked = _time.GetTimestamp();
            var cluster = await _ownership.Look(epoch, cancellationToken);
            await TakeShare(cluster, cancellationToken);
            await GiveSurplus(cluster, cancellationToken);
        }
        else if (unknown)
        {
            lock (_hearing) _unknown = true;
        }
        _epoch = epoch;
        await Refresh(epoch, cancellationToken);
        _owned.Looked(epoch);
    }

    private async Task TakeShare(Ownership.Cluster cluster, CancellationToken cancellationToken)
    {
        var wanted = SharePolicy.ToClaim(cluster.Held, cluster.Unheld, cluster.Senders, cluster.Workers);
        var total = 0;
        while (wanted > total)
        {
            var (taken, senders) = await _ownership.Claim(cluster.Epoch, wanted - total, cancellationToken);
            if (taken == 0) break;
            _owned.Put(cluster.Epoch, senders);
            total += taken;
        }
        if (total > 0) Took(_logger, total, cluster.Epoch);
    }

    private async Task GiveSurplus(Ownership.Cluster cluster, CancellationToken cancellationToken)
    {
        var surplus = SharePolicy.ToRelease(cluster.Held, cluster.Senders, cluster.Workers, _options.ReleasePerLook);
        if (surplus == 0) return;
        var ids = _owned.All.TakeLast(surplus).Select(sender => sender.Id).ToArray();
        // First out of the list, so that nothing more is sent; then disconnected; only then free for another.
        _owned.Remove(ids);
        await _sessions.WaitUntilStopped(ids, cancellationToken);
        await _ownership.Release(cluster.Epoch, ids, cancellationToken);
        Gave(_logger, ids.Length, cluster.Epoch);
    }

    private async Task Refresh(long epoch, CancellationToken cancellationToken)
    {
        HashSet<SenderId>? ids;
        lock (_hearing)
        {
            if (_time.GetElapsedTime(_refreshed) >= _options.RefreshEvery) _allChanged = true;
            ids = _allChanged ? null : _changed;
            (_changed, _allChanged) = ([], false);
        }
        if (ids is { Count: 0 }) return;
        if (ids is null) _refreshed = _time.GetTimestamp();
        var expected = ids ?? [.. _owned.All.Select(sender => sender.Id)];
        var senders = await _ownership.Read(epoch, ids, cancellationToken);
        _owned.Put(epoch, senders);
        expected.ExceptWith(senders.Select(sender => sender.Id));
        _owned.Remove(expected);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Took {Count} senders as epoch {Epoch}")]
    private static partial void Took(ILogger logger, int count, long epoch);

    [LoggerMessage(Level = LogLevel.Information, Message = "Gave {Count} senders up as epoch {Epoch}, because other nodes have fewer")]
    private static partial void Gave(ILogger logger, int count, long epoch);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not look after the senders that this process holds; trying again")]
    private static partial void Failed(ILogger logger, Exception problem);
}
