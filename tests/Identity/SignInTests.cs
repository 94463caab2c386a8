using System.Net;
using System.Net.Http.Json;
using Parley.Identity.SignIn;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Identity;

[Trait("Requirement", "IDN-02")]
public sealed class SignInTests(TestServer server) : IClassFixture<TestServer>
{
    private readonly HttpClient _anonymous = server.Anonymous();

    [Fact]
    public async Task A_person_signs_in_with_a_cookie_that_scripts_cannot_read_and_other_sites_cannot_send()
    {
        var answer = await _anonymous.Login(TestServer.OwnerEmail, TestServer.Password);
        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        cookie.ShouldStartWith(SignIns.CookieName + "=");
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=lax");
        cookie.ShouldNotContain("secure"); // PUBLIC_URL is http here

        var me = await (await Me(cookie.Split(';')[0])).Json();
        me.GetProperty("user").GetProperty("email").GetString().ShouldBe(TestServer.OwnerEmail);
        me.GetProperty("role").GetString().ShouldBe("owner");
        me.GetProperty("tenant").GetProperty("id").GetGuid().ShouldBe(server.Tenant.Value);
    }

    [Fact]
    public async Task Everybody_gives_themselves_a_name_and_takes_it_away()
    {
        var email = $"person-{Guid.NewGuid():N}@example.com";
        await server.NewUser(server.Tenant, Parley.Identity.Role.Vendor, email);
        var cookie = await _anonymous.CookieOf(email, TestServer.Password);
        (await Named("  Ana Souza ")).ShouldBe("Ana Souza");
        (await (await Me(cookie)).Json()).GetProperty("user").GetProperty("name").GetString().ShouldBe("Ana Souza");
        var team = await (await (await server.Admin()).GetAsync("/api/users")).Json();
        team.GetProperty("items").EnumerateArray().Single(person => person.GetProperty("email").GetString() == email).GetProperty("name").GetString().ShouldBe("Ana Souza");

        await (await Change(new { name = new string('x', 121) })).ShouldObjectTo("name");
        await (await Change(new { name = "two\nlines" })).ShouldObjectTo("name");
        (await Change(new { })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await (await Me(cookie)).Json()).GetProperty("user").GetProperty("name").GetString().ShouldBe("Ana Souza", "what is left out stays");
        (await Named(" ")).ShouldBeNull();

        Task<HttpResponseMessage> Change(object body) => _anonymous.Send(HttpMethod.Patch, "/api/auth/me", body, ("Cookie", cookie));
        async Task<string?> Named(string name) => (await (await Change(new { name })).Json()).GetProperty("user").TryGetProperty("name", out var now) ? now.GetString() : null;
    }

    [Fact]
    public async Task Where_people_come_over_https_the_cookie_travels_over_https_only()
    {
        await using var secure = await TestServer.Start(new Dictionary<string, string?>(StringComparer.Ordinal) { ["PUBLIC_URL"] = "https://parley.example" });
        var answer = await secure.Anonymous().Login(TestServer.OwnerEmail, TestServer.Password);
        answer.Headers.GetValues("Set-Cookie").Single().ShouldContain("secure");
        answer.Headers.GetValues("Strict-Transport-Security").Single().ShouldContain("max-age=");
    }

    [Fact]
    public async Task A_cookie_that_is_used_lives_on_and_one_that_rests_seven_days_is_over()
    {
        var clock = new ShiftedClock();
        await using var shifted = await TestServer.Start(replace: services => Clock.Use(services, clock));
        var client = shifted.Anonymous();
        var cookie = await client.CookieOf(TestServer.OwnerEmail, TestServer.Password);

        clock.Move(TimeSpan.FromDays(4));
        var used = await client.Send(HttpMethod.Get, "/api/auth/me", null, ("Cookie", cookie));
        used.StatusCode.ShouldBe(HttpStatusCode.OK);
        var renewed = used.Headers.GetValues("Set-Cookie").Single().Split(';')[0];

        clock.Move(TimeSpan.FromDays(4)); // the first one is eight days old now
        (await client.Send(HttpMethod.Get, "/api/auth/me", null, ("Cookie", cookie))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await client.Send(HttpMethod.Get, "/api/auth/me", null, ("Cookie", renewed))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Signing_out_ends_every_copy_of_the_cookie_and_no_other_session()
    {
        var email = await NewPerson();
        var (one, other) = (await _anonymous.CookieOf(email, TestServer.Password), await _anonymous.CookieOf(email, TestServer.Password));
        (await _anonymous.Send(HttpMethod.Post, "/api/auth/logout", null, ("Cookie", one))).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Me(one)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await Me(other)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_new_password_ends_every_other_session_at_once()
    {
        var email = await NewPerson();
        var (here, elsewhere) = (await _anonymous.CookieOf(email, TestServer.Password), await _anonymous.CookieOf(email, TestServer.Password));
        (await Me(elsewhere)).StatusCode.ShouldBe(HttpStatusCode.OK);

        var changed = await _anonymous.Send(HttpMethod.Post, "/api/auth/password", new { currentPassword = TestServer.Password, newPassword = "another long one" }, ("Cookie", here));
        changed.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Me(here)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Me(elsewhere)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await (await _anonymous.Login(email, TestServer.Password)).ShouldBeProblem(HttpStatusCode.Unauthorized, "wrong-credentials");
        (await _anonymous.Login(email, "another long one")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_new_password_needs_the_present_one_and_eight_characters()
    {
        var client = await server.Vendor();
        await (await client.PostAsJsonAsync("/api/auth/password", new { currentPassword = "not this one", newPassword = "long enough" })).ShouldObjectTo("currentPassword");
        await (await client.PostAsJsonAsync("/api/auth/password", new { currentPassword = TestServer.Password, newPassword = "short" })).ShouldObjectTo("newPassword");
        await (await client.PostAsJsonAsync("/api/auth/password", new { currentPassword = TestServer.Password, newPassword = TestServer.Password })).ShouldObjectTo("newPassword");
    }

    [Fact]
    public async Task Whoever_has_no_account_is_answered_like_whoever_mistypes()
    {
        var known = await (await _anonymous.Login(TestServer.OwnerEmail, "wrong")).Json(HttpStatusCode.Unauthorized);
        var unknown = await (await _anonymous.Login("nobody@example.com", "wrong")).Json(HttpStatusCode.Unauthorized);
        foreach (var part in new[] { "type", "title", "detail" }) unknown.GetProperty(part).GetString().ShouldBe(known.GetProperty(part).GetString());
    }

    [Fact]
    public async Task A_missing_field_is_named()
    {
        await (await _anonymous.PostAsJsonAsync("/api/auth/login", new { email = "a@example.com" })).ShouldObjectTo("password");
        await (await _anonymous.PostAsJsonAsync("/api/auth/login", new { email = "a@example.com", password = 5 })).Json(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task No_password_stands_in_the_database_in_clear() =>
        ((string)(await server.Scalar("SELECT string_agg(u::text, ' ') FROM users u"))!).ShouldNotContain(TestServer.Password);

    private Task<HttpResponseMessage> Me(string cookie) => _anonymous.Send(HttpMethod.Get, "/api/auth/me", null, ("Cookie", cookie));

    private async Task<string> NewPerson()
    {
        var email = $"person-{Guid.NewGuid():N}@example.com";
        await server.NewUser(server.Tenant, Parley.Identity.Role.Vendor, email);
        return email;
    }
}
