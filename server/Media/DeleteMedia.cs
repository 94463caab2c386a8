using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Parley.Identity;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Media;

/// <summary>Deletes a file that nothing needs any more. The bytes go with the last row that refers to them.</summary>
public static class DeleteMedia
{
    public static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        MediaId id, Caller caller, ParleyDb rows, MediaStore store, IEnumerable<IMediaHolder> holders, CancellationToken cancellationToken)
    {
        var media = await rows.Set<StoredMedia>().AsNoTracking().SingleOrDefaultAsync(media => media.Id == id, cancellationToken);
        if (media is null) return Problems.NotFound.With("There is no such file.");

        var uses = await ShowMedia.Uses(holders, caller.Tenant, id, cancellationToken);
        if (uses.Count > 0) return Problems.IllegalState.With($"The file is still needed by {string.Join(" and ", uses.Select(use => $"{use.Count} {use.By}"))}.");

        await rows.Set<StoredMedia>().Where(media => media.Id == id).ExecuteDeleteAsync(cancellationToken);
        await store.RemoveUnused(media.Sha256, CancellationToken.None); // the row is gone already; the sweep would do it later
        return TypedResults.NoContent();
    }
}
