using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Parley.Tests.Identity;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Browser;

/// <summary>People who come by Google: the button, the way back, and their account without a password.</summary>
[Collection(Chromium.Collection)]
[Trait("Requirement", "IDN-03")]
public sealed partial class GoogleTests(Chromium chromium) : IAsyncLifetime
{
    private const string Email = "ana@example.com";
    private GoogleStandIn _google = null!;
    private TestServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _google = await GoogleStandIn.Start();
        _google.Person = new { sub = "g-ana", email = Email, email_verified = true, name = "Ana" };
        var settings = _google.Settings(admins: Email);
        settings["WEB_DIST"] = Path.Combine(Repository.Root, "web", "dist");
        _server = await TestServer.Start(settings);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _google.DisposeAsync();
    }

    [Fact]
    public async Task Somebody_clicks_google_comes_back_to_the_page_they_wanted_and_sets_a_name_and_a_password()
    {
        await using var visit = await chromium.Visit(_server, signedIn: false);
        await visit.Open("/campaigns");
        await visit.Shoot("sign-in-google");
        await visit.ShouldBeAccessible();
        await visit.Link("Sign in with Google").ClickAsync();
        await visit.Page.WaitForURLAsync("**/app/campaigns");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Campaigns", Level = 1 })).ToBeVisibleAsync();
        visit.Forgive(); // the browser tells on the console that nobody was signed in at first

        await visit.Open("/account");
        await visit.Page.GetByRole(AriaRole.Textbox, new() { Name = "Name", Exact = true }).FillAsync("Ana Souza");
        await visit.Button("Save name").ClickAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Banner).GetByText("Account of Ana Souza")).ToBeAttachedAsync();
        await visit.Shoot("account-google");
        await visit.ShouldBeAccessible();
        await SetPassword(visit);
        await Assertions.Expect(visit.Page.GetByLabel("Present password")).ToBeVisibleAsync();
        (await _server.Anonymous().Login(Email, "a password of my own")).EnsureSuccessStatusCode();
        visit.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Somebody_on_no_list_sees_that_there_is_no_access_and_the_way_back()
    {
        _google.Person = new { sub = "g-nobody", email = "nobody@example.com", email_verified = true };
        await using var visit = await chromium.Visit(_server, signedIn: false);
        await visit.Open("/sign-in");
        await visit.Link("Sign in with Google").ClickAsync();
        await visit.Page.WaitForURLAsync("**/app/access-denied");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "No access" })).ToBeVisibleAsync();
        await visit.ShouldBeAccessible();
        (await visit.Page.Context.APIRequest.GetAsync("/api/auth/me")).Status.ShouldBe(401);
        await visit.Link("Back to sign-in").ClickAsync();
        await Assertions.Expect(visit.Page.GetByLabel("E-mail")).ToBeVisibleAsync();
        visit.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_sign_in_that_is_no_longer_fresh_leads_to_google_once_more_before_the_first_password()
    {
        await using var visit = await chromium.Visit(_server, signedIn: false);
        await visit.Page.GotoAsync("/login?next=/app/account");
        await visit.Page.WaitForURLAsync("**/app/account");
        await _server.Execute("UPDATE sign_ins SET created_at = created_at - interval '11 minutes'");
        await SetPassword(visit);
        await Assertions.Expect(visit.Page.GetByText("Sign in once more first")).ToBeVisibleAsync();
        await visit.Shoot("account-stale");
        await visit.ShouldBeAccessible();
        visit.Forgive(); // the refusal
        await visit.Link("Sign in with Google again").ClickAsync();
        await visit.Page.WaitForURLAsync("**/app/account");
        await SetPassword(visit);
        await Assertions.Expect(visit.Page.GetByLabel("Present password")).ToBeVisibleAsync();
        visit.Errors.ShouldBeEmpty();
    }

    [Fact]
    [Trait("Requirement", "IDN-08")]
    public async Task After_google_the_second_factor_is_asked_for_and_a_passkey_turns_it_off()
    {
        await using var visit = await chromium.Visit(_server, signedIn: false);
        var page = visit.Page;
        await visit.AddAuthenticator();
        await page.GotoAsync("/login?next=/app/account");
        await page.WaitForURLAsync("**/app/account");
        // Somebody with neither password nor second factor who came just now need show nothing else.
        await page.GetByRole(AriaRole.Button, new() { NameRegex = Passkey() }).First.ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByLabel("Name").FillAsync("My laptop");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button).Last.ClickAsync();
        await page.GetByText("My laptop").First.WaitForAsync();
        var secret = (await (await page.Context.APIRequest.PostAsync("/api/auth/2fa/setup")).JsonAsync())!.Value.GetProperty("secret").GetString()!;
        (await page.Context.APIRequest.PostAsync("/api/auth/2fa/enable", new() { DataObject = new { code = Authenticator.Code(secret) } })).Ok.ShouldBeTrue();

        await page.Context.ClearCookiesAsync();
        await visit.Open("/sign-in?next=%2Faccount");
        visit.Forgive();
        await visit.Link("Sign in with Google").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Enter your code" })).ToBeVisibleAsync();
        await visit.Shoot("sign-in-code-google");
        await visit.ShouldBeAccessible();
        await page.GetByLabel("Digit 1 of 6").FocusAsync();
        await page.Keyboard.TypeAsync(Authenticator.Code(secret, 1));
        await page.WaitForURLAsync("**/app/account");

        await visit.Settled();
        await visit.Button("Turn off").ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog.GetByLabel("Code")).ToBeVisibleAsync();
        await visit.Shoot("account-turn-off");
        await visit.ShouldBeAccessible();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Confirm with a passkey" }).ClickAsync();
        await page.GetByText("The second factor is off.").WaitForAsync();
        (await (await page.Context.APIRequest.GetAsync("/api/auth/2fa")).JsonAsync())!.Value.GetProperty("enabled").GetBoolean().ShouldBeFalse();
        visit.Errors.ShouldBeEmpty();
    }

    private static async Task SetPassword(Visit visit)
    {
        await visit.Page.GetByRole(AriaRole.Textbox, new() { Name = "New password", Exact = true }).FillAsync("a password of my own");
        await visit.Page.GetByRole(AriaRole.Textbox, new() { Name = "New password again" }).FillAsync("a password of my own");
        await visit.Button("Set password").ClickAsync();
    }

    [GeneratedRegex("passkey", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Passkey();
}
