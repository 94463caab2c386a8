using Microsoft.Playwright;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Browser;

/// <summary>The page where a person plays the customer.</summary>
[Collection(Chromium.Collection)]
[Trait("Requirement", "SIM-02")]
public sealed class PhonesTests(Chromium chromium, Shop shop)
{
    [Fact]
    public async Task What_was_set_and_written_on_a_phone_is_shown_to_whoever_opens_it_later()
    {
        const string Number = "+5511977770001";
        var sender = (await shop.Api.Get("/api/senders?limit=200")).Body.GetProperty("items").EnumerateArray().First(one => one.GetProperty("status").GetString() == "connected").GetProperty("name").GetString()!;
        await using (var visit = await chromium.Visit(shop.Server))
        {
            await visit.Open($"/phones?number={Uri.EscapeDataString(Number)}");
            await visit.Page.GetByLabel("Answers by itself").FillAsync("Thanks, got it!");
            await visit.Page.GetByLabel("Read after").FillAsync("3");
            await visit.Button("Set on this phone").ClickAsync();
            await visit.Page.GetByText("The phone is set.").WaitForAsync();
            await visit.Page.Locator("button").Filter(new() { HasText = sender }).Last.ClickAsync();
            await visit.Page.GetByRole(AriaRole.Textbox, new() { Name = "Message" }).FillAsync("Are you open today?");
            await visit.Page.Keyboard.PressAsync("Enter");
            await visit.Page.GetByRole(AriaRole.Log).GetByText("Are you open today?").WaitForAsync();
            visit.Errors.ShouldBeEmpty();
        }

        await using var later = await chromium.Visit(shop.Server);
        await later.Open("/phones");
        await later.Page.GetByRole(AriaRole.Textbox, new() { Name = "Search, or type any number" }).FillAsync("97777");
        await later.Page.GetByRole(AriaRole.Region, new() { Name = "All phones" }).GetByText("+55 11 97777-0001").ClickAsync();
        await Assertions.Expect(later.Page.GetByRole(AriaRole.Log).GetByText("Are you open today?")).ToBeVisibleAsync();
        await Assertions.Expect(later.Page.GetByRole(AriaRole.Log).GetByLabel("Delivered at", new() { Exact = false })).ToBeVisibleAsync();
        await Assertions.Expect(later.Page.GetByLabel("Answers by itself")).ToHaveValueAsync("Thanks, got it!");
        await Assertions.Expect(later.Page.GetByLabel("Read after")).ToHaveValueAsync("3 s");

        // Elsewhere it is taken away, and this page, on which nobody is typing, says so.
        await shop.Api.Patch($"/api/simulator/phones/{Number}", new { replyWith = "", readAfterMs = (int?)null });
        await Assertions.Expect(later.Page.GetByLabel("Answers by itself")).ToHaveValueAsync("", new() { Timeout = 15_000 });
        await Assertions.Expect(later.Page.GetByLabel("Read after")).ToHaveValueAsync("");
        later.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_worlds_settings_are_shown_as_they_are()
    {
        var world = await shop.Api.Get("/api/simulator/world");
        await using var visit = await chromium.Visit(shop.Server);
        await visit.Open("/phones?world=1");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Dialog).GetByLabel("Seed")).ToHaveValueAsync(world["seed"]!);
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Dialog).GetByLabel("Delivered after")).ToHaveValueAsync(world["deliverAfterMs"] + " ms");
        visit.Errors.ShouldBeEmpty();
    }
}
