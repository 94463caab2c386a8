using System.Text.Json;
using Npgsql;
using Parley.Conversations;
using Parley.Identity;
using Parley.Platform;
using Parley.Platform.Data;

namespace Parley.Outbox;

/// <summary>GET /api/queue/stats: what waits, in which lane and state, how fast it goes out, what waits longest and why, and how many letters wait for a person.</summary>
public static class ShowQueueStats
{
    private static readonly string Statement = Sql.File("Outbox/queue_stats.sql");

    /// <param name="Waiting">In open queues; what paused and not yet started campaigns hold is <paramref name="Held"/>.</param>
    /// <param name="More">A queue holds more than was counted: counting stops at 10,000 in each.</param>
    /// <param name="Sending">In a driver's hands, or waiting for a receipt after an unknown outcome.</param>
    /// <param name="ByState">Waiting, held and sending messages: pending, queued, retrying, sending.</param>
    /// <param name="Lanes">Only those in which something waits or is being sent; the first goes first.</param>
    /// <param name="Oldest">The longest waiting of those that are due; null when nothing is.</param>
    public sealed record Response(DateTimeOffset At, long Waiting, long Held, bool More, long Sending, IReadOnlyDictionary<MessageState, long> ByState, IReadOnlyList<OfLane> Lanes,
        Rates PerSecond, OldestWaiting? Oldest, DeadLetterCount DeadLetters);

    /// <param name="Lane">0 people, 1 answers, 2 direct, 3 broadcast and bulk, 4 campaigns.</param>
    public sealed record OfLane(int Lane, string Name, long Waiting, long Held, long Sending);

    /// <summary>Messages that left, per second.</summary>
    public sealed record Rates(double LastMinute, double LastFiveMinutes);

    public sealed record OldestWaiting(MessageId MessageId, DateTimeOffset DueAt, WhyNot? Why);

    /// <param name="Failed">All attempts are used up.</param>
    /// <param name="Unknown">Nobody knows whether they left.</param>
    /// <param name="More">There are more; counting stops at 10,000.</param>
    public sealed record DeadLetterCount(long Failed, long Unknown, bool More);

    private sealed record Line(short Lane, bool Held, string State, long Amount);

    internal static Task<Response> Handle(Caller caller, Db db, ExplainMessage explain, SharedReadings<TenantId, Response> shared, TimeProvider time, CancellationToken cancellationToken) =>
        shared.Read(caller.Tenant, token => Read(caller.Tenant, db, explain, time, token), cancellationToken);

    private static async Task<Response> Read(TenantId tenant, Db db, ExplainMessage explain, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (answer, oldest) = await Read(db, tenant, now, cancellationToken);
        if (oldest is not var (id, dueAt)) return answer;
        await using var connection = await db.OpenTenant(tenant, cancellationToken);
        return answer with { Oldest = new OldestWaiting(id, dueAt, await explain.Run(connection, tenant, id, cancellationToken)) };
    }

    private static async Task<(Response, (MessageId, DateTimeOffset)?)> Read(Db db, TenantId tenant, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // Through the engine's door, because the tenant wall would look at every row that the indexes alone can count.
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var command = new NpgsqlCommand(Statement, connection);
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new() { Value = now });
        command.Parameters.Add(new() { Value = QueueFigures.Enough });
        command.Parameters.Add(new() { Value = RateSlots.LastEnd(now) });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);

        var lines = JsonSerializer.Deserialize<List<Line>>(row.GetString(0), Json.Options)!;
        var sending = JsonSerializer.Deserialize<Dictionary<short, long>>(row.GetString(2), Json.Options)!;
        var dead = JsonSerializer.Deserialize<Dictionary<string, long>>(row.GetString(7), Json.Options)!;
        var states = lines.GroupBy(line => Words<MessageState>.Parse(line.State)).ToDictionary(group => group.Key, group => group.Sum(line => line.Amount));
        if (sending.Count > 0) states[MessageState.Sending] = sending.Values.Sum();
        var lanes = lines.Select(line => line.Lane).Union(sending.Keys).Order()
            .Select(lane => new OfLane(lane, Lanes.Name(lane), lines.Where(l => l.Lane == lane && !l.Held).Sum(l => l.Amount), lines.Where(l => l.Lane == lane && l.Held).Sum(l => l.Amount), sending.GetValueOrDefault(lane)));
        var letters = new DeadLetterCount(dead.GetValueOrDefault("failed"), dead.GetValueOrDefault("unknown"), dead.Values.Sum() >= QueueFigures.Enough);
        var answer = new Response(now, lines.Where(line => !line.Held).Sum(line => line.Amount), lines.Where(line => line.Held).Sum(line => line.Amount), row.GetBoolean(1), sending.Values.Sum(), states, [.. lanes],
            new Rates(Math.Round(row.GetInt64(3) / 60.0, 2), Math.Round(row.GetInt64(4) / 300.0, 2)), null, letters);
        return (answer, row.IsDBNull(5) ? null : (MessageId.Of(row.GetGuid(5)), row.GetFieldValue<DateTimeOffset>(6)));
    }
}
