using Microsoft.Playwright;
using Parley.Tests.Support;

namespace Parley.Tests.Browser;

/// <summary>Debian's Chromium, started once for all tests of the dashboard, which run one after the other: two cores are few for browsers.</summary>
public sealed class Chromium : IAsyncLifetime
{
    public const string Collection = "Browser";

    /// <summary>Pictures of the pages, for people to look at.</summary>
    public static string Pictures { get; } = Path.Combine(Repository.Root, "artifacts", "screenshots");

    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    private static string? Program { get; } = new[] { Environment.GetEnvironmentVariable("PARLEY_CHROMIUM"), "/usr/bin/chromium" }.FirstOrDefault(path => !string.IsNullOrEmpty(path) && File.Exists(path));

    public async ValueTask InitializeAsync()
    {
        if (Program is null) return;
        Directory.CreateDirectory(Pictures);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Program,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>A fresh browser profile that looks at the server's dashboard. Without Chromium the test is skipped, and ./parley test says how to get it.</summary>
    /// <param name="signedIn">Signs in as the owner before anything is opened.</param>
    public async Task<Visit> Visit(TestServer server, bool signedIn = true, ColorScheme scheme = ColorScheme.Light, bool narrow = false, string language = "en-US")
    {
        Assert.SkipWhen(Program is null, "Chromium is missing: install it (Debian: apt-get install chromium).");
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            // By name, so that cookies and passkeys work as they do for people.
            BaseURL = $"http://localhost:{server.Address.Port}",
            ViewportSize = narrow ? new ViewportSize { Width = 390, Height = 844 } : new ViewportSize { Width = 1440, Height = 900 },
            ColorScheme = scheme,
            ReducedMotion = ReducedMotion.Reduce,
            Locale = language,
        });
        context.SetDefaultTimeout(30_000);
        if (signedIn)
        {
            var answer = await context.APIRequest.PostAsync("/api/auth/login", new APIRequestContextOptions { DataObject = new { email = TestServer.OwnerEmail, password = TestServer.Password } });
            if (!answer.Ok) throw new InvalidOperationException($"The owner could not sign in: {answer.Status} {await answer.TextAsync()}");
        }
        return await Browser.Visit.Begin(context);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}

[CollectionDefinition(Chromium.Collection, DisableParallelization = true)]
public sealed class BrowserCollection : ICollectionFixture<Chromium>, ICollectionFixture<Shop>;
