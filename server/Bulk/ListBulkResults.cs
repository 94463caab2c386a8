using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Identity;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Bulk;

/// <summary>GET /api/bulk/{id}/results: one result per recipient, in the order of the request.</summary>
public static class ListBulkResults
{
    internal static async Task<Results<Ok<Page<BulkResult>>, ProblemHttpResult>> Handle(BulkId id, int? limit, string? cursor, Caller caller, Db db, CancellationToken cancellationToken)
    {
        if (!PageRequest.TryRead(limit, cursor, out var page, out var problem)) return problem!;
        var (from, after) = (0, Guid.Empty);
        if (page.After is not null && !TryRead(page.After, out from, out after)) return Problems.Validation.Field("cursor", "cursor must be a nextCursor of an earlier answer.");
        if (await BulkView.Find(db, caller.Tenant, id, cancellationToken) is not { } bulk) return ShowBulk.Missing;
        var part = await BulkResult.Read(db, caller.Tenant, bulk, from, after, page.Size, cancellationToken);
        var given = bulk.Total + bulk.Rejects.Count;
        return TypedResults.Ok(new Page<BulkResult>(part.Results, part.NextIndex < given ? PageRequest.Cursor($"{part.NextIndex}:{part.LastMessage}") : null, given));
    }

    private static bool TryRead(string text, out int from, out Guid after)
    {
        (from, after) = (0, Guid.Empty);
        var parts = text.Split(':');
        return parts.Length == 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out from) && Guid.TryParse(parts[1], out after);
    }
}
