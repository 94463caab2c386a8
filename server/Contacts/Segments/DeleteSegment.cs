using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Parley.Identity;
using Parley.Platform.Data;

namespace Parley.Contacts.Segments;

public static class DeleteSegment
{
    /// <summary>Forgets a segment; the contacts stay, and campaigns that took their audience from it keep that audience.</summary>
    public static async Task<Results<NoContent, ProblemHttpResult>> Handle(SegmentId id, Caller caller, ParleyDb data, CancellationToken cancellationToken) =>
        await data.Segments.Where(one => one.Id == id && one.TenantId == caller.Tenant).ExecuteDeleteAsync(cancellationToken) == 1 ? TypedResults.NoContent() : SaveSegment.NotFound();
}
