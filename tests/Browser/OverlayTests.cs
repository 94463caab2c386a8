using Microsoft.Playwright;
using Shouldly;

namespace Parley.Tests.Browser;

/// <summary>What opens above a page is held to axe while it is open: a walk over the pages sees it closed.</summary>
[Collection(Chromium.Collection)]
public sealed class OverlayTests(Chromium chromium, Shop shop)
{
    private static readonly Dictionary<string, Func<Visit, Task>> Openings = new(StringComparer.Ordinal)
    {
        ["the person's menu"] = async visit =>
        {
            await visit.Open("/");
            await PersonMenu(visit).ClickAsync();
            await visit.Page.GetByRole(AriaRole.Menu).WaitForAsync();
        },
        ["a row's actions"] = async visit =>
        {
            await visit.Open("/senders");
            await visit.Page.GetByRole(AriaRole.Main).Locator("[aria-haspopup=menu]").First.ClickAsync();
            await visit.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Delete…" }).WaitForAsync();
        },
        ["a colleague's menu"] = async visit =>
        {
            await visit.Open("/settings?tab=team");
            await visit.Page.GetByRole(AriaRole.Main).Locator("[aria-haspopup=menu]").First.ClickAsync();
            await visit.Page.GetByRole(AriaRole.Group, new() { Name = "Role" }).WaitForAsync();
        },
        ["a dialog"] = async visit =>
        {
            await visit.Open("/senders?add=1");
            await visit.Page.GetByRole(AriaRole.Dialog).WaitForAsync();
        },
        ["a select within a dialog"] = async visit =>
        {
            await visit.Open("/senders?add=1");
            await visit.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Combobox).First.ClickAsync();
            await visit.Page.GetByRole(AriaRole.Option).First.WaitForAsync();
        },
        ["a select that finds nothing"] = async visit =>
        {
            await visit.Open("/queue?tab=messages");
            await visit.Page.GetByRole(AriaRole.Combobox, new() { Name = "Person: name or number" }).FillAsync("nobody at all");
            await visit.Page.GetByRole(AriaRole.Option, new() { Name = "Nobody of that name or number" }).WaitForAsync();
        },
        ["a drawer"] = async visit =>
        {
            await visit.Open("/phones?world=1");
            await visit.Page.GetByRole(AriaRole.Dialog).GetByLabel("Seed").WaitForAsync();
        },
        ["a question"] = async visit =>
        {
            await visit.Open("/segments");
            await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Delete" }).First.ClickAsync();
            await visit.Page.GetByRole(AriaRole.Dialog).WaitForAsync();
        },
        ["the command palette"] = async visit =>
        {
            await visit.Open("/");
            await visit.Page.Keyboard.PressAsync("Control+k");
            await visit.Page.GetByRole(AriaRole.Dialog, new() { Name = "Search or jump to…" }).WaitForAsync();
            await visit.Page.Keyboard.TypeAsync("shop");
            await visit.Page.GetByRole(AriaRole.Dialog).GetByText("Shop Rio").WaitForAsync();
        },
    };

    public static TheoryData<string> Names => [.. Openings.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task What_opens_above_a_page_is_sound_in_light_and_dark(string what)
    {
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await using var visit = await chromium.Visit(shop.Server, scheme: scheme);
            await Openings[what](visit);
            await visit.Settled();
            await visit.Shoot($"open-{string.Concat(what.Where(char.IsAsciiLetter))}-{scheme}".ToLowerInvariant());
            await visit.ShouldBeAccessible();
            visit.Errors.ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task A_menu_begins_at_its_first_item_goes_by_arrows_and_gives_the_focus_back()
    {
        await using var visit = await chromium.Visit(shop.Server);
        await visit.Open("/");
        await PersonMenu(visit).FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Menuitem).First).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Menuitem).Nth(1)).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("End");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Sign out" })).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(PersonMenu(visit)).ToBeFocusedAsync();
    }

    private static ILocator PersonMenu(Visit visit) => visit.Page.GetByRole(AriaRole.Banner).Locator("[aria-haspopup=menu]");
}
