using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using Parley.Platform.Http;

namespace Parley.Dashboard;

/// <summary>GET /app/…: a file of the dashboard, or its page, which knows the rest of the address itself.</summary>
internal static class ServeFile
{
    public static Results<PhysicalFileHttpResult, ProblemHttpResult> Handle(string? path, HttpContext context, DashboardFiles files)
    {
        if (!files.Exist) return Problems.NotFound.With("The dashboard is not built here. ./parley up builds it; the API works without it.");
        path = path is { Length: > 0 } && files.Find(path) is not null ? path : Path.HasExtension(path) ? null : "index.html";
        if (path is null) return Problems.NotFound.With("The dashboard has no such file. Load the page again: it may have been upgraded.");

        var headers = context.Response.Headers;
        // The build names these by their content, so a copy never grows old; the page itself is asked about each time.
        headers.CacheControl = path.StartsWith("assets/", StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache";
        var file = files.Find(path)!;
        var type = DashboardFiles.TypeOf(path);
        if (files.Find(path + ".br") is { } compressed)
        {
            headers.Vary = HeaderNames.AcceptEncoding;
            if (TakesBrotli(context.Request))
            {
                headers.ContentEncoding = "br";
                file = compressed;
            }
        }
        return TypedResults.PhysicalFile(file.PhysicalPath!, type, lastModified: file.LastModified,
            entityTag: new EntityTagHeaderValue($"\"{file.LastModified.Ticks:x}-{file.Length:x}\""));
    }

    private static bool TakesBrotli(HttpRequest request) => StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptEncoding, out var ways)
        && ways.Any(way => way.Value.Equals("br", StringComparison.OrdinalIgnoreCase) && way.Quality is not 0);
}
