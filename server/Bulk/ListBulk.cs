using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Identity;
using Parley.Outbox;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Bulk;

/// <summary>GET /api/bulk: bulk sends, newest first.</summary>
public static class ListBulk
{
    internal static async Task<Results<Ok<Page<BulkView>>, ProblemHttpResult>> Handle(int? limit, string? cursor, Caller caller, Db db, CancellationToken cancellationToken)
    {
        if (!PageRequest.TryRead(limit, cursor, out var page, out var before, out var problem)) return problem!;
        List<BulkView.Row> found;
        await using (var connection = await db.OpenTenant(caller.Tenant, cancellationToken))
            found = await BulkView.Where(connection, $"tenant_id = $1 AND ($2 OR id < $3) ORDER BY id DESC LIMIT {page.Size + 1}", [caller.Tenant.Value, before is null, before ?? Guid.Empty], cancellationToken);
        var sums = await SendFigures.SumsOf(db, caller.Tenant, found.ConvertAll(bulk => QueueId.Of(bulk.Id.Value)), cancellationToken);
        return TypedResults.Ok(page.Cut(found.ConvertAll(bulk => bulk.View(sums)), bulk => bulk.Id.ToString()));
    }
}
