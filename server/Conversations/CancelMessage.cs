using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Parley.Channels;
using Parley.Contacts;
using Parley.Identity;
using Parley.Outbox;
using Parley.Platform.Data;

namespace Parley.Conversations;

/// <summary>POST /api/messages/{id}/cancel: a message that waits is not sent. What a driver has in hand cannot be called back.</summary>
public static class CancelMessage
{
    internal static async Task<Results<Ok<MessageView>, ProblemHttpResult>> Handle(MessageId id, Caller caller, Db db, ReadMessages read, MessageMoves moves, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenTenant(caller.Tenant, cancellationToken);
        if (!await Run(connection, caller.Tenant, id, time.GetUtcNow(), cancellationToken))
            return await DecidedMessage.Objection(connection, caller.Tenant, id, "Cancelling it is possible while it is pending, queued or retrying.", cancellationToken);
        moves.Tell(new MessageMove(caller.Tenant, id, MessageState.Cancelled));
        return TypedResults.Ok((await read.Where(connection, "m.id = $1", [id.Value], cancellationToken)).Single());
    }

    internal static async Task<bool> Run(NpgsqlConnection connection, TenantId tenant, MessageId id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var cancelled = await Where(connection, tenant, "id", id.Value, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return cancelled == 1;
    }

    /// <summary>What waits to be sent to somebody, in the caller's transaction.</summary>
    internal static Task<int> To(NpgsqlConnection connection, TenantId tenant, ContactId contact, DateTimeOffset now, CancellationToken cancellationToken) =>
        Where(connection, tenant, "contact_id", contact.Value, now, cancellationToken);

    private static async Task<int> Where(NpgsqlConnection connection, TenantId tenant, string column, Guid value, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var tally = new TallyBatch();
        var count = 0;
        await using (var command = new NpgsqlCommand($"""
            UPDATE messages SET state = 'cancelled', due_at = NULL, reason = $3, finished_at = $4
            WHERE {column} = $1 AND tenant_id = $2 AND due_at IS NOT NULL AND state IN ('pending', 'queued', 'retrying') RETURNING queue_id, variant
            """, connection))
        {
            command.Parameters.Add(new() { Value = value });
            command.Parameters.Add(new() { Value = tenant.Value });
            command.Parameters.Add(new() { Value = Reasons.StoppedByPerson.Slug });
            command.Parameters.Add(new() { Value = now });
            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            for (; await rows.ReadAsync(cancellationToken); count++)
                tally.Add(now, tenant, rows.IsDBNull(0) ? null : QueueId.Of(rows.GetGuid(0)), null, null, rows.GetInt16(1), Metric.Cancelled);
        }
        await tally.Write(connection, cancellationToken);
        return count;
    }
}
