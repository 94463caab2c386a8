using Microsoft.AspNetCore.Http.HttpResults;

namespace Parley.ApiDocument;

/// <summary>GET /docs: the document for people. Three files of our own, so that the page works without the internet and within the server's content security policy.</summary>
internal static class ShowPage
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/docs", () => File("docs.html", "text/html; charset=utf-8")).ExcludeFromDescription();
        routes.MapGet("/docs/docs.js", () => File("docs.js", "text/javascript; charset=utf-8")).ExcludeFromDescription();
        routes.MapGet("/docs/docs.css", () => File("docs.css", "text/css; charset=utf-8")).ExcludeFromDescription();
    }

    private static FileStreamHttpResult File(string name, string type) => TypedResults.Stream(typeof(ShowPage).Assembly.GetManifestResourceStream($"Parley.ApiDocument.page.{name}")!, type);
}
