using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Parley.Identity;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Identity;

[Trait("Requirement", "IDN-06")]
public sealed class TokenTests(TestServer server) : IClassFixture<TestServer>
{
    private readonly HttpClient _client = server.Anonymous();

    [Fact]
    public async Task A_program_signs_in_as_a_person_and_goes_on_with_refresh_tokens()
    {
        var first = await Token(await NewPerson());
        first.GetProperty("tokenType").GetString().ShouldBe("Bearer");
        first.GetProperty("expiresIn").GetInt32().ShouldBe(3600);
        (await Me(first)).StatusCode.ShouldBe(HttpStatusCode.OK);

        var second = await (await Refresh(first)).Json();
        (await Me(second)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var third = await (await Refresh(second)).Json();
        (await Me(third)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_refresh_token_that_comes_twice_ends_everything_that_came_from_that_sign_in()
    {
        var email = await NewPerson();
        var (copied, apart) = (await Token(email), await Token(email));
        var next = await (await Refresh(copied)).Json();

        await (await Refresh(copied)).ShouldBeProblem(HttpStatusCode.Unauthorized, "not-signed-in");
        await (await Refresh(next)).ShouldBeProblem(HttpStatusCode.Unauthorized, "not-signed-in");
        (await Me(copied)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await Me(next)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await Me(apart)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Of_two_that_bring_the_same_refresh_token_at_once_one_gets_the_next()
    {
        var token = await Token(await NewPerson());
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Refresh(token)));
        answers.Count(a => a.StatusCode == HttpStatusCode.OK).ShouldBe(1);
    }

    [Fact]
    public async Task An_access_token_is_over_after_an_hour_and_a_refresh_token_after_thirty_days()
    {
        var clock = new ShiftedClock();
        await using var shifted = await TestServer.Start(replace: services => Clock.Use(services, clock));
        var client = shifted.Anonymous();
        var token = await (await client.PostAsJsonAsync("/api/auth/token", new { email = TestServer.OwnerEmail, password = TestServer.Password })).Json();

        clock.Move(TimeSpan.FromMinutes(61));
        (await client.Send(HttpMethod.Get, "/api/auth/me", null, Bearer(token))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var next = await (await client.PostAsJsonAsync("/api/auth/refresh", new { refreshToken = token.GetProperty("refreshToken").GetString() })).Json();
        (await client.Send(HttpMethod.Get, "/api/auth/me", null, Bearer(next))).StatusCode.ShouldBe(HttpStatusCode.OK);

        clock.Move(TimeSpan.FromDays(30.1));
        await (await client.PostAsJsonAsync("/api/auth/refresh", new { refreshToken = next.GetProperty("refreshToken").GetString() })).ShouldBeProblem(HttpStatusCode.Unauthorized, "not-signed-in");
    }

    [Fact]
    public async Task Signing_out_and_a_new_password_end_refresh_tokens_too()
    {
        var email = await NewPerson();
        var (signedOut, changed) = (await Token(email), await Token(email));
        (await _client.Send(HttpMethod.Post, "/api/auth/logout", null, Bearer(signedOut))).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await (await Refresh(signedOut)).ShouldBeProblem(HttpStatusCode.Unauthorized, "not-signed-in");

        var cookie = await _client.CookieOf(email, TestServer.Password);
        await _client.Send(HttpMethod.Post, "/api/auth/password", new { currentPassword = TestServer.Password, newPassword = "another long one" }, ("Cookie", cookie));
        await (await Refresh(changed)).ShouldBeProblem(HttpStatusCode.Unauthorized, "not-signed-in");
    }

    [Fact]
    public async Task A_token_that_was_tampered_with_is_none()
    {
        var token = (await Token(await NewPerson())).GetProperty("accessToken").GetString()!;
        var changed = token[..^8] + (token[^8] == 'A' ? 'B' : 'A') + token[^7..];
        (await _client.Send(HttpMethod.Get, "/api/auth/me", null, ("Authorization", "Bearer " + changed))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Refresh_tokens_stand_in_the_database_as_digests_only()
    {
        var token = (await Token(await NewPerson())).GetProperty("refreshToken").GetString()!;
        ((string)(await server.Scalar("SELECT string_agg(r::text || encode(r.digest, 'escape'), ' ') FROM refresh_tokens r"))!).ShouldNotContain(token);
    }

    [Fact]
    public async Task Somebody_of_two_tenants_chooses_one_for_a_request_or_for_the_sign_in()
    {
        var (email, second) = (await NewPerson(), await server.Database.NewTenant("Second"));
        var user = new UserId((Guid)(await server.Scalar("SELECT id FROM users WHERE email = $1", email))!);
        await server.Join(user, second, Role.Admin);
        var token = await Token(email);

        (await Where(token)).ShouldBe((server.Tenant.Value, "vendor"));
        (await Where(token, second.ToString())).ShouldBe((second.Value, "admin"));
        (await Where(token)).ShouldBe((server.Tenant.Value, "vendor"));

        (await _client.Send(HttpMethod.Post, "/api/auth/tenant", new { tenant = second.ToString() }, Bearer(token))).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Where(token)).ShouldBe((second.Value, "admin"));
        (await Where(token, "default")).ShouldBe((server.Tenant.Value, "vendor"));
    }

    [Fact]
    public async Task A_tenant_of_others_cannot_be_chosen()
    {
        var (token, others) = (await Token(await NewPerson()), await server.Database.NewTenant("Others"));
        await (await _client.Send(HttpMethod.Get, "/api/auth/me", null, Bearer(token), ("X-Parley-Tenant", others.ToString()))).ShouldBeProblem(HttpStatusCode.Forbidden, "forbidden");
        await (await _client.Send(HttpMethod.Get, "/api/auth/me", null, Bearer(token), ("X-Parley-Tenant", Guid.NewGuid().ToString()))).ShouldBeProblem(HttpStatusCode.Forbidden, "forbidden");
        await (await _client.Send(HttpMethod.Post, "/api/auth/tenant", new { tenant = others.ToString() }, Bearer(token))).ShouldBeProblem(HttpStatusCode.NotFound, "not-found");
    }

    private async Task<(Guid Tenant, string Role)> Where(JsonElement token, string? tenant = null)
    {
        (string, string)[] headers = tenant is null ? [Bearer(token)] : [Bearer(token), ("X-Parley-Tenant", tenant)];
        var me = await (await _client.Send(HttpMethod.Get, "/api/auth/me", null, headers)).Json();
        return (me.GetProperty("tenant").GetProperty("id").GetGuid(), me.GetProperty("role").GetString()!);
    }

    private async Task<JsonElement> Token(string email) => await (await _client.PostAsJsonAsync("/api/auth/token", new { email, password = TestServer.Password })).Json();

    private Task<HttpResponseMessage> Refresh(JsonElement token) => _client.PostAsJsonAsync("/api/auth/refresh", new { refreshToken = token.GetProperty("refreshToken").GetString() });

    private Task<HttpResponseMessage> Me(JsonElement token) => _client.Send(HttpMethod.Get, "/api/auth/me", null, Bearer(token));

    private static (string, string) Bearer(JsonElement token) => ("Authorization", "Bearer " + token.GetProperty("accessToken").GetString());

    private async Task<string> NewPerson()
    {
        var email = $"person-{Guid.NewGuid():N}@example.com";
        await server.NewUser(server.Tenant, Role.Vendor, email);
        return email;
    }
}
