using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Parley.Identity;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Browser;

/// <summary>What people do, from their first sign-in to the last receipt, in a real browser against the real server.</summary>
[Collection(Chromium.Collection)]
public sealed partial class JourneyTests(Chromium chromium)
{
    private const string Number = "+5511987650001";

    [Fact]
    [Trait("Requirement", "SIM-02")]
    [Trait("Requirement", "CMP-07")]
    public async Task A_newcomer_signs_in_scans_a_qr_imports_a_file_runs_a_campaign_reads_its_receipts_and_retries_what_failed()
    {
        await using var server = await Started();
        var api = await server.Owner();
        await api.Put("/api/simulator/world", new { seed = 3, latencyMs = 1, deliverAfterMs = 10, readAfterMs = 20, readRate = 1 });
        // One of the three has no account at first.
        await api.Patch("/api/simulator/phones/+5521998765003", new { registered = false });

        await using var visit = await chromium.Visit(server, signedIn: false);
        var page = visit.Page;
        await page.GotoAsync("/");
        await page.GetByLabel("E-mail").FillAsync(TestServer.OwnerEmail);
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Password" }).FillAsync("wrong");
        await visit.Button("Sign in").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        visit.Forgive(); // the browser tells a 401 on the console
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Password" }).FillAsync(TestServer.Password);
        await visit.Button("Sign in").ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("sign-in", StringComparison.Ordinal));

        // A sender, linked by its virtual phone on the Phones page.
        await visit.Open("/senders?add=1");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Name", Exact = true }).FillAsync("Shop");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Number", Exact = true }).FillAsync(Number);
        await visit.Button("Add and connect").ClickAsync();
        await Wait.Until(async () => (await api.Get("/api/senders"))["items.0.sessions.0.state"] == "wait_qr");
        await visit.Open("/phones");
        await page.GetByText("Shop is waiting for a scan").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = Scan() }).First.ClickAsync();
        await Wait.Until(async () => (await api.Get("/api/senders"))["items.0.status"] == "connected");

        // A campaign for the people of a file.
        await visit.Open("/campaigns/new");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Name", Exact = true }).FillAsync("Spring");
        var file = Path.Combine(Directory.CreateTempSubdirectory("parley-journey-").FullName, "customers.csv");
        await File.WriteAllTextAsync(file, "phone,name,code\n+5521998765001,Ana,A1\n+5521998765002,Bruno,B2\n+5521998765003,Carla,C3\n12345,Nobody,X\n");
        await page.Locator("input[type=file]").First.SetInputFilesAsync(file);
        await visit.Button("Import").ClickAsync();
        await page.GetByText("1 row was rejected").WaitForAsync();
        await visit.Button("Next: Message").ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Message", Exact = true }).FillAsync("Hi {{name}}, your code is {{code}}.");
        await visit.Button("Next: Sending").ClickAsync();
        await page.GetByText("No gaps").First.ClickAsync();
        await visit.Button("Next: Check").ClickAsync();
        await page.GetByText("Will get it").WaitForAsync();
        await visit.Shoot("journey-check");
        await visit.Button("Start now").ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Start now" }).ClickAsync();

        // Live figures up to the read receipts, without loading anything again.
        await Assertions.Expect(page.GetByText("3 of 3")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Assertions.Expect(page.GetByText("The number has no WhatsApp account.").First).ToBeVisibleAsync();
        (await api.Get("/api/simulator/phones/+5521998765001/messages"))["items.0.text"].ShouldBe("Hi Ana, your code is A1.");

        await api.Patch("/api/simulator/phones/+5521998765003", new { registered = true });
        await page.GetByRole(AriaRole.Button, new() { Name = "More actions" }).ClickAsync();
        await page.GetByText("Retry failed").First.ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Retry failed" }).ClickAsync();
        await Wait.Until(async () => (await api.Get("/api/simulator/phones/+5521998765003/messages"))["items.0.text"] == "Hi Carla, your code is C3.");
        var id = (await api.Get("/api/campaigns"))["items.0.id"];
        await Wait.Until(async () => (await api.Get($"/api/campaigns/{id}/stats"))["read"] == "3");
        visit.Errors.ShouldBeEmpty();
    }

    [Fact]
    [Trait("Requirement", "RTM-01")]
    public async Task Two_tabs_show_the_same_sender_change_without_being_loaded_again()
    {
        await using var server = await Started();
        var api = await server.Owner();
        var sender = await server.ConnectedSender(api, server.Tenant, "Shop");
        await using var one = await chromium.Visit(server);
        await using var other = await chromium.Visit(server);
        await one.Open($"/senders/{sender}");
        await other.Open("/senders");
        foreach (var tab in new[] { one, other }) await Assertions.Expect(tab.Page.Locator("[data-link=live]")).ToBeVisibleAsync();
        await Assertions.Expect(other.Page.GetByText("Connected").First).ToBeVisibleAsync();

        (await api.Post($"/api/senders/{sender}/pause", new { reason = "lunch" })).Status.ShouldBe(200);
        foreach (var tab in new[] { one, other })
        {
            await Assertions.Expect(tab.Page.GetByText("Paused", new() { Exact = true }).First).ToBeVisibleAsync(new() { Timeout = 8_000 });
            tab.Errors.ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task A_page_says_that_the_server_is_away_and_comes_back_by_itself_with_what_happened_meanwhile()
    {
        await using var database = new TestDatabase();
        await database.InitializeAsync();
        var before = await Started(database);
        var port = $"{before.Address.Port}";
        await using var visit = await chromium.Visit(before);
        await visit.Open("/senders");
        await Assertions.Expect(visit.Page.Locator("[data-link=live]")).ToBeVisibleAsync();
        await before.DisposeAsync();
        await Assertions.Expect(visit.Page.GetByText("Connection lost")).ToBeVisibleAsync();

        await using var after = await Started(database, port);
        var api = await after.Owner();
        (await api.Post("/api/senders", new { name = "Made meanwhile", phoneNumber = Number, driver = "simulator" })).Status.ShouldBe(201);
        await Assertions.Expect(visit.Page.GetByText("Made meanwhile").First).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Assertions.Expect(visit.Page.Locator("[data-link=live]")).ToBeVisibleAsync();
    }

    [Fact]
    [Trait("Requirement", "IDN-04")]
    public async Task A_vendor_sees_the_own_account_and_nothing_of_the_business()
    {
        await using var server = await Started();
        await server.NewUser(server.Tenant, Role.Vendor, "sales@example.com");
        await using var visit = await chromium.Visit(server, signedIn: false);
        await visit.Page.Context.APIRequest.PostAsync("/api/auth/login", new() { DataObject = new { email = "sales@example.com", password = TestServer.Password } });
        await visit.Open("/campaigns");
        visit.Page.Url.ShouldEndWith("/app/account");
        (await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Campaigns" }).CountAsync()).ShouldBe(0);
        await visit.Shoot("account-vendor");
        await visit.ShouldBeAccessible();
        visit.Errors.ShouldBeEmpty();
    }

    [Fact]
    [Trait("Requirement", "IDN-08")]
    public async Task Somebody_makes_a_passkey_and_signs_in_with_it_alone()
    {
        await using var server = await Started();
        await using var visit = await chromium.Visit(server);
        await visit.AddAuthenticator();
        await visit.Open("/account");
        await visit.Page.GetByRole(AriaRole.Button, new() { NameRegex = Passkey() }).First.ClickAsync();
        var dialog = visit.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Textbox, new() { Name = "Name" }).FillAsync("My laptop");
        await dialog.GetByLabel("Present password").FillAsync("not the password");
        await dialog.GetByRole(AriaRole.Button).Last.ClickAsync();
        await Assertions.Expect(dialog.GetByText("This is not your present password.")).ToBeVisibleAsync();
        await dialog.GetByLabel("Present password").FillAsync(TestServer.Password);
        await dialog.GetByRole(AriaRole.Button).Last.ClickAsync();
        await Assertions.Expect(visit.Page.GetByText("My laptop").First).ToBeVisibleAsync();

        await visit.Page.Context.ClearCookiesAsync();
        await visit.Open("/sign-in");
        await visit.Page.GetByRole(AriaRole.Button, new() { NameRegex = Passkey() }).ClickAsync();
        await visit.Page.WaitForURLAsync(url => !url.Contains("sign-in", StringComparison.Ordinal));
        (await visit.Page.Context.APIRequest.GetAsync("/api/auth/me")).Status.ShouldBe(200);

        // Taking it away asks who one is as well; the passkey itself is an answer.
        await visit.Open("/account");
        await visit.Button("Remove the passkey My laptop").ClickAsync();
        await visit.Shoot("account-remove-passkey");
        await visit.ShouldBeAccessible();
        await visit.Button("Confirm with a passkey").ClickAsync();
        await Assertions.Expect(visit.Page.GetByText("You have no passkeys yet.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_first_look_at_the_overview_takes_less_than_250_kB_of_script()
    {
        await using var server = await Started();
        await using var visit = await chromium.Visit(server);
        var scripts = new List<IResponse>();
        visit.Page.Response += (_, response) =>
        {
            if (response.Request.ResourceType == "script") scripts.Add(response);
        };
        await visit.Open("/");
        var bytes = 0L;
        foreach (var script in scripts) bytes += (await script.Request.SizesAsync()).ResponseBodySize;
        bytes.ShouldBeInRange(50_000, 250_000);
    }

    [Fact]
    public async Task The_command_palette_opens_with_ctrl_k_finds_a_sender_and_goes_there()
    {
        await using var server = await Started();
        var api = await server.Owner();
        var sender = await api.Post("/api/senders", new { name = "Shop São Paulo", phoneNumber = Number, driver = "simulator" });
        await using var visit = await chromium.Visit(server);
        await visit.Open("/");
        await visit.Page.Keyboard.PressAsync("Control+k");
        await visit.Page.GetByPlaceholder("A page, a campaign, a sender, a person…").FillAsync("são");
        await visit.Page.GetByRole(AriaRole.Dialog).GetByText("Shop São Paulo").ClickAsync();
        await visit.Page.WaitForURLAsync(url => url.EndsWith($"/senders/{sender.Id}", StringComparison.Ordinal));
        visit.Errors.ShouldBeEmpty();
    }

    private static Task<TestServer> Started(TestDatabase? database = null, string port = "0") => TestServer.Start(
        new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["WEB_DIST"] = Path.Combine(Repository.Root, "web", "dist"), ["PORT"] = port,
            ["PARLEY_MASTER_KEY"] = Convert.ToBase64String(new byte[32]), // of two servers over one database, each with a folder of its own
        }, database);

    [GeneratedRegex("^Scan", RegexOptions.None, 1000)]
    private static partial Regex Scan();

    [GeneratedRegex("passkey", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Passkey();
}
