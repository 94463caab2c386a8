using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Parley.Tests.Support;

namespace Parley.Tests.Identity;

/// <summary>Google's three endpoints as far as a sign-in uses them: whoever is set as <see cref="Person"/> consents at once.</summary>
internal sealed class GoogleStandIn : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, (object Person, string Challenge)> _codes = new(StringComparer.Ordinal);

    private GoogleStandIn(WebApplication app) => _app = app;

    public Uri Address { get; private set; } = null!;

    /// <summary>Who sits before the browser, as the userinfo endpoint tells it.</summary>
    public object Person { get; set; } = new { };

    public static async Task<GoogleStandIn> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var google = new GoogleStandIn(app);
        app.MapGet("/auth", (string client_id, string redirect_uri, string state, string code_challenge) =>
        {
            if (client_id != "client") return Results.BadRequest();
            var code = Guid.NewGuid().ToString("N");
            google._codes[code] = (google.Person, code_challenge);
            return Results.Redirect($"{redirect_uri}?code={code}&state={Uri.EscapeDataString(state)}");
        });
        app.MapPost("/token", async (HttpRequest request) =>
        {
            var form = await request.ReadFormAsync();
            if (form["client_secret"] != "secret" || !google._codes.TryRemove(form["code"].ToString(), out var known)) return Results.BadRequest(new { error = "invalid_grant" });
            var verifier = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(form["code_verifier"].ToString()));
            if (System.Buffers.Text.Base64Url.EncodeToString(verifier) != known.Challenge) return Results.BadRequest(new { error = "invalid_grant" });
            var token = Guid.NewGuid().ToString("N");
            google._codes["token " + token] = known;
            return Results.Json(new { access_token = token, token_type = "Bearer", expires_in = 3600 });
        });
        app.MapGet("/userinfo", (HttpRequest request) =>
            google._codes.TryRemove(request.Headers.Authorization.ToString().Replace("Bearer ", "token ", StringComparison.Ordinal), out var known) ? Results.Json(known.Person) : Results.Unauthorized());
        await app.StartAsync();
        google.Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return google;
    }

    /// <summary>The settings of a server that signs in here.</summary>
    public Dictionary<string, string?> Settings(string admins = "", string vendors = "") => new(StringComparer.Ordinal)
    {
        ["GOOGLE_CLIENT_ID"] = "client", ["GOOGLE_CLIENT_SECRET"] = "secret", ["ADMIN_EMAILS"] = admins, ["VENDOR_EMAILS"] = vendors,
        ["GOOGLE_AUTHORIZATION_ENDPOINT"] = $"{Address}auth", ["GOOGLE_TOKEN_ENDPOINT"] = $"{Address}token", ["GOOGLE_USERINFO_ENDPOINT"] = $"{Address}userinfo",
    };

    /// <summary>A browser with cookies of its own that goes nowhere by itself.</summary>
    public static HttpClient Browser(TestServer server) => new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = server.Address };

    /// <returns>The path on which the redirects end.</returns>
    public static async Task<string> Follow(HttpClient browser, string address)
    {
        var next = new Uri(browser.BaseAddress!, address);
        for (var step = 0; step < 6; step++)
        {
            var answer = await browser.GetAsync(next);
            if (answer.Headers.Location is not { } location) return next.AbsolutePath;
            next = new Uri(next, location);
        }
        throw new InvalidOperationException("The redirects do not end.");
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
