using Npgsql;
using Parley.Channels;
using Parley.Conversations;
using Parley.Platform.Data;
using Parley.Platform.Telemetry;
using Parley.Senders;

namespace Parley.Outbox;

/// <summary>Takes over what a dead node held, and what nobody answered for. Never silently back to <c>queued</c>: for a person, twice is worse than late.</summary>
internal sealed class Rescue(Db db, IEnumerable<IChannelDriver> drivers, TimeProvider time, OutboxOptions options)
{
    private static readonly string Statement = Sql.File("Outbox/rescue.sql");
    private static readonly string DeadEpochs = Sql.File("Outbox/dead_epochs.sql");
    private const int Batch = 2000;

    /// <summary>A message that was in flight at so many crashes is not tried again: it may be what crashes.</summary>
    private const int MostCrashes = 20;

    private readonly string[] _deduplicating = [.. drivers.Where(driver => driver.Capabilities.DeduplicatesById).Select(driver => driver.Name)];

    /// <summary>Messages that were in a dead node's hands came into other states; said after the commit.</summary>
    public event Action<MessageMove>? Moved;

    /// <returns>How many messages were taken over; ask again while it is not 0.</returns>
    public async Task<int> Once(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var connection = await db.OpenEngine(cancellationToken);
        long[] dead;
        await using (var ask = new NpgsqlCommand(DeadEpochs, connection))
            dead = (long[])(await ask.ExecuteScalarAsync(cancellationToken))!;

        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(Statement, connection);
        command.Parameters.Add(new() { Value = now });
        command.Parameters.Add(new() { Value = _deduplicating });
        command.Parameters.Add(new() { Value = Batch });
        command.Parameters.Add(new() { Value = dead });
        command.Parameters.Add(new() { Value = options.UnknownDeadline });
        command.Parameters.Add(new() { Value = MostCrashes });
        var tally = new TallyBatch();
        var attempts = new AttemptRows();
        var moves = new List<MessageMove>();
        var count = 0;
        await using (var rows = await command.ExecuteReaderAsync(cancellationToken))
            while (await rows.ReadAsync(cancellationToken))
            {
                count++;
                var (was, state) = (rows.GetString(1), Words<MessageState>.Parse(rows.GetString(2)));
                var (tenant, sender, method) = (TenantId.Of(rows.GetGuid(3)), SenderId.Of(rows.GetGuid(5)), rows.GetString(6));
                QueueId? queue = rows.IsDBNull(4) ? null : QueueId.Of(rows.GetGuid(4));
                var variant = rows.GetInt16(7);
                if (was == "sending" && state != MessageState.Sending) moves.Add(new MessageMove(tenant, MessageId.Of(rows.GetGuid(0)), state));
                if (was is "sent" or "delivered" or "read") tally.Add(now, tenant, queue, sender, method, variant, Metric.Sent);
                else if (was != "sending") continue; // refused by a receipt, which counted it
                else if (state == MessageState.Unknown) tally.Add(now, tenant, queue, sender, method, variant, Metric.Unknown, rows.GetString(10));
                else
                {
                    if (state == MessageState.Retrying) tally.Add(now, tenant, queue, sender, method, variant, Metric.Retried);
                    var began = rows.GetFieldValue<DateTimeOffset>(9);
                    attempts.Add(MessageId.Of(rows.GetGuid(0)), rows.GetInt16(8), tenant, sender, method, began, now - began, "unknown", Reasons.Crash, null);
                }
            }
        await attempts.Write(connection, cancellationToken);
        await tally.Write(connection, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (Moved is { } moved) moves.ForEach(moved);
        ParleyMetrics.MessagesRescued.Add(count);
        return count;
    }
}
