using Npgsql;
using Parley.Platform.Data;

namespace Parley.Outbox;

/// <summary>Where a sender is linked through two drivers, the one hears what the other sends, as it hears what is written on the phone. Mostly the sending driver's answer is
/// written down first (<see cref="Inbox.RouteEvent"/> waits for it), and the ledger knows its message by the network's id. Where it is not, the message stands in the ledger
/// twice; this makes one of the two.</summary>
internal static class EchoOfOurs
{
    /// <summary>The index that refuses the network's id a second time.</summary>
    public const string Index = "messages_provider";

    /// <summary>The network's id goes to the message that was sent, and so does what the network said of it meanwhile.</summary>
    /// <returns>False: what has that id is no echo, so the id cannot be this message's.</returns>
    public static async Task<bool> Join(Db db, Outcome outcome, string providerId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var message = outcome.Message;
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        DateTime? delivered, read;
        await using (var remove = new NpgsqlCommand("""
            WITH echo AS (DELETE FROM messages WHERE sender_id = $1 AND provider_id = $2 AND origin = 'phone' RETURNING id, delivered_at, read_at),
            files AS (DELETE FROM inbound_media f USING echo WHERE f.message_id = echo.id)
            SELECT delivered_at, read_at FROM echo
            """, connection) { Parameters = { new() { Value = message.Sender.Id.Value }, new() { Value = providerId } } })
        await using (var rows = await remove.ExecuteReaderAsync(cancellationToken))
        {
            if (!await rows.ReadAsync(cancellationToken)) return false;
            (delivered, read) = (rows.IsDBNull(0) ? null : rows.GetDateTime(0), rows.IsDBNull(1) ? null : rows.GetDateTime(1));
        }
        if ((delivered ?? read) is not null) await Hand(connection, outcome, delivered, read, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    // As if the receipts had come under the message's own name, before the driver's answer.
    private static async Task Hand(NpgsqlConnection connection, Outcome outcome, DateTime? delivered, DateTime? read, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var message = outcome.Message;
        await using (var receive = new NpgsqlCommand("""
            UPDATE messages SET state = $2, delivered_at = $3, read_at = $4 WHERE id = $1 AND state = 'sending'
            """, connection)
        {
            Parameters =
            {
                new() { Value = message.Id.Value }, new() { Value = read is null ? "delivered" : "read" },
                new() { Value = delivered ?? read }, new() { Value = (object?)read ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.TimestampTz },
            },
        })
            if (await receive.ExecuteNonQueryAsync(cancellationToken) == 0) return;
        var tally = new TallyBatch();
        foreach (var metric in read is null ? [Metric.Delivered] : new[] { Metric.Delivered, Metric.Read })
        {
            tally.Add(now, message.Queue.Tenant, null, message.Sender.Id, null, 0, metric, amount: -1);
            tally.Add(now, message.Queue.Tenant, message.Queue.Id, message.Sender.Id, outcome.Method, message.Head.Variant, metric);
        }
        await tally.Write(connection, cancellationToken);
    }
}
