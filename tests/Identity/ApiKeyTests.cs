using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Parley.Identity;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Identity;

[Trait("Requirement", "IDN-05")]
public sealed class ApiKeyTests(TestServer server) : IClassFixture<TestServer>
{
    private readonly HttpClient _client = server.Anonymous();

    [Fact]
    public async Task A_key_is_shown_once_and_stored_as_a_digest()
    {
        var admin = await server.Admin();
        var made = await Create(admin, "The shop", Scopes.Read, Scopes.SendMessages);
        var key = made.GetProperty("key").GetString()!;
        key.ShouldStartWith(made.GetProperty("prefix").GetString()!);

        var list = await (await admin.GetAsync("/api/api-keys")).Content.ReadAsStringAsync();
        list.ShouldContain("The shop");
        list.ShouldContain(made.GetProperty("prefix").GetString()!);
        list.ShouldNotContain(key);
        ((string)(await server.Scalar("SELECT string_agg(k::text || encode(k.digest, 'escape'), ' ') FROM api_keys k"))!).ShouldNotContain(key);
    }

    [Theory]
    [InlineData("X-Api-Key", "")]
    [InlineData("apikey", "")]
    [InlineData("Authorization", "Bearer ")]
    public async Task A_key_is_taken_in_three_headers(string header, string before)
    {
        var key = (await Create(await server.Admin(), "A program", Scopes.Read)).GetProperty("key").GetString()!;
        var me = await (await _client.Send(HttpMethod.Get, "/api/auth/me", null, (header, before + key))).Json();
        me.TryGetProperty("user", out _).ShouldBeFalse();
        me.GetProperty("tenant").GetProperty("id").GetGuid().ShouldBe(server.Tenant.Value);
        me.GetProperty("scopes").EnumerateArray().Select(s => s.GetString()).ShouldBe([Scopes.Read]);
    }

    [Fact]
    public async Task A_scope_opens_what_the_table_says_and_no_more()
    {
        var (read, all) = (await server.ApiKey(Scopes.Read), await server.ApiKey(Scopes.All));
        (await read.GetAsync("/api/tenant")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await (await read.PatchAsJsonAsync("/api/tenant", new { })).ShouldBeProblem(HttpStatusCode.Forbidden, "forbidden");
        (await all.PatchAsJsonAsync("/api/tenant", new { })).StatusCode.ShouldBe(HttpStatusCode.OK);
        // A key makes no keys and no people, whatever its scopes.
        await (await all.PostAsJsonAsync("/api/api-keys", new { name = "more", scopes = new[] { "*" } })).ShouldBeProblem(HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task A_revoked_key_opens_nothing_from_that_moment_and_stays_in_the_list()
    {
        var admin = await server.Admin();
        var made = await Create(admin, "Leaked", Scopes.Read);
        var key = ("X-Api-Key", made.GetProperty("key").GetString()!);
        (await _client.Send(HttpMethod.Get, "/api/auth/me", null, key)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await admin.DeleteAsync($"/api/api-keys/{made.GetProperty("id").GetString()}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await (await _client.Send(HttpMethod.Get, "/api/auth/me", null, key)).ShouldBeProblem(HttpStatusCode.Unauthorized, "not-signed-in");
        (await Item(admin, made)).GetProperty("state").GetString().ShouldBe("revoked");
    }

    [Fact]
    public async Task A_key_that_is_revoked_on_one_node_is_refused_by_the_others()
    {
        var sameKey = new Dictionary<string, string?>(StringComparer.Ordinal) { ["PARLEY_MASTER_KEY"] = Convert.ToBase64String(new byte[32]) };
        await using var one = await TestServer.Start(sameKey);
        await using var other = await TestServer.Start(sameKey, one.Database);
        var admin = await one.Admin();
        var made = await Create(admin, "Shared", Scopes.Read);
        var key = ("X-Api-Key", made.GetProperty("key").GetString()!);
        (await other.Anonymous().Send(HttpMethod.Get, "/api/auth/me", null, key)).StatusCode.ShouldBe(HttpStatusCode.OK);

        await admin.DeleteAsync($"/api/api-keys/{made.GetProperty("id").GetString()}");
        // Sooner than the other node's memory fades by itself.
        await Wait.Until(async () => (await other.Anonymous().Send(HttpMethod.Get, "/api/auth/me", null, key)).StatusCode == HttpStatusCode.Unauthorized, TimeSpan.FromSeconds(4));
    }

    [Fact]
    public async Task A_key_ends_when_it_expires()
    {
        var clock = new ShiftedClock();
        await using var shifted = await TestServer.Start(replace: services => Clock.Use(services, clock));
        var made = await (await (await shifted.Admin()).PostAsJsonAsync("/api/api-keys", new { name = "For a week", scopes = new[] { Scopes.Read }, expiresAt = clock.GetUtcNow().AddDays(7) })).Json(HttpStatusCode.Created);
        var key = ("X-Api-Key", made.GetProperty("key").GetString()!);
        (await shifted.Anonymous().Send(HttpMethod.Get, "/api/auth/me", null, key)).StatusCode.ShouldBe(HttpStatusCode.OK);
        clock.Move(TimeSpan.FromDays(7.01));
        // It is remembered for a few seconds, and refused all the same.
        (await shifted.Anonymous().Send(HttpMethod.Get, "/api/auth/me", null, key)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_list_says_when_a_key_was_last_used()
    {
        var admin = await server.Admin();
        var made = await Create(admin, "Busy", Scopes.Read);
        (await Item(admin, made)).TryGetProperty("lastUsedAt", out _).ShouldBeFalse();
        await _client.Send(HttpMethod.Get, "/api/auth/me", null, ("X-Api-Key", made.GetProperty("key").GetString()!));
        (await Item(admin, made)).GetProperty("lastUsedAt").GetDateTimeOffset().ShouldBe(TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task The_list_comes_in_pages()
    {
        var tenant = await server.Database.NewTenant();
        var admin = await server.Member(tenant, Role.Admin);
        var made = new List<string>();
        for (var i = 0; i < 5; i++) made.Insert(0, (await Create(admin, $"Key {i}", Scopes.Read)).GetProperty("id").GetString()!);

        var (seen, cursor) = (new List<string>(), "");
        do
        {
            var page = await (await admin.GetAsync($"/api/api-keys?limit=2&cursor={cursor}")).Json();
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!));
            cursor = page.TryGetProperty("nextCursor", out var next) ? next.GetString() : null;
        }
        while (cursor is not null);
        seen.ShouldBe(made);
    }

    [Fact]
    public async Task A_key_needs_a_name_known_scopes_and_a_future()
    {
        var admin = await server.Admin();
        await (await admin.PostAsJsonAsync("/api/api-keys", new { name = "", scopes = new[] { Scopes.Read } })).ShouldObjectTo("name");
        await (await admin.PostAsJsonAsync("/api/api-keys", new { name = "n", scopes = Array.Empty<string>() })).ShouldObjectTo("scopes");
        await (await admin.PostAsJsonAsync("/api/api-keys", new { name = "n", scopes = new[] { "everything" } })).ShouldObjectTo("scopes");
        await (await admin.PostAsJsonAsync("/api/api-keys", new { name = "n", scopes = new[] { Scopes.Read }, expiresAt = "2020-01-01T00:00:00Z" })).ShouldObjectTo("expiresAt");
    }

    private static async Task<JsonElement> Create(HttpClient admin, string name, params string[] scopes) =>
        await (await admin.PostAsJsonAsync("/api/api-keys", new { name, scopes })).Json(HttpStatusCode.Created);

    private static async Task<JsonElement> Item(HttpClient admin, JsonElement made) =>
        (await (await admin.GetAsync("/api/api-keys?limit=500")).Json()).GetProperty("items").EnumerateArray().Single(i => i.GetProperty("id").GetString() == made.GetProperty("id").GetString());
}
