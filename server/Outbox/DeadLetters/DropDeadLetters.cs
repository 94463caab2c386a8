using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Parley.Conversations;
using Parley.Identity;
using Parley.Platform.Data;

namespace Parley.Outbox;

/// <summary>DELETE /api/queue/dead-letters/{id} and POST …/drop-all: a person looked and leaves it at that. The messages stay in the ledger as they ended.</summary>
public static class DropDeadLetters
{
    internal static async Task<Results<NoContent, ProblemHttpResult>> One(MessageId id, Caller caller, Db db, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenTenant(caller.Tenant, cancellationToken);
        await using var command = new NpgsqlCommand("UPDATE messages SET dead = false WHERE id = $1 AND tenant_id = $2 AND dead", connection) { Parameters = { new() { Value = id.Value }, new() { Value = caller.Tenant.Value } } };
        return await command.ExecuteNonQueryAsync(cancellationToken) == 0 ? DeadLetterFilter.Missing : TypedResults.NoContent();
    }

    internal static Task<Results<Ok<RetryDeadLetters.ManyResponse>, Accepted<RetryDeadLetters.ManyResponse>, ProblemHttpResult>> All(DeadLetterFilter? filter, Caller caller, Db db, TimeProvider time, CancellationToken cancellationToken) =>
        RetryDeadLetters.Many(false, filter ?? new(), caller, db, time, cancellationToken);
}
