// One page, because a claim is one transaction: what it locks, decides and writes is read in that order.
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Parley.Channels;
using Parley.Contacts;
using Parley.Conversations;
using Parley.Platform;
using Parley.Platform.Data;
using Parley.Senders;
using Free = Parley.Outbox.AssignmentPolicy.Free;

namespace Parley.Outbox;

/// <summary>One claim: locks free senders and the heads of their queues, decides, and writes all of it in one short transaction.
/// Pace and quota are columns that move in the same statement as the messages: they survive restarts and hold with several nodes.</summary>
internal sealed class Claim(WorkMap map, HandOn handOn, OutboxOptions options, HealthOptions health, Random random)
{
    private static readonly string LockSenders = Sql.File("Outbox/claim_senders.sql");
    private static readonly string ReadHeads = Sql.File("Outbox/heads.sql");
    private static readonly string Write = Sql.File("Outbox/claim.sql");

    private readonly Dictionary<QueueId, long> _servedAt = [];
    private long _turn;

    /// <summary>Messages that will not be sent came to their end; said after the commit.</summary>
    public event Action<MessageMove>? Moved;

    /// <summary>What a claim came to.</summary>
    /// <param name="Settled">Messages that were deferred, handed on or refused.</param>
    /// <param name="Progress">The next claim would do something else than this one did.</param>
    public sealed record Result(IReadOnlyList<Claimed> Messages, int Settled, bool Progress, IReadOnlyList<Free> Senders);

    private sealed record Ask(WorkMap.Pair Pair, QueueSnapshot Queue, int Count, bool SoftOnly);

    private sealed record Settled(Head Head, QueueSnapshot Queue, DateTimeOffset? Until, string? Reason, MessageState State, SenderId? HandedTo = null)
    {
        public MessageId Id => Head.Id;
        public short Variant => Head.Variant;
    }

    private sealed class Decisions(long epoch, DateTimeOffset now)
    {
        public long Epoch => epoch;
        public DateTimeOffset Now => now;
        public List<Claimed> Taken { get; } = [];
        public List<Settled> Settled { get; } = [];
        public List<HandOn.Stranded> Stranded { get; } = [];
        public FrequencyCaps Caps { get; } = new();
    }

    public async Task<Result> Run(NpgsqlConnection connection, IReadOnlyList<SenderSlot> candidates, ILookup<TenantId, (WorkMap.Pair Pair, QueueSnapshot Queue)> due, long epoch, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var free = await LockFree(connection, candidates, epoch, now, cancellationToken);
        if (free.Count == 0) return new Result([], 0, false, []);

        var decisions = new Decisions(epoch, now);
        var tenants = free.GroupBy(f => f.Slot.Sender.Tenant).Select(g => new TenantClaim(g.Key, [.. g], Levels(due[g.Key]))).ToList();

        // An equal part of the batch for each, so that one that could fill it alone does not always do so.
        foreach (var tenant in tenants) tenant.Budget = Math.Max(1, options.ClaimBatch / tenants.Count);

        var cameShort = false;
        while (tenants.Exists(tenant => tenant.HasMore))
        {
            var asks = new Dictionary<WorkMap.Pair, (Ask Ask, TenantClaim Tenant)>();
            foreach (var tenant in tenants)
                foreach (var ask in NextAsks(tenant))
                    asks[ask.Pair] = (ask, tenant);
            if (asks.Count == 0) continue;
            var found = asks.Keys.ToDictionary(pair => pair, _ => 0);
            var heads = await Heads(connection, asks.Values.Select(a => a.Ask), now, cancellationToken);
            if (free.Exists(one => FreeFormWindows.Needs(one.Slot.Sender))) heads = await FreeFormWindows.Add(connection, heads, cancellationToken);
            await decisions.Caps.Hold(connection, heads.Select(head => (head, asks[new(head.Queue, head.Pin)].Ask.Queue)), now, cancellationToken);
            foreach (var head in heads)
            {
                var pair = new WorkMap.Pair(head.Queue, head.Pin);
                found[pair]++;
                Decide(head, asks[pair].Ask, asks[pair].Tenant, decisions);
            }
            foreach (var (pair, count) in found)
            {
                var (ask, tenant) = asks[pair];
                if (count == ask.Count) continue;
                // What a lane has room for and does not hold is the next one's.
                tenant.Budget += ask.Count - count;
                cameShort = true;
                if (ask.SoftOnly) map.HoldsHardOnly(pair);
                else map.Exhausted(pair);
            }
        }

        foreach (var way in await handOn.Find(connection, decisions.Stranded, now, cancellationToken))
            decisions.Settled.Add(new Settled(way.Message.Head, way.Message.Queue, way.Refusal is null ? way.Until : null, way.Refusal?.Slug,
                way.Refusal == Reasons.OutsideFreeFormWindow ? MessageState.Suppressed : MessageState.Failed, way.To));
        var claimed = await WriteClaim(connection, decisions, free.Where(f => f.Taken > 0).ToList(), cancellationToken);
        // Not to be cancelled: a commit that was cut off may have happened, and what nobody hands over then would have to be taken for sent.
        await transaction.CommitAsync(CancellationToken.None);
        var (taken, settled) = (decisions.Taken, decisions.Settled);
        if (Moved is { } moved)
            foreach (var end in settled.Where(one => one.Until is null)) moved(new MessageMove(end.Queue.Tenant, end.Id, end.State));
        return new Result([.. taken.Where(message => claimed.Contains(message.Id))], settled.Count, taken.Count + settled.Count > 0 || cameShort, free);
    }

    /// <summary>A tenant in this claim: its free senders, and its work by level (lane, then priority).</summary>
    private sealed record TenantClaim(TenantId Tenant, List<Free> Free, Queue<List<(WorkMap.Pair Pair, QueueSnapshot Queue)>> Levels)
    {
        public Dictionary<SenderId, Free> BySender { get; } = Free.ToDictionary(f => f.Slot.Sender.Id);

        /// <summary>Messages that may still be asked for.</summary>
        public int Budget { get; set; }

        public bool HasMore => Budget > 0 && Levels.Count > 0;
    }

    private Queue<List<(WorkMap.Pair Pair, QueueSnapshot Queue)>> Levels(IEnumerable<(WorkMap.Pair Pair, QueueSnapshot Queue)> work) => new(work
        .GroupBy(w => (w.Queue.Lane, -w.Queue.Priority))
        .OrderBy(level => level.Key)
        .Select(level => level.OrderBy(w => _servedAt.GetValueOrDefault(w.Queue.Id)).ToList()));

    private async Task<List<Free>> LockFree(NpgsqlConnection connection, IReadOnlyList<SenderSlot> candidates, long epoch, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var slots = candidates.ToDictionary(slot => slot.Sender.Id);
        // A row that is not answered is held by a finalising batch or belongs to another node by now.
        foreach (var slot in candidates) slot.NextTry = now + TimeSpan.FromMilliseconds(20);
        await using var command = new NpgsqlCommand(LockSenders, connection);
        command.Parameters.Add(new() { Value = candidates.Select(slot => slot.Sender.Id.Value).ToArray() });
        command.Parameters.Add(new() { Value = epoch });
        var free = new List<Free>(candidates.Count);
        await using var rows = await command.QueryPrepared(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            var slot = slots[SenderId.Of(rows.GetGuid(0))];
            var windows = new QuotaWindows(rows.GetFieldValue<DateTimeOffset>(2), rows.GetInt32(3), rows.GetFieldValue<DateTimeOffset>(4), rows.GetInt32(5), rows.GetFieldValue<DateTimeOffset>(6), rows.GetInt32(7));
            var state = new HealthState(rows.GetInt16(9), rows.GetFieldValue<DateTimeOffset>(10), rows.GetInt32(11)) { Cap = rows.GetInt16(12) };
            slot.Poorly = HealthPolicy.ShouldSkip(state, health, now);
            slot.Ails = state.Health < 100 || state.Failures > 0;
            var next = rows.GetFieldValue<DateTimeOffset>(1);
            var quota = slot.Sender.QuotaAt(now);
            var left = QuotaPolicy.Free(windows, quota, now);
            // A minute that began in the future: the clock went back, and the pace of before it would hold the sender up for as long as it jumped.
            var isPaced = next > now && windows.MinuteAt <= now;
            slot.PacedUntil = isPaced ? next : DateTimeOffset.MinValue;
            if (left == 0) slot.NextTry = QuotaPolicy.FreeAt(windows, quota, now) ?? now;
            else
            {
                slot.NextTry = now;
                free.Add(new Free(slot, windows, Math.Min(left, slot.Capacity - slot.InFlight), rows.GetInt32(8)) { PacedUntil = isPaced ? next : null });
            }
        }
        return free;
    }

    private List<Ask> NextAsks(TenantClaim tenant)
    {
        var asks = new List<Ask>();
        if (!tenant.HasMore) return asks;
        var pools = new List<(WorkMap.Pair Pair, QueueSnapshot Queue)>();
        foreach (var (pair, queue) in tenant.Levels.Dequeue())
        {
            if (pair.Pin == default) pools.Add((pair, queue));
            else if (tenant.BySender.TryGetValue(pair.Pin, out var pinned))
            {
                var count = Math.Min(pinned.RoomFor(queue), tenant.Budget);
                if (count <= 0) continue;
                asks.Add(new Ask(pair, queue, count, false));
                tenant.Budget -= count;
            }
            else if (map.OthersMayTake(pair)) pools.Add((pair, queue));
        }
        if (pools.Count == 0) return asks;
        // What waits for absent senders has its turn last: perhaps none of it may go through others.
        pools = [.. pools.OrderBy(pool => pool.Pair.Pin != default)];
        var (rooms, room) = Rooms(tenant.Free, pools.Select(pool => pool.Queue).DistinctBy(queue => queue.Id));
        var shares = AssignmentPolicy.Shares(pools.ConvertAll(pool => rooms[pool.Queue.Id]), Math.Min(room, tenant.Budget));
        for (var i = 0; i < pools.Count; i++)
        {
            if (shares[i] == 0) continue;
            asks.Add(new Ask(pools[i].Pair, pools[i].Queue, shares[i], pools[i].Pair.Pin != default));
            tenant.Budget -= shares[i];
        }
        return asks;
    }

    /// <summary>What the senders may take of each queue, and of all of them together.</summary>
    private static (Dictionary<QueueId, int> OfEach, int OfAll) Rooms(List<Free> free, IEnumerable<QueueSnapshot> queues)
    {
        var most = new Dictionary<Free, int>(free.Count);
        var ofEach = new Dictionary<QueueId, int>();
        foreach (var queue in queues)
        {
            var (sum, onlyPoorly) = (0, !AssignmentPolicy.HasHealthy(free, queue, _ => true));
            foreach (var one in free)
            {
                if ((one.Slot.Poorly && !onlyPoorly) || !queue.MayUse(one.Slot.Sender.Id)) continue;
                var room = one.RoomFor(queue);
                sum += room;
                if (room > most.GetValueOrDefault(one)) most[one] = room;
            }
            ofEach[queue.Id] = sum;
        }
        return (ofEach, most.Values.Sum());
    }

    private static async Task<List<Head>> Heads(NpgsqlConnection connection, IEnumerable<Ask> asks, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var list = asks.ToList();
        await using var command = new NpgsqlCommand(ReadHeads, connection);
        command.Parameters.Add(new() { Value = list.ConvertAll(a => a.Pair.Queue.Value).ToArray() });
        command.Parameters.Add(new() { Value = list.ConvertAll(a => a.Pair.Pin.Value).ToArray() });
        command.Parameters.Add(new() { Value = list.ConvertAll(a => a.Count).ToArray() });
        command.Parameters.Add(new() { Value = now });
        command.Parameters.Add(new() { Value = list.ConvertAll(a => a.SoftOnly).ToArray() });
        var heads = new List<Head>();
        await using var rows = await command.QueryPrepared(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            heads.Add(new Head(
                MessageId.Of(rows.GetGuid(0)), QueueId.Of(rows.GetGuid(1)), SenderId.Of(rows.GetGuid(2)), rows.GetBoolean(3), Text(rows, 4),
                Words<Origin>.Parse(rows.GetString(5)), rows.IsDBNull(6) ? null : ContactId.Of(rows.GetGuid(6)), rows.GetString(7),
                rows.IsDBNull(8) ? null : JsonSerializer.Deserialize<MessageContent>(rows.GetString(8), Json.Options),
                rows.GetInt16(9), Element(rows, 10), rows.GetInt16(11), rows.GetFieldValue<DateTimeOffset>(12),
                Text(rows, 13), Element(rows, 14), Text(rows, 17), Text(rows, 15), rows.IsDBNull(16) ? null : rows.GetFieldValue<DateTimeOffset>(16),
                rows.GetBoolean(18), rows.IsDBNull(19) ? null : rows.GetInt32(19), rows.GetInt16(20), rows.GetBoolean(21)));
        }
        return heads;
    }

    private static string? Text(NpgsqlDataReader rows, int column) => rows.IsDBNull(column) ? null : rows.GetString(column);

    private static JsonElement? Element(NpgsqlDataReader rows, int column) => rows.IsDBNull(column) ? null : JsonSerializer.Deserialize<JsonElement>(rows.GetString(column));

    private void Decide(Head head, Ask ask, TenantClaim tenant, Decisions decisions)
    {
        var (queue, now, settled) = (ask.Queue, decisions.Now, decisions.Settled);
        if (decisions.Caps.IsHeldElsewhere(head, queue)) return; // it stays where it is, for the next claim
        var content = Rendering.Render(head, queue, out var missing);
        bool Can(OwnedSender candidate) => DriverChoice.For(candidate, head, content, now) is not null;
        var free = Choose(head, ask, tenant, Can);
        var suited = free is null ? null : DriverChoice.For(free.Slot.Sender, head, content, now);
        var awaited = free is null || suited is not null ? null : DriverChoice.Awaited(free.Slot.Sender, head, content, now);
        var driver = free is null ? null : suited ?? awaited ?? DriverChoice.Usual(free.Slot.Sender);

        var facts = new GateFacts(head.Origin, head.Consent, head.Blocked, queue.RequireOptIn, decisions.Caps.Had(head, queue), queue.CapMessages, head.LastInbound, head.Zone,
            queue.Window, queue.Quiet, driver is null ? null : DriverChoice.FreeFormWindow(driver, content), free is not null && head.Wrote?.TryGetValue(free.Slot.Sender.Id, out var wrote) == true ? wrote : null);
        switch (GatePolicy.Decide(facts, now))
        {
            case GateDecision.Refuse refuse:
                settled.Add(new Settled(head, queue, null, refuse.Reason.Slug, MessageState.Suppressed));
                return;
            case GateDecision.Defer defer:
                settled.Add(new Settled(head, queue, defer.Until, null, MessageState.Queued));
                return;
        }
        if (free is null || driver is null)
        {
            // Those who could send it have no room at the moment, or nobody here can.
            if (!tenant.Free.Exists(one => queue.MayUse(one.Slot.Sender.Id) && Can(one.Slot.Sender))) decisions.Stranded.Add(new(head, queue, content));
            return;
        }
        // Rooms shrank since the ask; the lock ends with this transaction and the message stays where it is.
        if (free.RoomFor(queue) <= 0) return;

        if (content is null)
        {
            settled.Add(new Settled(head, queue, null, missing is null ? Reasons.ContentRefused.Slug : Reasons.VariableMissing.Slug, MessageState.Failed));
            return;
        }

        var sender = free.Slot.Sender;
        if (awaited is not null)
        {
            settled.Add(new Settled(head, queue, now + HandOn.LookAgain, null, MessageState.Queued));
            return;
        }
        var typing = TypingTime(head, queue.Typing ?? sender.Typing, content);
        var pacing = queue.Pacing ?? sender.Pacing;
        var (delay, run) = PacingPolicy.Next(pacing, free.RunLength, random);
        free.RunLength = run;
        free.Windows = QuotaPolicy.Take(free.Windows, 1, now);
        var next = pacing.IsNone ? now : now + delay + (typing ?? TimeSpan.Zero);
        free.NextSendAt = free.PacedUntil > next ? free.PacedUntil.Value : next; // an answer in the midst of a gap does not shorten it
        free.Taken++;
        free.Room = pacing.IsNone ? free.Room - 1 : 0;
        free.Slot.Turn++;
        _servedAt[queue.Id] = ++_turn;
        decisions.Caps.Took(head, queue);
        decisions.Taken.Add(new Claimed(head, queue, free.Slot, sender, head.BoundDriver ?? driver.Name, content, typing, decisions.Epoch, (short)(head.Attempt + 1), now));
    }

    /// <summary>The sender that takes it; null when none of this claim may or can.</summary>
    private static Free? Choose(Head head, Ask ask, TenantClaim tenant, Func<OwnedSender, bool> can)
    {
        var pinned = head.Pin != default && !ask.SoftOnly ? tenant.BySender[head.Pin] : null;
        if (pinned is not null && (head.PinHard || (!pinned.Slot.Poorly && can(pinned.Slot.Sender)))) return pinned;
        return AssignmentPolicy.Pick(tenant.Free, ask.Queue, can)
            ?? (pinned is not null && can(pinned.Slot.Sender) && !AssignmentPolicy.HasHealthy(tenant.Free, ask.Queue, can) ? pinned : null);
    }

    private TimeSpan? TypingTime(Head head, bool usual, MessageContent content) => head.TypingMs switch
    {
        0 => null,
        > 0 and var drawn => TimeSpan.FromMilliseconds(drawn),
        null when !usual => null,
        _ => content.Text is { Length: > 0 } text ? PacingPolicy.TypingTime(text.Length, random) : null,
    };

    private async Task<HashSet<MessageId>> WriteClaim(NpgsqlConnection connection, Decisions decisions, List<Free> senders, CancellationToken cancellationToken)
    {
        var (taken, settled, now) = (decisions.Taken, decisions.Settled, decisions.Now);
        if (taken.Count == 0 && settled.Count == 0) return [];
        var deferred = settled.FindAll(s => s.Until is not null);
        var refused = settled.FindAll(s => s.Until is null);
        await using var command = new NpgsqlCommand(Write, connection);
        var p = command.Parameters;
        p.Add(new() { Value = decisions.Epoch });
        p.Add(new() { Value = now });
        p.Add(new() { Value = now + options.Lease });
        p.Add(new() { Value = taken.ConvertAll(m => m.Id.Value).ToArray() });
        p.Add(new() { Value = taken.ConvertAll(m => m.Sender.Id.Value).ToArray() });
        p.Add(new() { Value = taken.ConvertAll(m => m.Method).ToArray() });
        p.Add(new() { Value = taken.ConvertAll(m => (int?)m.Typing?.TotalMilliseconds ?? m.Head.TypingMs).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Integer });
        p.Add(new() { Value = deferred.ConvertAll(s => s.Id.Value).ToArray() });
        p.Add(new() { Value = deferred.ConvertAll(s => s.Until!.Value).ToArray() });
        p.Add(new() { Value = refused.ConvertAll(s => s.Id.Value).ToArray() });
        p.Add(new() { Value = refused.ConvertAll(s => s.Reason!).ToArray() });
        p.Add(new() { Value = senders.ConvertAll(f => f.Slot.Sender.Id.Value).ToArray() });
        p.Add(new() { Value = senders.ConvertAll(f => f.NextSendAt).ToArray() });
        p.Add(new() { Value = senders.ConvertAll(f => f.Windows.MinuteAt).ToArray() });
        p.Add(new() { Value = senders.ConvertAll(f => f.Windows.MinuteUsed).ToArray() });
        p.Add(new() { Value = senders.ConvertAll(f => f.Windows.HourAt).ToArray() });
        p.Add(new() { Value = senders.ConvertAll(f => f.Windows.HourUsed).ToArray() });
        p.Add(new() { Value = senders.ConvertAll(f => f.Windows.DayAt).ToArray() });
        p.Add(new() { Value = senders.ConvertAll(f => f.Windows.DayUsed).ToArray() });
        p.Add(new() { Value = senders.ConvertAll(f => f.RunLength).ToArray() });
        p.Add(new() { Value = senders.ConvertAll(f => f.Taken).ToArray() });
        p.Add(new() { Value = refused.ConvertAll(s => Words<MessageState>.Of(s.State)).ToArray() });
        p.Add(new() { Value = deferred.ConvertAll(s => s.HandedTo?.Value).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });
        var claimed = new HashSet<MessageId>();
        await using (var rows = await command.QueryPrepared(cancellationToken))
            while (await rows.ReadAsync(cancellationToken)) claimed.Add(MessageId.Of(rows.GetGuid(0)));

        var tally = new TallyBatch();
        foreach (var s in refused)
        {
            var queue = s.Queue;
            tally.Add(now, queue.Tenant, queue.Id, null, null, s.Variant, s.State == MessageState.Failed ? Metric.Failed : Metric.Suppressed, s.Reason);
        }
        await tally.Write(connection, cancellationToken);
        return claimed;
    }
}
