using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Parley.Identity;
using Parley.Outbox;
using Parley.Platform.Data;
using Parley.Senders;

namespace Parley.Conversations;

/// <summary>POST /api/messages/{id}/mark-sent: a person saw on the phone (or heard) that a message of which nobody knew did leave. It is <c>sent</c> from then on, and not tried again.</summary>
public static class MarkSent
{
    internal static async Task<Results<Ok<MessageView>, ProblemHttpResult>> Handle(MessageId id, Caller caller, Db db, ReadMessages read, MessageMoves moves, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenTenant(caller.Tenant, cancellationToken);
        if (!await Run(connection, caller.Tenant, id, time.GetUtcNow(), cancellationToken))
            return await DecidedMessage.Objection(connection, caller.Tenant, id, "It can be marked as sent while it is unknown.", cancellationToken);
        moves.Tell(new MessageMove(caller.Tenant, id, MessageState.Sent));
        return TypedResults.Ok((await read.Where(connection, "m.id = $1", [id.Value], cancellationToken)).Single());
    }

    internal static async Task<bool> Run(NpgsqlConnection connection, TenantId tenant, MessageId id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var tally = new TallyBatch();
        await using (var command = new NpgsqlCommand("""
            WITH old AS (SELECT id, reason FROM messages WHERE id = $1 AND tenant_id = $2 AND state = 'unknown' FOR UPDATE)
            UPDATE messages m SET state = 'sent', sent_at = coalesce(m.sent_at, m.claimed_at, $3), dead = false, reason = NULL, finished_at = NULL
            FROM old WHERE m.id = old.id RETURNING m.queue_id, m.sender_id, m.method, m.variant, old.reason
            """, connection))
        {
            command.Parameters.Add(new() { Value = id.Value });
            command.Parameters.Add(new() { Value = tenant.Value });
            command.Parameters.Add(new() { Value = now });
            await using var row = await command.ExecuteReaderAsync(cancellationToken);
            if (!await row.ReadAsync(cancellationToken)) return false;
            QueueId? queue = row.IsDBNull(0) ? null : QueueId.Of(row.GetGuid(0));
            SenderId? sender = row.IsDBNull(1) ? null : SenderId.Of(row.GetGuid(1));
            var (method, variant) = (row.IsDBNull(2) ? null : row.GetString(2), row.GetInt16(3));
            tally.Add(now, tenant, queue, sender, method, variant, Metric.Unknown, row.IsDBNull(4) ? null : row.GetString(4), -1);
            tally.Add(now, tenant, queue, sender, method, variant, Metric.Sent);
        }
        await tally.Write(connection, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
