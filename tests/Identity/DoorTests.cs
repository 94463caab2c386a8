using System.Net;
using System.Net.Http.Json;
using Parley.Identity;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Identity;

/// <summary>What stands at the door before any endpoint: other sites' pages, floods, proxies, headers.</summary>
[Trait("Requirement", "IDN-02")]
public sealed class DoorTests(TestServer server) : IClassFixture<TestServer>
{
    private readonly HttpClient _client = server.Anonymous();

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    public async Task A_page_of_another_site_cannot_use_the_cookie_to_change_anything(string header, string value)
    {
        var cookie = ("Cookie", await _client.CookieOf(TestServer.OwnerEmail, TestServer.Password));
        await (await _client.Send(HttpMethod.Patch, "/api/tenant", new { name = "Taken over" }, cookie, (header, value))).ShouldBeProblem(HttpStatusCode.Forbidden, "forbidden");
        (await _client.Send(HttpMethod.Get, "/api/tenant", null, cookie, (header, value))).StatusCode.ShouldBe(HttpStatusCode.OK); // whose answer it cannot read
        await (await _client.Send(HttpMethod.Post, "/api/auth/login", new { email = TestServer.OwnerEmail, password = TestServer.Password }, (header, value))).ShouldBeProblem(HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task Pages_of_this_site_and_programs_with_a_cookie_may()
    {
        var cookie = ("Cookie", await _client.CookieOf(TestServer.OwnerEmail, TestServer.Password));
        (string, string)[] own = [("Sec-Fetch-Site", "same-origin"), ("Origin", server.Address.GetLeftPart(UriPartial.Authority)), ("X-Anything", "a program")];
        foreach (var header in own) (await _client.Send(HttpMethod.Patch, "/api/tenant", new { name = "Changed" }, cookie, header)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_is_not_sent_by_the_browser_itself_needs_no_origin()
    {
        var admin = await server.Admin();
        (await admin.Send(HttpMethod.Patch, "/api/tenant", new { name = "Changed" }, ("Origin", "https://partner.example"))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Passwords_are_limited_by_address_and_by_email()
    {
        await using var strict = await Start(("SIGN_IN_LIMIT_IP", "6"), ("SIGN_IN_LIMIT_EMAIL", "3"));
        var client = strict.Anonymous();
        for (var i = 0; i < 3; i++) (await client.Login(TestServer.OwnerEmail, TestServer.Password)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var fourth = await client.Login(TestServer.OwnerEmail, TestServer.Password);
        await fourth.ShouldBeProblem(HttpStatusCode.TooManyRequests, "too-many-requests");
        fourth.Headers.RetryAfter!.Delta!.Value.ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));

        (await client.Login("a@example.com", "wrong")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await client.Login("b@example.com", "wrong")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await (await client.Login("c@example.com", "wrong")).ShouldBeProblem(HttpStatusCode.TooManyRequests, "too-many-requests");
    }

    [Fact]
    public async Task Each_credential_has_a_limit_of_its_own()
    {
        await using var strict = await Start(("RATE_LIMIT", "60"));
        var (one, other) = (await strict.Admin(), await strict.ApiKey(Scopes.Read));
        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => one.GetAsync("/api/auth/me")));
        answers.Count(a => a.StatusCode == HttpStatusCode.OK).ShouldBeInRange(10, 20); // a sixth at once, and what time brought meanwhile
        var refused = answers.First(a => a.StatusCode == HttpStatusCode.TooManyRequests);
        await refused.ShouldBeProblem(HttpStatusCode.TooManyRequests, "too-many-requests");
        refused.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
        (await other.GetAsync("/api/auth/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_flood_of_wrong_credentials_is_slowed_down()
    {
        await using var strict = await Start();
        var client = strict.Anonymous();
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 601; i++) answers.Add((await client.Send(HttpMethod.Get, "/api/auth/me", null, ("X-Api-Key", "prl_guess" + i))).StatusCode);
        answers[0].ShouldBe(HttpStatusCode.Unauthorized);
        answers[^1].ShouldBe(HttpStatusCode.TooManyRequests);
        // Who has a right one still gets in.
        (await (await strict.ApiKey(Scopes.Read)).GetAsync("/api/auth/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    [Trait("Requirement", "IDN-09")]
    public async Task The_callers_address_comes_from_a_proxy_only_when_that_proxy_is_trusted()
    {
        (await AddressSeen(server)).ShouldBe("127.0.0.1");
        await using var behind = await Start(("TRUSTED_PROXIES", "127.0.0.0/8"));
        (await AddressSeen(behind)).ShouldBe("203.0.113.9");
    }

    [Fact]
    public async Task Answers_carry_headers_that_keep_browsers_on_the_safe_side()
    {
        foreach (var path in new[] { "/health/live", "/api/auth/me", "/no/such/page" })
        {
            var headers = (await _client.GetAsync(path)).Headers;
            headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
            headers.GetValues("X-Frame-Options").Single().ShouldBe("DENY");
            headers.GetValues("Content-Security-Policy").Single().ShouldContain("frame-ancestors 'none'");
            headers.Contains("Server").ShouldBeFalse();
        }
        (await _client.GetAsync("/api/auth/me")).Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_refused()
    {
        var admin = await server.Admin();
        await (await admin.PatchAsJsonAsync("/api/tenant", new { name = new string('x', 3_000_000) })).ShouldBeProblem(HttpStatusCode.RequestEntityTooLarge, "too-large");
    }

    [Theory]
    [InlineData("RATE_LIMIT", "lots")]
    [InlineData("SIGN_IN_LIMIT_IP", "0")]
    [InlineData("AUDIT_DAYS", "-1")]
    [InlineData("TRUSTED_PROXIES", "my proxy")]
    public async Task A_wrong_setting_stops_the_start_by_its_name(string variable, string value) =>
        (await Should.ThrowAsync<FormatException>(() => Start((variable, value)))).Message.ShouldStartWith(variable);

    private static async Task<string?> AddressSeen(TestServer at)
    {
        var email = $"{Guid.NewGuid():N}@example.com";
        await at.Anonymous().Send(HttpMethod.Post, "/api/auth/login", new { email, password = "wrong" }, ("X-Forwarded-For", "203.0.113.9"));
        return (await at.Scalar("SELECT host(ip) FROM audit_log WHERE actor = $1", email)) as string;
    }

    private static Task<TestServer> Start(params (string Name, string Value)[] settings) =>
        TestServer.Start(settings.ToDictionary(s => s.Name, s => (string?)s.Value, StringComparer.Ordinal));
}
