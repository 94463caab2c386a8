using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Playwright;
using Parley.Channels.Simulator;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Browser;

/// <summary>The official API as a person sets it up: from no account to a connected number, against the stand-in of Meta's API.</summary>
[Collection(Chromium.Collection)]
[Trait("Requirement", "SND-01")]
public sealed class CloudPageTests(Chromium chromium) : IAsyncLifetime
{
    private const string Token = "EAAJ-page-token", AppSecret = "page-app-secret", Business = "102290129340398";
    private WebApplication _phones = null!;
    private TestServer _server = null!;
    private HttpClient _api = null!;

    public async ValueTask InitializeAsync()
    {
        _phones = PhonesProcess.Build(new IPEndPoint(IPAddress.Loopback, 0), token: null);
        await _phones.StartAsync();
        var url = _phones.Urls.First();
        _server = await TestServer.Start(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["WEB_DIST"] = Path.Combine(Repository.Root, "web", "dist"), ["WHATSAPP_CLOUD"] = "on", ["WHATSAPP_CLOUD_URL"] = url + "/graph", ["SIMULATOR_URL"] = url,
        });
        _api = await _server.Owner();
        (await _api.Put("/api/simulator/cloud", new
        {
            businessAccountId = Business, accessToken = Token, appSecret = AppSecret, webhookUrl = new Uri(_server.Address, "/hooks/cloud").ToString(),
            numbers = new[]
            {
                new { id = "106540352242922", phoneNumber = "+5511900001111", verifiedName = "Ana's flowers", quality = "GREEN", messagingLimit = "TIER_2K", nameStatus = "APPROVED" },
                new { id = "106540352242923", phoneNumber = "+5511900001112", verifiedName = "Ana's garden", quality = "YELLOW", messagingLimit = "TIER_250", nameStatus = "PENDING_REVIEW" },
            },
            templates = new object[]
            {
                new { name = "order_ready", language = "pt_BR", category = "UTILITY", components = new object[] { new { type = "HEADER", format = "TEXT", text = "Seu pedido" }, new { type = "BODY", text = "Oi {{1}}, seu pedido está pronto." }, new { type = "FOOTER", text = "Flores da Ana" }, new { type = "BUTTONS", buttons = new[] { new { type = "QUICK_REPLY", text = "Já vou" } } } } },
                new { name = "spring_sale", language = "en_US", category = "MARKETING", status = "REJECTED", components = new object[] { new { type = "BODY", text = "Everything at half the price until Sunday." } } },
                new { name = "new_shop", language = "en_US", category = "MARKETING", status = "PENDING", components = new object[] { new { type = "BODY", text = "We have opened a second shop." } } },
            },
        })).Status.ShouldBe(200);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _phones.StopAsync(new CancellationToken(canceled: true));
        await _phones.DisposeAsync();
    }

    [Fact]
    public async Task Somebody_adds_an_account_makes_a_number_a_sender_and_reads_the_templates()
    {
        await using var visit = await chromium.Visit(_server);
        var page = visit.Page;
        await visit.Open("/settings?tab=cloud");
        await Assertions.Expect(page.GetByText("Connect a WhatsApp Business account")).ToBeVisibleAsync();
        await visit.ShouldBeAccessible();
        await DriversTests.Shoot(visit, "settings-cloud-empty");

        await visit.Button("Add a business account").ClickAsync();
        var form = page.GetByRole(AriaRole.Dialog);
        await visit.Button("Add and check").ClickAsync();
        await Assertions.Expect(form.GetByText("The id has 3 to 32 digits.")).ToBeVisibleAsync();
        await form.GetByLabel("Name").FillAsync("Flowers");
        await form.GetByLabel("Business account's id").FillAsync(Business);
        await form.GetByLabel("Access token").FillAsync("EAAJ-another-token");
        await form.GetByLabel("App secret").FillAsync(AppSecret);
        await visit.Shoot("settings-cloud-add");
        await visit.ShouldBeAccessible();
        await visit.Button("Add and check").ClickAsync();

        // A token that Meta does not take is told of, and another one mended.
        var account = page.GetByRole(AriaRole.Article, new() { Name = "Flowers" });
        await visit.Button("Check the token").ClickAsync();
        await Assertions.Expect(account.GetByText("WhatsApp says:").First).ToBeVisibleAsync();
        await visit.Shoot("settings-cloud-refused");
        await visit.Button("Actions for Flowers").ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Edit…" }).ClickAsync();
        await form.GetByLabel("Access token").FillAsync(Token);
        await visit.Button("Save").ClickAsync();
        await Assertions.Expect(form).ToHaveCountAsync(0);
        await visit.Button("Check the token").ClickAsync();
        await Assertions.Expect(account.GetByText("The token is good. Numbers of the account: 2.")).ToBeVisibleAsync();
        visit.Forgive(); // with the former token the numbers could not be asked for
        await Assertions.Expect(account.GetByRole(AriaRole.Textbox, new() { Name = "Callback URL" })).ToContainTextAsync("/hooks/cloud");

        await account.GetByRole(AriaRole.Button, new() { Name = "Templates" }).ClickAsync();
        await visit.Button("Read from WhatsApp").ClickAsync();
        await Assertions.Expect(account.GetByText("Oi {{1}}, seu pedido está pronto.")).ToBeVisibleAsync();
        await Assertions.Expect(account.GetByText("Rejected", new() { Exact = true })).ToBeVisibleAsync();
        await visit.Settled();
        await visit.ShouldBeAccessible();
        await DriversTests.Shoot(visit, "settings-cloud");

        await visit.Button("Add as sender: +55 11 90000-1111").ClickAsync();
        await form.GetByRole(AriaRole.Button, new() { Name = "Add as sender" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Ana's flowers" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("High quality")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("to 2,000 new people a day")).ToBeVisibleAsync();
        await visit.Settled();
        await visit.ShouldBeAccessible();
        await DriversTests.Shoot(visit, "sender-cloud");
        visit.Errors.ShouldBeEmpty();

        await using var dark = await chromium.Visit(_server, scheme: ColorScheme.Dark, language: "pt-BR");
        await dark.Open("/settings?tab=cloud");
        await Assertions.Expect(dark.Page.GetByText("Abrir o remetente")).ToBeVisibleAsync();
        await dark.ShouldBeAccessible();
        await DriversTests.Shoot(dark, "settings-cloud-dark");
        dark.Errors.ShouldBeEmpty();
    }
}
