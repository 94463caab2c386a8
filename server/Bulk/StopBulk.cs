using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Parley.Identity;
using Parley.Outbox;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Bulk;

/// <summary>POST /api/bulk/{id}/stop: nothing more of it leaves. What is in flight ends, what waits is cancelled by a sweeper.</summary>
public static class StopBulk
{
    internal static async Task<Results<Ok<BulkView>, ProblemHttpResult>> Handle(BulkId id, Caller caller, Db db, TimeProvider time, CancellationToken cancellationToken)
    {
        await using (var connection = await db.OpenTenant(caller.Tenant, cancellationToken))
        await using (var transaction = await connection.BeginTransactionAsync(cancellationToken))
        {
            if ((await BulkView.Where(connection, "id = $1 AND tenant_id = $2 FOR UPDATE", [id.Value, caller.Tenant.Value], cancellationToken)).SingleOrDefault() is not { } bulk) return ShowBulk.Missing;
            if (bulk.StoppedAt is not null || bulk.FinishedAt is not null) return Problems.IllegalState.With("The bulk send has ended already.");
            await using var stop = new NpgsqlCommand("UPDATE bulk_sends SET stopped_at = $2 WHERE id = $1", connection) { Parameters = { new() { Value = id.Value }, new() { Value = time.GetUtcNow() } } };
            await stop.ExecuteNonQueryAsync(cancellationToken);
            await OutboxQueues.Close(connection, QueueId.Of(id.Value), "cancelled", cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        var stopped = (await BulkView.Find(db, caller.Tenant, id, cancellationToken))!;
        return TypedResults.Ok(stopped.View(await SendFigures.SumsOf(db, caller.Tenant, [QueueId.Of(id.Value)], cancellationToken)));
    }
}
