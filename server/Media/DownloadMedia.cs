using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using Parley.Identity;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Media;

/// <summary>Gives the bytes out, whole or in ranges. A browser saves them and never shows or runs them as a page of ours.</summary>
public static class DownloadMedia
{
    public static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> Handle(
        MediaId id, HttpResponse response, Caller caller, ParleyDb rows, IMediaBytes bytes, CancellationToken cancellationToken)
    {
        var media = await rows.Set<StoredMedia>().AsNoTracking().Visible(caller).SingleOrDefaultAsync(media => media.Id == id, cancellationToken);
        if (media is null || await bytes.Open(media.Sha256, cancellationToken) is not { } content) return Problems.NotFound.With("There is no such file.");

        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        response.Headers.CacheControl = "private, max-age=31536000, immutable";
        return TypedResults.Stream(content, media.Type, media.FileName, media.CreatedAt, new EntityTagHeaderValue($"\"{media.Sha256}\""), enableRangeProcessing: true);
    }
}
