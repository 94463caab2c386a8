using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Parley.Identity;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Media;

/// <summary>Lists the stored files, newest first.</summary>
public static class ListMedia
{
    public static async Task<Results<Ok<Page<MediaView>>, ProblemHttpResult>> Handle(
        int? limit, string? cursor, Caller caller, ParleyDb rows, CancellationToken cancellationToken)
    {
        if (!PageRequest.TryRead(limit, cursor, out var page, out var problem)) return problem!;
        MediaId after = default;
        if (page.After is not null && !MediaId.TryParse(page.After, out after)) return Problems.Validation.Field("cursor", "cursor must be a nextCursor of an earlier answer.");

        var files = rows.Set<StoredMedia>().AsNoTracking().Visible(caller);
        if (page.After is not null) files = files.Where(media => (Guid)(object)media.Id < after.Value);
        var read = await files.OrderByDescending(media => media.Id).Take(page.Size + 1).ToListAsync(cancellationToken);
        return TypedResults.Ok(page.Cut(read.ConvertAll(MediaView.Of), view => view.Id.ToString()));
    }
}
