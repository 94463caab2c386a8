using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Parley.Channels;
using Parley.Platform.Data;
using Parley.Senders;
using Parley.Tests.Senders;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Browser;

/// <summary>A sender with two drivers, as a person sees it: chosen, linked one by one, broken one by one, and what each of them sent.</summary>
[Collection(Chromium.Collection)]
public sealed class DriversTests(Chromium chromium) : IAsyncLifetime
{
    private const string Linked = "WhatsApp (linked device, Baileys)";
    private const string InBrowser = "WhatsApp Web (browser)";

    private TestServer _server = null!;
    private HttpClient _api = null!;
    private StagedDriver _baileys = null!;
    private StagedDriver _webJs = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.Start(new Dictionary<string, string?>(StringComparer.Ordinal) { ["WEB_DIST"] = Path.Combine(Repository.Root, "web", "dist"), ["Outbox:Attempts"] = "1", ["Outbox:UnknownDeadline"] = "00:00:01" }, replace: services =>
        {
            services.AddSingleton<IChannelDriver>(provider => _baileys = new(provider.GetRequiredService<Db>(), provider.GetRequiredService<SendersOptions>(), DriverName.Baileys));
            services.AddSingleton<IChannelDriver>(provider => _webJs = new(provider.GetRequiredService<Db>(), provider.GetRequiredService<SendersOptions>(), DriverName.WebJs) { Problem = "The gateway's database does not answer." });
        });
        _api = await _server.Owner();
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    [Trait("Requirement", "SND-01")]
    public async Task Somebody_chooses_a_driver_and_a_fallback_and_links_each_of_them()
    {
        await using var visit = await chromium.Visit(_server);
        var page = visit.Page;
        await visit.Open("/senders?add=1");
        var form = page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(form.GetByText("at your own risk").First).ToBeVisibleAsync();
        await Assertions.Expect(form.GetByText("It cannot work at the moment: The gateway's database does not answer.")).ToBeVisibleAsync();
        await visit.ShouldBeAccessible();
        await form.GetByRole(AriaRole.Radio, new() { Name = Linked }).ClickAsync();
        await form.GetByRole(AriaRole.Textbox, new() { Name = "Name" }).FillAsync("Shop");
        await form.GetByRole(AriaRole.Textbox, new() { Name = "Number" }).FillAsync("+5511987654321");
        await form.GetByRole(AriaRole.Combobox, new() { Name = "Fallback driver" }).ClickAsync();
        await visit.Shoot("sender-add-fallback");
        await page.GetByRole(AriaRole.Option).Filter(new() { HasText = "WhatsApp Web" }).First.ClickAsync();
        await visit.Shoot("sender-add");
        await visit.Button("Add and connect").ClickAsync();

        await Assertions.Expect(page.GetByAltText("QR that connects Shop")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await visit.Shoot("sender-link-first");
        var id = SenderId.Of(Guid.Parse((await _api.Get("/api/senders"))["items.0.id"]!));
        await _baileys.Scan(id);
        await Assertions.Expect(page.GetByText("It can send now, through " + Linked)).ToBeVisibleAsync();

        await visit.Open($"/senders/{id}");
        await visit.Button("Connect: " + InBrowser).ClickAsync();
        await Assertions.Expect(page.GetByAltText("QR that connects Shop")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await page.GetByText("Type a code").ClickAsync();
        await Assertions.Expect(page.GetByText("ABCD--1234").Or(page.GetByText("ABCD-1234"))).ToBeVisibleAsync();
        await _webJs.Scan(id);
        await Assertions.Expect(page.GetByText("It can send now, through " + InBrowser)).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);

        // Each by itself: the other goes on.
        await visit.Button("Disconnect: " + InBrowser).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Disconnect" }).ClickAsync();
        await Assertions.Expect(visit.Button("Connect: " + InBrowser)).ToBeVisibleAsync();
        _baileys.IsLive(id).ShouldBeTrue();
        (await _api.Get($"/api/senders/{id}"))["status"].ShouldBe("connected");

        // Both are down now, and the page says of each what is wrong, in the words of a connection.
        await _baileys.Break(id, Reasons.SenderReplaced);
        await Assertions.Expect(page.GetByText("Neither of its drivers is connected")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Another connection took this session over.").First).ToBeVisibleAsync();
        await visit.ShouldBeAccessible();
        await Shoot(visit, "sender-down");
        // A QR that was asked for in the moment in which it was scanned is a 409, which the browser notes by itself.
        visit.Errors.ShouldAllBe(error => error.Contains("409"));
    }

    [Fact]
    [Trait("Requirement", "MSG-04")]
    public async Task A_message_that_the_fallback_sent_shows_both_attempts_and_the_figures_count_them_by_driver()
    {
        var id = await Connected();
        _baileys.OnSend = _ => new SendResult.Refused(Reasons.SenderRestricted, Fault.Sender, "463 reach-out time-lock");
        var message = await _api.Post("/api/messages", new { to = "+5521998765432", text = "Hello" });
        await Wait.Until(async () => (await _api.Get($"/api/messages/{message.Id}"))["state"] == "sent");
        await Wait.Until(async () => (await _api.Get($"/api/senders/{id}/stats"))["byDriver.baileys.failedAttempts"] == "1");

        var shown = await _api.Get($"/api/messages/{message.Id}");
        (shown["attempts.0.method"], shown["attempts.0.outcome"], shown["attempts.1.method"], shown["attempts.1.outcome"]).ShouldBe(("baileys", "refused", "webjs", "accepted"));

        await using var visit = await chromium.Visit(_server);
        await visit.Open($"/messages/{message.Id}");
        await Assertions.Expect(visit.Page.GetByText(Linked).First).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.GetByText("463 reach-out time-lock")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.GetByText("Fallback", new() { Exact = true }).First).ToBeVisibleAsync();
        await Shoot(visit, "message-fallback");
        await visit.Open("/");
        var line = visit.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = Linked });
        await Assertions.Expect(line).ToContainTextAsync("1");
        await visit.ShouldBeAccessible();
        await Shoot(visit, "overview-drivers");
        await visit.Open($"/senders/{id}");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Table, new() { Name = "Figures by driver" })).ToBeVisibleAsync();
        await Shoot(visit, "sender-drivers");
        visit.Errors.ShouldBeEmpty();
    }

    [Fact]
    [Trait("Requirement", "MSG-02")]
    public async Task A_message_of_which_nobody_knows_is_marked_as_sent_by_whoever_saw_it()
    {
        await Connected();
        foreach (var driver in new[] { _baileys, _webJs }) driver.OnSend = _ => new SendResult.Unknown(Reasons.Timeout);
        var message = await _api.Post("/api/messages", new { to = "+5521998765432", text = "Did it leave?" });
        await Wait.Until(async () => (await _api.Get($"/api/messages/{message.Id}"))["state"] == "unknown");

        await using var visit = await chromium.Visit(_server);
        await visit.Open($"/messages/{message.Id}");
        await visit.Button("Mark as sent").ClickAsync();
        var sure = visit.Page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(sure.GetByText("Mark it only if you saw it on the phone or the person has it.")).ToBeVisibleAsync();
        await visit.ShouldBeAccessible();
        await visit.Shoot("message-mark-sent");
        await sure.GetByRole(AriaRole.Button, new() { Name = "Mark as sent" }).ClickAsync();
        await Assertions.Expect(visit.Page.GetByText("It counts as sent.")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Button("Mark as sent")).ToHaveCountAsync(0);
        (await _api.Get($"/api/messages/{message.Id}"))["state"].ShouldBe("sent");
        visit.Errors.ShouldBeEmpty();
    }

    [Fact]
    [Trait("Requirement", "SND-01")]
    public async Task What_each_driver_can_do_is_compared_at_one_place()
    {
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await using var visit = await chromium.Visit(_server, scheme: scheme, language: scheme == ColorScheme.Dark ? "pt-BR" : "en-US");
            await visit.Open("/settings?tab=channels");
            await Assertions.Expect(visit.Page.GetByRole(AriaRole.Table)).ToContainTextAsync(scheme == ColorScheme.Dark ? "até 65.536 caracteres" : "up to 65,536 characters");
            await visit.ShouldBeAccessible();
            await Shoot(visit, $"settings-channels-{scheme}".ToLowerInvariant());
            visit.Errors.ShouldBeEmpty();
        }
    }

    // Wide as it stands, then as on a phone, to its end.
    internal static async Task Shoot(Visit visit, string name)
    {
        await visit.Page.ScreenshotAsync(new() { Path = Path.Combine(Chromium.Pictures, name + ".png"), FullPage = true, Animations = ScreenshotAnimations.Disabled });
        await visit.Page.SetViewportSizeAsync(390, 844);
        await visit.Settled();
        await visit.Page.ScreenshotAsync(new() { Path = Path.Combine(Chromium.Pictures, name + "-narrow.png"), FullPage = true, Animations = ScreenshotAnimations.Disabled });
        await visit.ShouldFitTheWindow();
        await visit.Page.SetViewportSizeAsync(1440, 900);
    }

    private async Task<SenderId> Connected()
    {
        var made = await _api.Post("/api/senders", new { name = "Shop", phoneNumber = "+5511987654321", driver = "baileys", fallbackDriver = "webjs", pacing = new { profile = "none" } });
        var id = SenderId.Of(made.Id);
        foreach (var driver in new[] { _baileys, _webJs })
        {
            driver.HasLogin(id);
            (await _api.Post($"/api/senders/{id}/connect", new { driver = driver.Name })).Status.ShouldBe(200);
        }
        await Wait.Until(async () => await _api.Get($"/api/senders/{id}") is var shown && shown["sessions.0.state"] == "connected" && shown["sessions.1.state"] == "connected");
        return id;
    }
}
