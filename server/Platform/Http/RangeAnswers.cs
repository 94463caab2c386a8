using Microsoft.Net.Http.Headers;

namespace Parley.Platform.Http;

/// <summary>A part that a file does not have is refused by the framework without a word, with the file's own headers; this takes them off, so that the problem is told like any other.</summary>
internal static class RangeAnswers
{
    private static readonly string[] OfTheFile = [HeaderNames.ContentLength, HeaderNames.ContentType, HeaderNames.ContentDisposition, HeaderNames.CacheControl, HeaderNames.ETag, HeaderNames.LastModified];

    /// <summary>Goes inside of the status pages, which write the problem.</summary>
    public static void SayWhyARangeIsRefused(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        await next(context);
        if (context.Response is { StatusCode: StatusCodes.Status416RangeNotSatisfiable, HasStarted: false } response)
            foreach (var header in OfTheFile) response.Headers.Remove(header);
    });
}
