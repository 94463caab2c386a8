using Microsoft.Playwright;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Browser;

/// <summary>Walks every page of the dashboard, light and dark, wide and narrow: no error on the console, nothing serious found by axe, nothing wider than the window, a picture of each.</summary>
[Collection(Chromium.Collection)]
public sealed class PagesTests(Chromium chromium, Shop shop)
{
    public static TheoryData<string, string> Pages => new()
    {
        { "overview", "/" },
        { "campaigns", "/campaigns" },
        { "campaign", "/campaigns/{campaign}" },
        { "campaign-new", "/campaigns/new" },
        { "broadcasts", "/broadcasts" },
        { "broadcast", "/broadcasts/{broadcast}" },
        { "bulk", "/bulk" },
        { "bulk-send", "/bulk/{bulk}" },
        { "templates", "/templates" },
        { "contacts", "/contacts" },
        { "contact", "/contacts/{contact}" },
        { "import", "/contacts/import" },
        { "blocklist", "/contacts/blocklist" },
        { "segments", "/segments" },
        { "senders", "/senders" },
        { "sender", "/senders/{sender}" },
        { "queue", "/queue" },
        { "message", "/messages/{message}" },
        { "phones", "/phones" },
        { "settings", "/settings" },
        { "account", "/account" },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_is_sound_in_light_and_dark_wide_and_narrow(string name, string path)
    {
        path = await Filled(path);
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await using var visit = await chromium.Visit(shop.Server, scheme: scheme);
            await visit.Open(path);
            await visit.Shoot($"{name}-{scheme}".ToLowerInvariant());
            await visit.ShouldBeAccessible();
            await visit.Page.SetViewportSizeAsync(390, 844);
            await visit.Settled();
            await visit.Shoot($"{name}-{scheme}-narrow".ToLowerInvariant());
            await visit.ShouldFitTheWindow();
            visit.Errors.ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData("sign-in", "/sign-in")]
    [InlineData("access-denied", "/access-denied")]
    public async Task The_pages_before_the_sign_in_are_sound_too(string name, string path)
    {
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await using var visit = await chromium.Visit(shop.Server, signedIn: false, scheme: scheme);
            await visit.Open(path);
            await visit.Shoot($"{name}-{scheme}".ToLowerInvariant());
            await visit.ShouldBeAccessible();
            visit.Errors.ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task The_dashboard_speaks_portuguese_to_who_does()
    {
        await using var visit = await chromium.Visit(shop.Server, language: "pt-BR");
        await visit.Open("/campaigns");
        (await visit.Page.Locator("h1").First.InnerTextAsync()).ShouldBe("Campanhas");
        (await visit.Page.EvaluateAsync<string>("() => document.documentElement.lang")).ShouldBe("pt-BR");
        await visit.Shoot("campaigns-portuguese");
    }

    /// <summary>Puts the id of the shop's first such thing in.</summary>
    private async Task<string> Filled(string path)
    {
        if (path.IndexOf('{', StringComparison.Ordinal) is var at && at < 0) return path;
        var what = path[(at + 1)..path.IndexOf('}', StringComparison.Ordinal)];
        var list = what switch { "bulk" => "/api/bulk", "campaign" => "/api/campaigns?state=completed", _ => $"/api/{what}s" };
        var id = (await shop.Api.Get(list)).Body.GetProperty("items")[0].GetProperty("id").GetString()!;
        return path.Replace($"{{{what}}}", id, StringComparison.Ordinal);
    }
}
