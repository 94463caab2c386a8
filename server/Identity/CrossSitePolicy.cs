namespace Parley.Identity;

/// <summary>Whether a page of another site made the browser send this request (CSRF). Browsers say where a request comes from in
/// Sec-Fetch-Site and, on everything but plain reads, in Origin; pages cannot forge either. A request with neither comes from a program,
/// which nobody can trick into sending its cookie; and where a browser is too old for both, the cookie is SameSite=Lax.</summary>
internal static class CrossSitePolicy
{
    public static bool Refuses(HttpRequest request, Uri publicUrl)
    {
        // A WebSocket begins as a plain read, but no browser keeps other pages from reading what comes through it.
        var opensSocket = request.Headers.Upgrade.ToString().Equals("websocket", StringComparison.OrdinalIgnoreCase);
        if (!opensSocket && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))) return false;
        // "none" is the person's own doing (address bar, bookmark). "same-site" is a neighbour under the same domain, which is not this site.
        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } from) return from is not ("same-origin" or "none");
        if (request.Headers.Origin.ToString() is not { Length: > 0 } origin) return false;
        // Behind a proxy that ends TLS the scheme of the request is not the browser's, so the host alone is compared.
        return !Uri.TryCreate(origin, UriKind.Absolute, out var source)
            || (!string.Equals(source.Authority, publicUrl.Authority, StringComparison.OrdinalIgnoreCase)
                && !string.Equals(source.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }
}
