using System.Net;
using System.Net.Http.Json;
using Parley.Identity;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Identity;

[Trait("Requirement", "IDN-08")]
public sealed class TwoFactorTests(TestServer server) : IClassFixture<TestServer>
{
    private readonly HttpClient _anonymous = server.Anonymous();

    [Fact]
    public async Task A_person_with_a_second_factor_signs_in_with_password_and_code_and_not_without()
    {
        var (email, secret, _) = await Enabled();
        await (await _anonymous.Login(email, TestServer.Password)).ShouldBeProblem(HttpStatusCode.Unauthorized, "code-required");
        await (await Login(email, TestServer.Password, "000000")).ShouldBeProblem(HttpStatusCode.Unauthorized, "wrong-code");
        await (await Login(email, "wrong", Authenticator.Code(secret, 1))).ShouldBeProblem(HttpStatusCode.Unauthorized, "wrong-credentials");
        (await Login(email, TestServer.Password, Authenticator.Code(secret, 1))).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await _anonymous.PostAsJsonAsync("/api/auth/token", new { email, password = TestServer.Password })).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_code_is_good_once()
    {
        var (email, secret, _) = await Enabled();
        var code = Authenticator.Code(secret, 1);
        (await Login(email, TestServer.Password, code)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await (await Login(email, TestServer.Password, code)).ShouldBeProblem(HttpStatusCode.Unauthorized, "wrong-code");
    }

    [Fact]
    public async Task Five_wrong_codes_close_the_door_also_when_the_right_password_comes_between_them()
    {
        var (email, secret, _) = await Enabled();
        for (var i = 0; i < 4; i++)
        {
            await (await Login(email, TestServer.Password, "000000")).ShouldBeProblem(HttpStatusCode.Unauthorized, "wrong-code");
            await (await _anonymous.Login(email, TestServer.Password)).ShouldBeProblem(HttpStatusCode.Unauthorized, "code-required");
        }
        await (await Login(email, TestServer.Password, "000000")).ShouldBeProblem(HttpStatusCode.TooManyRequests, "locked-out");
        await (await Login(email, TestServer.Password, Authenticator.Code(secret, 1))).ShouldBeProblem(HttpStatusCode.TooManyRequests, "locked-out");
    }

    [Fact]
    public async Task A_recovery_code_stands_in_for_the_phone_once()
    {
        var (email, _, recovery) = await Enabled();
        recovery.Count.ShouldBe(10);
        (await Login(email, TestServer.Password, recovery[3])).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await (await Login(email, TestServer.Password, recovery[3])).ShouldBeProblem(HttpStatusCode.Unauthorized, "wrong-code");
    }

    [Fact]
    public async Task Enabling_it_needs_a_code_of_the_app_ends_the_other_sessions_and_keeps_this_one()
    {
        var (email, here) = await NewPerson();
        var elsewhere = await _anonymous.CookieOf(email, TestServer.Password);
        await (await Send(here, HttpMethod.Post, "enable", new { code = "123456" })).ShouldBeProblem(HttpStatusCode.Conflict, "illegal-state");
        var secret = (await (await Send(here, HttpMethod.Post, "setup")).Json()).GetProperty("secret").GetString()!;
        await (await Send(here, HttpMethod.Post, "enable", new { code = "000000" })).ShouldObjectTo("code");
        (await Send(here, HttpMethod.Post, "enable", new { code = Authenticator.Code(secret) })).StatusCode.ShouldBe(HttpStatusCode.OK);

        var state = await (await Send(here, HttpMethod.Get, "")).Json();
        (state.GetProperty("enabled").GetBoolean(), state.GetProperty("recoveryCodesLeft").GetInt32()).ShouldBe((true, 10));
        (await _anonymous.Send(HttpMethod.Get, "/api/auth/me", null, ("Cookie", elsewhere))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await (await Send(here, HttpMethod.Post, "setup")).ShouldBeProblem(HttpStatusCode.Conflict, "illegal-state");
    }

    [Fact]
    public async Task Disabling_it_and_new_recovery_codes_need_the_password()
    {
        var (email, here) = await NewPerson();
        var (secret, old) = await Enable(here);
        await (await Send(here, HttpMethod.Post, "recovery-codes", new { password = "wrong" })).ShouldObjectTo("password");
        (await Send(here, HttpMethod.Post, "recovery-codes", new { password = TestServer.Password })).StatusCode.ShouldBe(HttpStatusCode.OK);
        await (await Login(email, TestServer.Password, old[0])).ShouldBeProblem(HttpStatusCode.Unauthorized, "wrong-code");

        await (await Send(here, HttpMethod.Post, "disable", new { password = "wrong" })).ShouldObjectTo("password");
        (await Send(here, HttpMethod.Post, "disable", new { password = TestServer.Password })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await _anonymous.Login(email, TestServer.Password)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        secret.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Neither_the_secret_nor_a_recovery_code_stands_in_the_database_in_clear()
    {
        var (_, secret, recovery) = await Enabled();
        var stored = (string)(await server.Scalar("SELECT string_agg(t::text, ' ') FROM user_tokens t"))!;
        stored.ShouldNotContain(secret.Replace(" ", "", StringComparison.Ordinal));
        stored.ShouldNotContain(recovery[0]);
    }

    private async Task<(string Email, string Secret, List<string> Recovery)> Enabled()
    {
        var (email, cookie) = await NewPerson();
        var (secret, recovery) = await Enable(cookie);
        return (email, secret, recovery);
    }

    private async Task<(string Secret, List<string> Recovery)> Enable(string cookie)
    {
        var secret = (await (await Send(cookie, HttpMethod.Post, "setup")).Json()).GetProperty("secret").GetString()!;
        var answer = await (await Send(cookie, HttpMethod.Post, "enable", new { code = Authenticator.Code(secret) })).Json();
        return (secret, [.. answer.GetProperty("recoveryCodes").EnumerateArray().Select(code => code.GetString()!)]);
    }

    private async Task<(string Email, string Cookie)> NewPerson()
    {
        var email = $"person-{Guid.NewGuid():N}@example.com";
        await server.NewUser(server.Tenant, Role.Vendor, email);
        return (email, await _anonymous.CookieOf(email, TestServer.Password));
    }

    private Task<HttpResponseMessage> Login(string email, string password, string code) => _anonymous.PostAsJsonAsync("/api/auth/login", new { email, password, code });

    private Task<HttpResponseMessage> Send(string cookie, HttpMethod method, string what, object? body = null) =>
        _anonymous.Send(method, $"/api/auth/2fa/{what}".TrimEnd('/'), body, ("Cookie", cookie));
}
