using Npgsql;
using Parley.Conversations;
using Parley.Platform.Data;
using Parley.Senders;

namespace Parley.Outbox;

/// <summary>Queues messages again that had ended without success. A message that may have left keeps its id, sender and driver, so that
/// trying again reaches the person once where the driver deduplicates. The figures are corrected in the same transaction.</summary>
public static class RetryMessages
{
    private static readonly string Statement = Sql.File("Outbox/retry_messages.sql");

    /// <param name="connection">Of the tenant or of the engine, in a transaction.</param>
    /// <param name="ids">Those that are not failed or unknown any more, and those of closed queues, are left as they are.</param>
    /// <returns>How many wait again.</returns>
    public static async Task<int> Run(NpgsqlConnection connection, Guid[] ids, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (ids.Length == 0) return 0;
        var tally = new TallyBatch();
        var count = 0;
        await using (var command = new NpgsqlCommand(Statement, connection) { Parameters = { new() { Value = ids }, new() { Value = now } } })
        await using (var rows = await command.ExecuteReaderAsync(cancellationToken))
            while (await rows.ReadAsync(cancellationToken))
            {
                count++;
                tally.Add(now, TenantId.Of(rows.GetGuid(0)), QueueId.Of(rows.GetGuid(1)), rows.IsDBNull(2) ? null : SenderId.Of(rows.GetGuid(2)), rows.IsDBNull(3) ? null : rows.GetString(3), rows.GetInt16(4),
                    Words<MessageState>.Parse(rows.GetString(5)) == MessageState.Failed ? Metric.Failed : Metric.Unknown, rows.IsDBNull(6) ? null : rows.GetString(6), -1);
            }
        await tally.Write(connection, cancellationToken);
        if (count > 0)
        {
            await using var ring = new NpgsqlCommand("SELECT pg_notify('parley_outbox', ''), pg_notify('parley_retried', '')", connection);
            await ring.ExecuteNonQueryAsync(cancellationToken);
        }
        return count;
    }

    /// <summary>The failed ones among the next messages of a queue.</summary>
    /// <returns>How many were looked at, and the last of them.</returns>
    public static async Task<(int Looked, Guid? Last)> OfQueue(NpgsqlConnection connection, QueueId queue, Guid cursor, int atMost, DateTimeOffset now, CancellationToken cancellationToken)
    {
        int looked;
        Guid? last;
        Guid[] failed;
        await using (var command = new NpgsqlCommand("""
            WITH looked AS MATERIALIZED (SELECT id, state FROM messages WHERE queue_id = $1 AND id > $2 ORDER BY id LIMIT $3)
            SELECT (SELECT count(*) FROM looked), (SELECT id FROM looked ORDER BY id DESC LIMIT 1), ARRAY(SELECT id FROM looked WHERE state = 'failed')
            """, connection))
        {
            command.Parameters.Add(new() { Value = queue.Value });
            command.Parameters.Add(new() { Value = cursor });
            command.Parameters.Add(new() { Value = atMost });
            await using var row = await command.ExecuteReaderAsync(cancellationToken);
            await row.ReadAsync(cancellationToken);
            (looked, last, failed) = ((int)row.GetInt64(0), row.IsDBNull(1) ? null : row.GetGuid(1), row.GetFieldValue<Guid[]>(2));
        }
        await Run(connection, failed, now, cancellationToken);
        return (looked, last);
    }
}
