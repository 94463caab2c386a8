using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Parley.Identity;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Contacts.Segments;

public static class ListSegments
{
    /// <summary>Segments, newest first.</summary>
    public static async Task<Results<Ok<Page<SaveSegment.Response>>, ProblemHttpResult>> Handle(int? limit, string? cursor, Caller caller, ParleyDb data, CancellationToken cancellationToken)
    {
        if (!PageRequest.TryRead(limit, cursor, out var page, out var before, out var problem)) return problem!;
        var items = await data.Segments.FromSql($"SELECT * FROM segments WHERE tenant_id = {caller.Tenant.Value} AND ({before}::uuid IS NULL OR id < {before})").AsNoTracking()
            .OrderByDescending(segment => segment.Id).Take(page.Size + 1).ToListAsync(cancellationToken);
        return TypedResults.Ok(page.Cut(items.ConvertAll(SaveSegment.Response.Of), segment => segment.Id.ToString()));
    }
}
