using Npgsql;
using Parley.Platform.Cluster;
using Parley.Platform.Data;
using Parley.Senders;

namespace Parley.Outbox;

/// <summary>Where work waits, as far as this process knows: each (queue, pin) with its first due time. Bells add to it at once; every
/// so often it is read anew from the index, which finds due times and what a lost bell would have told. Only a hint: the claim asks the database.</summary>
public sealed class WorkMap
{
    private static readonly string Statement = Sql.File("Outbox/work_map.sql");
    private static readonly TimeSpan MostBetweenLooks = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan MostAfterBell = TimeSpan.FromMilliseconds(500);

    private readonly TimeProvider _time;
    private readonly PacingOptions _pacing;
    private readonly OutboxOptions _options;
    private readonly Lock _bellLock = new();
    private HashSet<Pair> _rung = [];
    private bool _rungAll = true;
    private Dictionary<Pair, DateTimeOffset> _due = [];
    private HashSet<SenderId> _absent = [];
    private HashSet<Pair> _hardOnly = [];
    private volatile Pair[] _gone = [];
    private Dictionary<QueueId, QueueSnapshot> _queues = [];
    private long _readAt;
    private TimeSpan _readTook;

    public readonly record struct Pair(QueueId Queue, SenderId Pin);

    public WorkMap(Notifications bells, TimeProvider time, PacingOptions pacing, OutboxOptions options)
    {
        (_time, _pacing, _options) = (time, pacing, options);
        bells.Listen("outbox", Heard);
    }

    /// <summary>Raised when there may be work that was not there before.</summary>
    public event Action? Woken;

    /// <summary>The dispatcher should look again at that time at the latest; null while nothing waits for a time.</summary>
    public DateTimeOffset? NextDue { get; private set; }

    private void Heard(string payload)
    {
        lock (_bellLock)
        {
            if (payload.Length == 0) _rungAll = true;
            else
                foreach (var part in payload.Split(' '))
                    if (part.Length == 64 && Guid.TryParseExact(part[..32], "N", out var queue) && Guid.TryParseExact(part[32..], "N", out var pin))
                        _rung.Add(new(QueueId.Of(queue), SenderId.Of(pin)));
        }
        Woken?.Invoke();
    }

    /// <summary>Looks everywhere at the next refresh.</summary>
    public void LookEverywhere()
    {
        lock (_bellLock) _rungAll = true;
        Woken?.Invoke();
    }

    /// <summary>Takes in what rang, and reads everything anew when it is time.</summary>
    public async Task Refresh(Db db, CancellationToken cancellationToken)
    {
        HashSet<Pair> rung;
        bool all;
        lock (_bellLock)
        {
            (rung, _rung) = (_rung, []);
            (all, _rungAll) = (_rungAll, false);
        }
        // Reading takes a probe per pair: with ten thousand pinned pairs it must not become the main work. But one slow reading (a cold or a busy
        // database) must not put the next one off for long either: what no bell announces stands still until then.
        var since = _time.GetElapsedTime(_readAt);
        if (_readAt == 0 || since >= _options.LookAgain + Least(_readTook * 9, MostBetweenLooks) || (all && since >= Least(_readTook * 3, MostAfterBell)))
        {
            await ReadAll(db, cancellationToken);
            return;
        }
        if (all) lock (_bellLock) _rungAll = true;

        var now = _time.GetUtcNow();
        if (rung.Any(pair => !_queues.ContainsKey(pair.Queue)))
        {
            await using var connection = await db.OpenEngine(cancellationToken);
            foreach (var queue in await QueueSnapshot.Read(connection, [.. rung.Select(pair => pair.Queue).Distinct()], _pacing, _options, cancellationToken)) _queues[queue.Id] = queue;
        }
        foreach (var pair in rung)
            if (_queues.ContainsKey(pair.Queue) && (!_due.TryGetValue(pair, out var due) || due > now)) _due[pair] = now;
    }

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private async Task ReadAll(Db db, CancellationToken cancellationToken)
    {
        var began = _time.GetTimestamp();
        var due = new Dictionary<Pair, DateTimeOffset>();
        var absent = new HashSet<SenderId>();
        var gone = new List<Pair>();
        await using var connection = await db.OpenEngine(cancellationToken);
        await using (var command = new NpgsqlCommand(Statement, connection))
        await using (var rows = await command.QueryPrepared(cancellationToken))
            while (await rows.ReadAsync(cancellationToken))
            {
                var pin = SenderId.Of(rows.GetGuid(1));
                due[new(QueueId.Of(rows.GetGuid(0)), pin)] = rows.GetFieldValue<DateTimeOffset>(2);
                if (pin != default && !rows.GetBoolean(3)) absent.Add(pin);
                if (pin != default && rows.GetBoolean(4)) gone.Add(new(QueueId.Of(rows.GetGuid(0)), pin));
            }
        var queues = due.Count == 0 ? [] : await QueueSnapshot.Read(connection, [.. due.Keys.Select(pair => pair.Queue).Distinct()], _pacing, _options, cancellationToken);
        (_due, _absent, _hardOnly, _gone, _queues) = (due, absent, [], [.. gone], queues.ToDictionary(queue => queue.Id));
        _readTook = _time.GetElapsedTime(began);
        _readAt = _time.GetTimestamp();
        var now = _time.GetUtcNow();
        NextDue = due.Values.Where(at => at > now).Select(at => (DateTimeOffset?)at).Min();
    }

    /// <summary>The pairs that are due, by tenant.</summary>
    public ILookup<TenantId, (Pair Pair, QueueSnapshot Queue)> Due(DateTimeOffset now) => _due
        .Where(entry => entry.Value <= now && _queues.ContainsKey(entry.Key.Queue))
        .Select(entry => (entry.Key, _queues[entry.Key.Queue]))
        .ToLookup(entry => entry.Item2.Tenant);

    /// <summary>What waits for senders that were deleted, banned or logged out; may be asked from any thread.</summary>
    public IReadOnlyList<Pair> Gone => _gone;

    /// <summary>The pinned sender cannot send at the moment, wherever it lives: others may take what is only softly pinned to it.</summary>
    public bool OthersMayTake(Pair pair) => _absent.Contains(pair.Pin) && !_hardOnly.Contains(pair);

    /// <summary>All that is due there must wait for its absent sender; so it is, as far as this process looks, until the next reading.</summary>
    public void HoldsHardOnly(Pair pair) => _hardOnly.Add(pair);

    /// <summary>The claim found fewer than it asked for: nothing more is due there until a bell or the next reading.</summary>
    public void Exhausted(Pair pair) => _due.Remove(pair);
}
