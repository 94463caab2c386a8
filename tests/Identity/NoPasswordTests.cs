using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Identity;

/// <summary>People who came by Google have no password, and look after their account all the same.</summary>
[Trait("Requirement", "IDN-03")]
[Trait("Requirement", "IDN-08")]
public sealed class NoPasswordTests(NoPasswordTests.Stage stage) : IClassFixture<NoPasswordTests.Stage>
{
    private const string NewPassword = "a password of my own";

    [Fact]
    public async Task Somebody_who_just_came_sets_a_password_and_signs_in_with_it_from_then_on()
    {
        var (email, browser) = await stage.NewPerson();
        (await Me(browser)).GetProperty("hasPassword").GetBoolean().ShouldBeFalse();
        await (await browser.PostAsJsonAsync("/api/auth/password", new { newPassword = "short" })).ShouldObjectTo("newPassword");
        (await browser.PostAsJsonAsync("/api/auth/password", new { newPassword = NewPassword })).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await Me(browser)).GetProperty("hasPassword").GetBoolean().ShouldBeTrue("this sign-in goes on");
        (await stage.Server.Anonymous().Login(email, NewPassword)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        // Now there is a present one to give, like everybody's.
        await (await browser.PostAsJsonAsync("/api/auth/password", new { newPassword = "another one" })).ShouldObjectTo("currentPassword");
        (await browser.PostAsJsonAsync("/api/auth/password", new { currentPassword = NewPassword, newPassword = "another one" })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_sign_in_that_is_no_longer_fresh_sets_no_password_until_google_vouches_again()
    {
        var (email, browser) = await stage.NewPerson();
        await stage.Server.Execute("UPDATE sign_ins SET created_at = created_at - interval '11 minutes' WHERE user_id = (SELECT id FROM users WHERE normalized_email = upper($1))", email);
        await (await browser.PostAsJsonAsync("/api/auth/password", new { newPassword = NewPassword })).ShouldBeProblem(HttpStatusCode.Forbidden, "sign-in-again");
        (await GoogleStandIn.Follow(browser, "/login?next=/app/account")).ShouldBe("/app/account");
        (await browser.PostAsJsonAsync("/api/auth/password", new { newPassword = NewPassword })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_passkey_is_begun_and_removed_by_whoever_just_came_or_shows_who_they_are()
    {
        var (email, browser) = await stage.NewPerson();
        (await browser.PostAsJsonAsync("/api/auth/passkeys/options", new { })).StatusCode.ShouldBe(HttpStatusCode.OK);
        await stage.Server.Execute("UPDATE sign_ins SET created_at = created_at - interval '11 minutes' WHERE user_id = (SELECT id FROM users WHERE normalized_email = upper($1))", email);
        await (await browser.PostAsJsonAsync("/api/auth/passkeys/options", new { })).ShouldBeProblem(HttpStatusCode.Forbidden, "sign-in-again");
        var key = await PasskeyOf(email);
        await (await browser.PostAsJsonAsync($"/api/auth/passkeys/{key}/remove", new { })).ShouldBeProblem(HttpStatusCode.Forbidden, "sign-in-again");

        var (_, other) = await stage.NewPerson();
        var (secret, _) = await Enable(other);
        await (await other.PostAsJsonAsync("/api/auth/passkeys/options", new { })).ShouldObjectTo("code");
        (await other.PostAsJsonAsync("/api/auth/passkeys/options", new { code = Authenticator.Code(secret, 1) })).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private async Task<string> PasskeyOf(string email)
    {
        var id = Guid.NewGuid().ToByteArray();
        await stage.Server.Execute("INSERT INTO user_passkeys (credential_id, user_id, data) SELECT $1, id, '{}' FROM users WHERE normalized_email = upper($2)", id, email);
        return System.Buffers.Text.Base64Url.EncodeToString(id);
    }

    [Fact]
    public async Task The_second_factor_is_turned_off_with_its_own_code()
    {
        var (_, browser) = await stage.NewPerson();
        var (secret, _) = await Enable(browser);
        await (await browser.PostAsJsonAsync("/api/auth/2fa/disable", new { })).ShouldObjectTo("code");
        await (await browser.PostAsJsonAsync("/api/auth/2fa/disable", new { password = "anything" })).ShouldObjectTo("code");
        await (await browser.PostAsJsonAsync("/api/auth/2fa/disable", new { code = "000000" })).ShouldObjectTo("code");
        (await browser.PostAsJsonAsync("/api/auth/2fa/disable", new { code = Authenticator.Code(secret, 1) })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Me(browser)).GetProperty("twoFactor").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task A_recovery_code_confirms_as_well_and_is_used_up()
    {
        var (_, browser) = await stage.NewPerson();
        var (_, recovery) = await Enable(browser);
        (await browser.PostAsJsonAsync("/api/auth/password", new { newPassword = NewPassword, code = recovery[0] })).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        var (_, other) = await stage.NewPerson();
        var (_, codes) = await Enable(other);
        var renewed = await (await other.PostAsJsonAsync("/api/auth/2fa/recovery-codes", new { code = codes[0] })).Json();
        renewed.GetProperty("recoveryCodes").GetArrayLength().ShouldBe(10);
        await (await other.PostAsJsonAsync("/api/auth/2fa/disable", new { code = codes[0] })).ShouldObjectTo("code");
    }

    [Fact]
    public async Task Five_wrong_codes_close_the_door_and_a_fresh_sign_in_does_not_stand_in_for_a_code()
    {
        var (_, browser) = await stage.NewPerson();
        await Enable(browser);
        await (await browser.PostAsJsonAsync("/api/auth/password", new { newPassword = NewPassword })).ShouldObjectTo("code");
        for (var i = 0; i < 4; i++) await (await browser.PostAsJsonAsync("/api/auth/2fa/disable", new { code = "000000" })).ShouldObjectTo("code");
        await (await browser.PostAsJsonAsync("/api/auth/2fa/disable", new { code = "000000" })).ShouldBeProblem(HttpStatusCode.TooManyRequests, "locked-out");
    }

    [Fact]
    public async Task Google_and_a_code_let_somebody_in_who_has_a_second_factor_and_no_password()
    {
        var (_, browser) = await stage.NewPerson();
        var (secret, _) = await Enable(browser);
        using var later = GoogleStandIn.Browser(stage.Server);
        (await GoogleStandIn.Follow(later, "/login")).ShouldBe("/app/sign-in");
        (await later.GetAsync("/api/auth/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await (await later.PostAsJsonAsync("/api/auth/login/code", new { code = "000000" })).ShouldBeProblem(HttpStatusCode.Unauthorized, "wrong-code");
        (await later.PostAsJsonAsync("/api/auth/login/code", new { code = Authenticator.Code(secret, 1) })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await later.GetAsync("/api/auth/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await (await later.PostAsJsonAsync("/api/auth/login/code", new { code = Authenticator.Code(secret, -1) })).ShouldBeProblem(HttpStatusCode.Conflict, "illegal-state");
    }

    [Fact]
    public async Task A_code_alone_lets_nobody_in()
    {
        var (_, browser) = await stage.NewPerson();
        var (secret, _) = await Enable(browser);
        using var stranger = GoogleStandIn.Browser(stage.Server);
        await (await stranger.PostAsJsonAsync("/api/auth/login/code", new { code = Authenticator.Code(secret, 1) })).ShouldBeProblem(HttpStatusCode.Conflict, "illegal-state");
        stranger.DefaultRequestHeaders.Add("Cookie", "parley_half=forged");
        await (await stranger.PostAsJsonAsync("/api/auth/login/code", new { code = Authenticator.Code(secret, 1) })).ShouldBeProblem(HttpStatusCode.Conflict, "illegal-state");
    }

    [Fact]
    public async Task A_half_sign_in_ends_with_the_second_factor_that_it_waited_for()
    {
        var (_, browser) = await stage.NewPerson();
        var (secret, recovery) = await Enable(browser);
        using var later = GoogleStandIn.Browser(stage.Server);
        await GoogleStandIn.Follow(later, "/login");
        (await browser.PostAsJsonAsync("/api/auth/2fa/disable", new { code = recovery[0] })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await (await later.PostAsJsonAsync("/api/auth/login/code", new { code = Authenticator.Code(secret, 1) })).ShouldBeProblem(HttpStatusCode.Conflict, "illegal-state");
    }

    [Fact]
    public async Task A_passkey_that_was_not_asked_for_confirms_nothing()
    {
        var (_, browser) = await stage.NewPerson();
        await (await browser.PostAsync("/api/auth/passkeys/confirm-options", null)).ShouldBeProblem(HttpStatusCode.Conflict, "illegal-state");
        await (await browser.PostAsJsonAsync("/api/auth/password", new { newPassword = NewPassword, credential = new { id = "x" } })).ShouldBeProblem(HttpStatusCode.Conflict, "illegal-state");
    }

    private static async Task<JsonElement> Me(HttpClient browser) => (await browser.GetFromJsonAsync<JsonElement>("/api/auth/me")).GetProperty("user");

    private static async Task<(string Secret, List<string> Recovery)> Enable(HttpClient browser)
    {
        var secret = (await (await browser.PostAsync("/api/auth/2fa/setup", null)).Json()).GetProperty("secret").GetString()!;
        var answer = await (await browser.PostAsJsonAsync("/api/auth/2fa/enable", new { code = Authenticator.Code(secret) })).Json();
        return (secret, [.. answer.GetProperty("recoveryCodes").EnumerateArray().Select(code => code.GetString()!)]);
    }

    /// <summary>A server that signs in with the stand-in for Google.</summary>
    public sealed class Stage : IAsyncLifetime
    {
        private readonly List<HttpClient> _browsers = [];
        private GoogleStandIn _google = null!;
        private int _people;

        public TestServer Server { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            _google = await GoogleStandIn.Start();
            Server = await TestServer.Start(_google.Settings(admins: string.Join(',', Enumerable.Range(1, 20).Select(Email))));
        }

        /// <summary>Somebody who came by Google just now and sits before the browser.</summary>
        public async Task<(string Email, HttpClient Browser)> NewPerson()
        {
            var email = Email(++_people);
            _google.Person = new { sub = "g-" + email, email, email_verified = true, name = "Somebody" };
            var browser = GoogleStandIn.Browser(Server);
            _browsers.Add(browser);
            (await GoogleStandIn.Follow(browser, "/login")).ShouldBe("/app/");
            return (email, browser);
        }

        private static string Email(int person) => $"person{person}@example.com";

        public async ValueTask DisposeAsync()
        {
            foreach (var browser in _browsers) browser.Dispose();
            await Server.DisposeAsync();
            await _google.DisposeAsync();
        }
    }
}
