using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Parley.Identity;
using Parley.Outbox;
using Parley.Platform.Data;

namespace Parley.Conversations;

/// <summary>POST /api/messages/{id}/retry: a person wants a failed message tried again, or one of which nobody knows whether it left: that one may then reach the person twice
/// where the network does not recognise a repeat, which is why only a person can decide it.</summary>
public static class RetryMessage
{
    internal static async Task<Results<Ok<MessageView>, ProblemHttpResult>> Handle(MessageId id, Caller caller, Db db, ReadMessages read, MessageMoves moves, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenTenant(caller.Tenant, cancellationToken);
        if (await Run(connection, caller.Tenant, id, time.GetUtcNow(), cancellationToken) is { } objection) return objection;
        moves.Tell(new MessageMove(caller.Tenant, id, MessageState.Retrying));
        return TypedResults.Ok((await read.Where(connection, "m.id = $1", [id.Value], cancellationToken)).Single());
    }

    /// <returns>Null when it waits again.</returns>
    internal static async Task<ProblemHttpResult?> Run(NpgsqlConnection connection, TenantId tenant, MessageId id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using (var transaction = await connection.BeginTransactionAsync(cancellationToken))
        {
            if (await RetryMessages.Run(connection, [id.Value], now, cancellationToken) == 1)
            {
                await transaction.CommitAsync(cancellationToken);
                return null;
            }
        }
        return await DecidedMessage.Objection(connection, tenant, id, "Retrying it is possible while it is failed or unknown.", cancellationToken, [MessageState.Failed, MessageState.Unknown]);
    }
}
