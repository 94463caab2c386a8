namespace Parley.Platform.Http;

/// <summary>Headers that every answer carries unless its endpoint set others.</summary>
public static class SecurityHeaders
{
    // Scripts only from files of our own. Styles may stand in the page, because the dashboard's components write theirs there.
    private const string Content = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; media-src 'self' blob:; font-src 'self' data:; "
        + "connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public static void UseSecurityHeaders(this IApplicationBuilder app, ParleySettings settings) => app.Use((context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.TryAdd("X-Content-Type-Options", "nosniff");
            headers.TryAdd("X-Frame-Options", "DENY");
            headers.TryAdd("Referrer-Policy", "same-origin");
            headers.TryAdd("Cross-Origin-Opener-Policy", "same-origin");
            headers.TryAdd("Cross-Origin-Resource-Policy", "same-origin");
            headers.TryAdd("Content-Security-Policy", Content);
            if (settings.PublicUrl.Scheme == "https") headers.TryAdd("Strict-Transport-Security", "max-age=31536000");
            // Answers of the API are one caller's, and some hold a key that is shown once.
            if (context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)) headers.TryAdd("Cache-Control", "no-store");
            return Task.CompletedTask;
        });
        return next(context);
    });
}
