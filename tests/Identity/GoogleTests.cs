using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Parley.Identity;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Identity;

[Trait("Requirement", "IDN-03")]
public sealed class GoogleTests : IAsyncLifetime
{
    private GoogleStandIn _google = null!;
    private TestServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _google = await GoogleStandIn.Start();
        _server = await TestServer.Start(_google.Settings("Boss@example.com, both@example.com", "sales@example.com,both@example.com"));
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _google.DisposeAsync();
    }

    [Theory]
    [InlineData("boss@example.com", "admin")]
    [InlineData("sales@example.com", "vendor")]
    [InlineData("both@example.com", "admin")]
    public async Task Somebody_on_a_list_gets_an_account_with_that_role_at_the_first_sign_in(string email, string role)
    {
        _google.Person = new { sub = "g-" + email, email, email_verified = true, name = "Somebody" };
        using var browser = Browser();
        (await SignIn(browser)).ShouldBe("/app/");
        var me = await browser.GetFromJsonAsync<JsonElement>("/api/auth/me");
        me.GetProperty("role").GetString().ShouldBe(role);
        me.GetProperty("user").GetProperty("mustChangePassword").GetBoolean().ShouldBeFalse();

        using var again = Browser();
        (await SignIn(again)).ShouldBe("/app/");
        ((long)(await _server.Scalar("SELECT count(*) FROM users WHERE normalized_email = upper($1)", email))!).ShouldBe(1);
    }

    [Fact]
    public async Task Somebody_who_has_an_account_gets_in_by_it_and_keeps_the_role()
    {
        await _server.NewUser(_server.Tenant, Role.Vendor, "known@example.com");
        _google.Person = new { sub = "g-known", email = "known@example.com", email_verified = true };
        using var browser = Browser();
        (await SignIn(browser)).ShouldBe("/app/");
        (await browser.GetFromJsonAsync<JsonElement>("/api/auth/me")).GetProperty("role").GetString().ShouldBe("vendor");

        // Known by Google's id from now on, whatever the address becomes.
        _google.Person = new { sub = "g-known", email = "renamed@example.com", email_verified = true };
        using var later = Browser();
        (await SignIn(later)).ShouldBe("/app/");
    }

    [Fact]
    public async Task Somebody_on_no_list_sees_that_access_is_denied_and_gets_no_account()
    {
        _google.Person = new { sub = "g-nobody", email = "nobody@example.com", email_verified = true };
        await Denied("nobody@example.com");
    }

    [Theory]
    [InlineData(false)]
    [InlineData("true")]
    [InlineData(null)]
    public async Task An_address_that_google_does_not_vouch_for_opens_nothing(object? verified)
    {
        _google.Person = new { sub = "g-boss", email = "boss@example.com", email_verified = verified };
        await Denied("boss@example.com");
        _google.Person = new { sub = "g-owner", email = TestServer.OwnerEmail, email_verified = verified };
        using var browser = Browser();
        (await SignIn(browser)).ShouldBe("/app/access-denied");
    }

    [Fact]
    public async Task An_answer_with_a_wrong_or_foreign_state_opens_nothing()
    {
        _google.Person = new { sub = "g-boss", email = "boss@example.com", email_verified = true };
        using var browser = Browser();
        (await Follow(browser, "/signin-google?code=abc&state=made-up")).ShouldBe("/app/sign-in");

        // A link that was begun in another browser: whoever clicks it must not end in that person's account.
        using var attacker = Browser();
        var begun = await attacker.GetAsync("/login");
        var consent = await attacker.GetAsync(begun.Headers.Location);
        (await Follow(browser, consent.Headers.Location!.PathAndQuery)).ShouldBe("/app/sign-in");
        (await browser.GetAsync("/api/auth/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Who_asked_for_a_second_factor_does_not_get_in_by_google_alone()
    {
        var user = await _server.NewUser(_server.Tenant, Role.Admin, "careful@example.com");
        await _server.Execute("UPDATE users SET two_factor_enabled = true WHERE id = $1", user.Value);
        _google.Person = new { sub = "g-careful", email = "careful@example.com", email_verified = true };
        using var browser = Browser();
        (await SignIn(browser)).ShouldBe("/app/sign-in");
        (await browser.GetAsync("/api/auth/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Who_asked_for_a_page_comes_back_to_it_and_to_no_other_site()
    {
        _google.Person = new { sub = "g-boss", email = "boss@example.com", email_verified = true };
        using var browser = Browser();
        (await Follow(browser, "/login?next=%2Fapp%2Faccount")).ShouldBe("/app/account");
        foreach (var elsewhere in new[] { "https://evil.example/app/", "//evil.example", "/api/auth/logout", "/application" })
        {
            using var another = Browser();
            (await Follow(another, "/login?next=" + Uri.EscapeDataString(elsewhere))).ShouldBe("/app/");
        }
    }

    [Fact]
    public async Task Without_google_the_login_leads_to_the_password()
    {
        await using var plain = await TestServer.Start();
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = plain.Address };
        (await browser.GetAsync("/login")).Headers.Location!.OriginalString.ShouldBe("/app/sign-in");
        (await browser.GetFromJsonAsync<JsonElement>("/api/auth/ways")).GetProperty("google").GetBoolean().ShouldBeFalse();
    }

    [Theory]
    [InlineData("GOOGLE_CLIENT_SECRET", "")]
    [InlineData("ADMIN_EMAILS", "boss")]
    [InlineData("GOOGLE_TOKEN_ENDPOINT", "nowhere")]
    public async Task A_half_or_wrong_configuration_stops_the_start_and_is_named(string name, string value)
    {
        var settings = _google.Settings();
        settings[name] = value;
        var problem = await Should.ThrowAsync<FormatException>(() => TestServer.Start(settings));
        problem.Message.ShouldContain(name);
    }

    private async Task Denied(string email)
    {
        using var browser = Browser();
        (await SignIn(browser)).ShouldBe("/app/access-denied");
        ((long)(await _server.Scalar("SELECT count(*) FROM users WHERE normalized_email = upper($1)", email))!).ShouldBe(0);
        (await browser.GetAsync("/api/auth/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private HttpClient Browser() => GoogleStandIn.Browser(_server);

    private static Task<string> SignIn(HttpClient browser) => GoogleStandIn.Follow(browser, "/login");

    private static Task<string> Follow(HttpClient browser, string address) => GoogleStandIn.Follow(browser, address);
}
