using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Parley.Identity;
using Parley.Platform.Data;

namespace Parley.Contacts.Segments;

public static class GetSegment
{
    public static async Task<Results<Ok<SaveSegment.Response>, ProblemHttpResult>> Handle(SegmentId id, Caller caller, ParleyDb data, CancellationToken cancellationToken) =>
        await data.Segments.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id && one.TenantId == caller.Tenant, cancellationToken) is { } segment
            ? TypedResults.Ok(SaveSegment.Response.Of(segment))
            : SaveSegment.NotFound();
}
