using Npgsql;
using Parley.Conversations;
using Parley.Platform.Data;
using Parley.Senders;

namespace Parley.Outbox;

/// <summary>Ends what waits for a sender that was deleted, and what may have left through one that is banned or logged out.</summary>
internal sealed class GoneSenders(Db db, TimeProvider time, OutboxOptions options)
{
    private static readonly string Statement = Sql.File("Outbox/gone_senders.sql");
    private const int Batch = 2000;

    /// <param name="gone">Where to look (<see cref="WorkMap.Gone"/>); whether it is so is asked of the database.</param>
    /// <returns>How many messages were ended; ask again while it is not 0.</returns>
    public async Task<int> Once(IReadOnlyList<WorkMap.Pair> gone, CancellationToken cancellationToken)
    {
        if (gone.Count == 0) return 0;
        var now = time.GetUtcNow();
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(Statement, connection);
        command.Parameters.Add(new() { Value = gone.Select(pair => pair.Queue.Value).ToArray() });
        command.Parameters.Add(new() { Value = gone.Select(pair => pair.Pin.Value).ToArray() });
        command.Parameters.Add(new() { Value = now });
        command.Parameters.Add(new() { Value = options.UnknownDeadline });
        command.Parameters.Add(new() { Value = Batch });
        var tally = new TallyBatch();
        var count = 0;
        await using (var rows = await command.ExecuteReaderAsync(cancellationToken))
            for (; await rows.ReadAsync(cancellationToken); count++)
                tally.Add(now, TenantId.Of(rows.GetGuid(0)), QueueId.Of(rows.GetGuid(1)), rows.IsDBNull(2) ? null : SenderId.Of(rows.GetGuid(2)), rows.IsDBNull(3) ? null : rows.GetString(3), rows.GetInt16(4),
                    Words<MessageState>.Parse(rows.GetString(5)) == MessageState.Failed ? Metric.Failed : Metric.Unknown, rows.GetString(6));
        await tally.Write(connection, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return count;
    }
}
