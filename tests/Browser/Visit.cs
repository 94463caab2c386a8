using System.Text.Json;
using Microsoft.Playwright;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Browser;

/// <summary>One tab of one person. Whatever the page says on the console as an error is kept, and must be nothing at the end.</summary>
public sealed class Visit : IAsyncDisposable
{
    private static readonly Lazy<string> Axe = new(() => Repository.Read("web/node_modules/axe-core/axe.min.js"));
    private readonly List<string> _errors = [];

    private Visit(IPage page) => Page = page;

    public IPage Page { get; }

    /// <summary>What the page complained of. Refused requests that a test provokes are told there too; a test that does so empties it.</summary>
    public IReadOnlyList<string> Errors => _errors;

    internal static async Task<Visit> Begin(IBrowserContext context)
    {
        var page = await context.NewPageAsync();
        var visit = new Visit(page);
        page.Console += (_, message) =>
        {
            if (message.Type == "error") visit._errors.Add(message.Text);
        };
        page.PageError += (_, problem) => visit._errors.Add(problem);
        return visit;
    }

    public void Forgive() => _errors.Clear();

    /// <summary>Opens a page of the dashboard and waits until its heading stands and nothing is loading any more.</summary>
    public async Task Open(string path)
    {
        await Page.GotoAsync("/app" + path);
        await Page.Locator("h1").First.WaitForAsync();
        await Settled();
    }

    public Task Settled() => Page.WaitForFunctionAsync("() => !document.querySelector('[aria-busy=\"true\"], .mantine-Skeleton-root')");

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public ILocator Link(string name) => Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    /// <summary>A picture for people to look at, in artifacts/screenshots.</summary>
    public Task Shoot(string name) => Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Chromium.Pictures, name + ".png"), Animations = ScreenshotAnimations.Disabled });

    /// <summary>Gives the browser a device that makes and shows passkeys, whose finger is always there.</summary>
    public async Task AddAuthenticator()
    {
        var devices = await Page.Context.NewCDPSessionAsync(Page);
        await devices.SendAsync("WebAuthn.enable");
        await devices.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["options"] = new Dictionary<string, object>(StringComparer.Ordinal) { ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true },
        });
    }

    /// <summary>Asks axe about the page as it stands; anything serious or critical fails the test.</summary>
    public async Task ShouldBeAccessible()
    {
        await Page.EvaluateAsync(Axe.Value);
        var found = await Page.EvaluateAsync<JsonElement>("async () => (await axe.run(document, { resultTypes: ['violations'] })).violations.map(v => ({ id: v.id, impact: v.impact, where: v.nodes.slice(0, 3).map(n => n.html.slice(0, 200)) }))");
        found.EnumerateArray().Where(violation => violation.GetProperty("impact").GetString() is "serious" or "critical").Select(violation => violation.GetRawText()).ShouldBeEmpty();
    }

    /// <summary>The page is no wider than the window.</summary>
    public async Task ShouldFitTheWindow() =>
        (await Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")).ShouldBeLessThanOrEqualTo(0);

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}
