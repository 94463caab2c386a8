using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Identity;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Broadcasts;

/// <summary>GET /api/broadcasts and GET /api/broadcasts/{id}: the lists, newest first, and one of them.</summary>
public static class ListBroadcasts
{
    internal static async Task<Results<Ok<Page<BroadcastView>>, ProblemHttpResult>> Handle(int? limit, string? cursor, Caller caller, Db db, CancellationToken cancellationToken)
    {
        if (!PageRequest.TryRead(limit, cursor, out var page, out var before, out var problem)) return problem!;
        await using var connection = await db.OpenTenant(caller.Tenant, cancellationToken);
        var found = await BroadcastView.Where(connection, $"b.tenant_id = $1 AND ($2 OR b.id < $3) ORDER BY b.id DESC LIMIT {page.Size + 1}", [caller.Tenant.Value, before is null, before ?? Guid.Empty], cancellationToken);
        return TypedResults.Ok(page.Cut(found, list => list.Id.ToString()));
    }

    internal static async Task<Results<Ok<BroadcastView>, ProblemHttpResult>> HandleOne(BroadcastId id, Caller caller, Db db, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenTenant(caller.Tenant, cancellationToken);
        return await BroadcastView.Find(connection, caller.Tenant, id, cancellationToken) is { } list ? TypedResults.Ok(list) : Missing;
    }

    internal static ProblemHttpResult Missing => Problems.NotFound.With("There is no such broadcast list.");
}
