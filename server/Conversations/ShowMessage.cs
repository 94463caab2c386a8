using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Identity;
using Parley.Outbox;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Conversations;

/// <summary>GET /api/messages/{id}: where a message stands, each attempt to send it, and why it is not being sent now.</summary>
public static class ShowMessage
{
    internal static async Task<Results<Ok<MessageView>, ProblemHttpResult>> Handle(MessageId id, Caller caller, Db db, ReadMessages read, ExplainMessage explain, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenTenant(caller.Tenant, cancellationToken);
        if ((await read.Where(connection, "m.id = $1", [id.Value], cancellationToken)).SingleOrDefault() is not { } message) return Problems.NotFound.With("There is no such message.");
        return TypedResults.Ok(message with { Attempts = [.. (await ReadAttempts.Of(connection, [id], cancellationToken))[id]], Why = await explain.Run(connection, caller.Tenant, id, cancellationToken) });
    }
}
