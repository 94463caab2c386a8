using Npgsql;
using Parley.Platform.Data;

namespace Parley.Outbox;

/// <summary>How much waits and goes out in a tenant's open queues. Cheap enough for every two seconds, however much waits: counting ends at
/// <see cref="Enough"/> in each queue.</summary>
/// <param name="Waiting">Messages that wait in open queues (those of paused and ended campaigns are none of them).</param>
/// <param name="More">There are more than <paramref name="Waiting"/>: some queue holds more than was counted.</param>
/// <param name="Sending">In the hands of a driver.</param>
/// <param name="DeadLetters">Waiting for a person, counted up to <see cref="Enough"/>.</param>
/// <param name="OldestDueAt">Since when the longest waiting could have gone; null when nothing is due.</param>
/// <param name="Sent">How many each open queue has sent in all, up to a second ago.</param>
public sealed record QueueFigures(long Waiting, bool More, long Sending, long DeadLetters, DateTimeOffset? OldestDueAt, IReadOnlyDictionary<QueueId, long> Sent)
{
    public const int Enough = 10_000;
    private static readonly string Statement = Sql.File("Outbox/queue_figures.sql");

    public static async Task<QueueFigures> Read(Db db, TenantId tenant, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // Through the engine's door, because the tenant wall would look at every row that the indexes alone can count.
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var command = new NpgsqlCommand(Statement, connection);
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new() { Value = now });
        command.Parameters.Add(new() { Value = Enough });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        var (queues, sums) = (row.GetFieldValue<Guid[]>(5), row.GetFieldValue<long[]>(6));
        return new QueueFigures(row.GetInt64(0), row.GetBoolean(1), row.GetInt64(2), row.GetInt64(3), row.IsDBNull(4) ? null : row.GetFieldValue<DateTimeOffset>(4),
            queues.Zip(sums).ToDictionary(pair => QueueId.Of(pair.First), pair => pair.Second));
    }
}
