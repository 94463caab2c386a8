using Npgsql;
using Parley.Conversations;
using Parley.Platform.Data;

namespace Parley.Outbox;

/// <summary>Ends what is left in closed queues: cancelled, expired, or erased.</summary>
internal sealed class Sweep(Db db, TimeProvider time)
{
    private static readonly string Statement = Sql.File("Outbox/sweep.sql");
    private const int Batch = 5000;

    /// <summary>Messages came to their end; said after the commit.</summary>
    public event Action<MessageMove>? Moved;

    /// <returns>Rows ended; ask again while it is not 0.</returns>
    public async Task<int> Once(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await Execute(connection, "UPDATE outbox_queues SET state = 'closed', closes_as = 'expired' WHERE state <> 'closed' AND closes_at <= $1", now, cancellationToken);
        var tally = new TallyBatch();
        var moves = new List<MessageMove>();
        await using (var command = new NpgsqlCommand(Statement, connection) { Parameters = { new() { Value = now }, new() { Value = Batch } } })
        await using (var rows = await command.ExecuteReaderAsync(cancellationToken))
            while (await rows.ReadAsync(cancellationToken))
            {
                moves.Add(new MessageMove(TenantId.Of(rows.GetGuid(0)), MessageId.Of(rows.GetGuid(4)), Words<MessageState>.Parse(rows.GetString(3))));
                tally.Add(now, TenantId.Of(rows.GetGuid(0)), QueueId.Of(rows.GetGuid(1)), null, null, rows.GetInt16(2), rows.GetString(3));
            }
        if (moves.Count == 0)
            // Swept clean: nothing waits and nothing is in flight that could come back.
            await Execute(connection, """
                UPDATE outbox_queues q SET closes_as = NULL
                WHERE state = 'closed' AND closes_as IN ('cancelled', 'expired')
                  AND NOT EXISTS (SELECT FROM messages m WHERE m.queue_id = q.id AND m.due_at IS NOT NULL)
                  AND NOT EXISTS (SELECT FROM messages m WHERE m.queue_id = q.id AND m.lease_until IS NOT NULL) AND $1 IS NOT NULL
                """, now, cancellationToken);
        await tally.Write(connection, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (Moved is { } moved) moves.ForEach(moved);
        return moves.Count + await Erase(cancellationToken);
    }

    private async Task<int> Erase(CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var erase = new NpgsqlCommand("""
            WITH gone AS (
                DELETE FROM messages WHERE id IN (
                    SELECT m.id FROM outbox_queues q CROSS JOIN LATERAL (SELECT id FROM messages m WHERE m.queue_id = q.id LIMIT $1) m
                    WHERE q.state = 'closed' AND q.closes_as = 'erased' LIMIT $1)
                RETURNING id),
            attempts AS (DELETE FROM message_attempts WHERE message_id IN (SELECT id FROM gone))
            SELECT count(*)::int FROM gone
            """, connection) { Parameters = { new() { Value = Batch } } };
        var erased = (int)(await erase.ExecuteScalarAsync(cancellationToken))!;
        if (erased > 0) return erased;
        await using var queues = new NpgsqlCommand("""
            WITH gone AS (DELETE FROM outbox_queues q WHERE state = 'closed' AND closes_as = 'erased' AND NOT EXISTS (SELECT FROM messages m WHERE m.queue_id = q.id) RETURNING id),
            course AS (DELETE FROM queue_course WHERE queue_id IN (SELECT id FROM gone))
            DELETE FROM queue_tallies WHERE queue_id IN (SELECT id FROM gone)
            """, connection);
        await queues.ExecuteNonQueryAsync(cancellationToken);
        return 0;
    }

    private static async Task Execute(NpgsqlConnection connection, string statement, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(statement, connection) { Parameters = { new() { Value = now } } };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
