using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Parley.Identity;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Media;

/// <summary>What is known of one file, and where it is still needed.</summary>
public static class ShowMedia
{
    public static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        MediaId id, Caller caller, ParleyDb rows, IEnumerable<IMediaHolder> holders, CancellationToken cancellationToken)
    {
        var media = await rows.Set<StoredMedia>().AsNoTracking().Visible(caller).SingleOrDefaultAsync(media => media.Id == id, cancellationToken);
        if (media is null) return Problems.NotFound.With("There is no such file.");
        return TypedResults.Ok(new Response(MediaView.Of(media), await Uses(holders, caller.Tenant, id, cancellationToken)));
    }

    internal static async Task<IReadOnlyList<MediaUse>> Uses(IEnumerable<IMediaHolder> holders, TenantId tenant, MediaId id, CancellationToken cancellationToken)
    {
        var uses = new List<MediaUse>();
        foreach (var holder in holders)
            if (await holder.Use(tenant, id, cancellationToken) is { } use) uses.Add(use);
        return uses;
    }

    /// <param name="Uses">Empty when nothing needs it any more.</param>
    public sealed record Response(MediaView Media, IReadOnlyList<MediaUse> Uses);
}
