using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Parley.Conversations;
using Parley.Identity;
using Parley.Platform.Data;
using Parley.Platform.Jobs;

namespace Parley.Outbox;

/// <summary>POST /api/queue/dead-letters/{id}/retry and …/retry-all: lets letters wait again, with the attempts of their queue granted anew. Earlier attempts stay on record.</summary>
public static class RetryDeadLetters
{
    /// <param name="State">Where the message is now.</param>
    public sealed record Response(MessageId Id, MessageState State);

    /// <param name="Done">Letters that were retried or dropped.</param>
    /// <param name="Left">Letters that were not retried, because what they belonged to has ended.</param>
    /// <param name="JobId">Set when there are so many that a job does it; the counts are in its result then.</param>
    public sealed record ManyResponse(long Done, long Left, JobId? JobId = null);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> One(MessageId id, Caller caller, Db db, MessageMoves moves, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenTenant(caller.Tenant, cancellationToken);
        await using var ask = new NpgsqlCommand("SELECT dead FROM messages WHERE id = $1 AND tenant_id = $2", connection) { Parameters = { new() { Value = id.Value }, new() { Value = caller.Tenant.Value } } };
        if (await ask.ExecuteScalarAsync(cancellationToken) is not true) return DeadLetterFilter.Missing;
        return await RetryMessage.Run(connection, caller.Tenant, id, time.GetUtcNow(), cancellationToken) is { } objection
            ? objection : Moved(caller.Tenant, id, moves);
    }

    /// <summary>Without a state only what surely did not leave (<c>failed</c>): whoever wants unknown ones tried again says so.</summary>
    internal static Task<Results<Ok<ManyResponse>, Accepted<ManyResponse>, ProblemHttpResult>> All(DeadLetterFilter? filter, Caller caller, Db db, TimeProvider time, CancellationToken cancellationToken) =>
        Many(true, (filter ?? new()) with { State = filter?.State ?? "failed" }, caller, db, time, cancellationToken);

    /// <summary>Up to a batch at once, more by a job.</summary>
    internal static async Task<Results<Ok<ManyResponse>, Accepted<ManyResponse>, ProblemHttpResult>> Many(bool retry, DeadLetterFilter filter, Caller caller, Db db, TimeProvider time, CancellationToken cancellationToken)
    {
        if (filter.Objection() is { } objection) return objection;
        var order = new WorkDeadLetters.Order(retry, filter, time.GetUtcNow());
        await using var connection = await db.OpenTenant(caller.Tenant, cancellationToken);
        if (await WorkDeadLetters.Count(connection, caller.Tenant, order, WorkDeadLetters.Batch + 1, cancellationToken) > WorkDeadLetters.Batch)
        {
            var job = await StartJob.Run(connection, caller.Tenant, DeadLettersJob.KindName, order, caller.Actor, order.AskedAt, cancellationToken);
            return TypedResults.Accepted($"/api/jobs/{job}", new ManyResponse(0, 0, job));
        }
        var result = await WorkDeadLetters.Run(connection, caller.Tenant, order, time, null, cancellationToken);
        return TypedResults.Ok(new ManyResponse(result.Done, result.Left));
    }

    private static Ok<Response> Moved(TenantId tenant, MessageId id, MessageMoves moves)
    {
        moves.Tell(new MessageMove(tenant, id, MessageState.Retrying));
        return TypedResults.Ok(new Response(id, MessageState.Retrying));
    }
}
