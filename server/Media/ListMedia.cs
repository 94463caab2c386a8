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
        if (!PageRequest.TryRead(limit, cursor, out var page, out var before, out var problem)) return problem!;

        var files = rows.Set<StoredMedia>().AsNoTracking().Visible(caller);
        if (before is { } last) files = files.Where(media => (Guid)(object)media.Id < last);
        var read = await files.OrderByDescending(media => media.Id).Take(page.Size + 1).ToListAsync(cancellationToken);
        return TypedResults.Ok(page.Cut(read.ConvertAll(MediaView.Of), view => view.Id.ToString()));
    }
}
