using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Parley.Identity;
using Parley.Platform.Data;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Identity;

[Trait("Requirement", "IDN-04")]
public sealed class UserTests(TestServer server) : IClassFixture<TestServer>, IAsyncLifetime
{
    private readonly HttpClient _client = server.Anonymous();
    private TenantId _tenant;
    private UserId _ownerId;
    private HttpClient _owner = null!;
    private HttpClient _admin = null!;

    public async ValueTask InitializeAsync()
    {
        _tenant = await server.Database.NewTenant("People");
        _ownerId = await server.NewUser(_tenant, Role.Owner);
        _owner = await server.SignedIn(_ownerId);
        _admin = await server.Member(_tenant, Role.Admin);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_newcomer_gets_a_one_time_password_that_opens_nothing_but_the_choice_of_another()
    {
        var made = await Invite(_admin, "admin");
        var (email, password) = (made.GetProperty("email").GetString()!, made.GetProperty("oneTimePassword").GetString()!);
        var cookie = ("Cookie", await _client.CookieOf(email, password));
        (await (await _client.Send(HttpMethod.Get, "/api/auth/me", null, cookie)).Json()).GetProperty("user").GetProperty("mustChangePassword").GetBoolean().ShouldBeTrue();
        await (await _client.Send(HttpMethod.Get, "/api/users", null, cookie)).ShouldBeProblem(HttpStatusCode.Forbidden, "password-change-required");

        (await _client.Send(HttpMethod.Post, "/api/auth/password", new { currentPassword = password, newPassword = "one of my own" }, cookie)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await _client.Send(HttpMethod.Get, "/api/users", null, cookie)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await (await _client.Send(HttpMethod.Get, "/api/auth/me", null, cookie)).Json()).GetProperty("user").GetProperty("mustChangePassword").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task A_one_time_password_is_over_after_a_week()
    {
        var clock = new ShiftedClock();
        await using var shifted = await TestServer.Start(replace: services => Clock.Use(services, clock));
        var made = await Invite(await shifted.Admin(), "vendor");
        clock.Move(TimeSpan.FromDays(7.01));
        await (await shifted.Anonymous().Login(made.GetProperty("email").GetString()!, made.GetProperty("oneTimePassword").GetString()!)).ShouldBeProblem(HttpStatusCode.Unauthorized, "wrong-credentials");
    }

    [Fact]
    public async Task Somebody_who_has_an_account_keeps_the_password_and_belongs_to_both()
    {
        var email = $"both-{Guid.NewGuid():N}@example.com";
        await server.NewUser(server.Tenant, Role.Vendor, email);
        var made = await (await _admin.PostAsJsonAsync("/api/users", new { email = email.ToUpperInvariant(), role = "admin" })).Json(HttpStatusCode.Created);
        made.TryGetProperty("oneTimePassword", out _).ShouldBeFalse();
        var me = await (await _client.Send(HttpMethod.Get, "/api/auth/me", null, ("Cookie", await _client.CookieOf(email, TestServer.Password)))).Json();
        me.GetProperty("tenants").GetArrayLength().ShouldBe(2);
        await (await _admin.PostAsJsonAsync("/api/users", new { email, role = "admin" })).ShouldBeProblem(HttpStatusCode.Conflict, "conflict");
    }

    [Fact]
    public async Task A_new_role_counts_from_the_next_request_on()
    {
        var person = await server.NewUser(_tenant, Role.Vendor);
        var client = await server.SignedIn(person);
        (await client.GetAsync("/api/users")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await ChangeRole(_admin, person, "admin")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await client.GetAsync("/api/users")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await ChangeRole(_owner, person, "vendor")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await client.GetAsync("/api/users")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Only_owners_make_change_reset_and_remove_owners()
    {
        var second = await server.NewUser(_tenant, Role.Owner);
        var admin = await server.NewUser(_tenant, Role.Admin);
        await (await _admin.PostAsJsonAsync("/api/users", new { email = "new-owner@example.com", role = "owner" })).ShouldBeProblem(HttpStatusCode.Forbidden, "forbidden");
        await (await ChangeRole(_admin, admin, "owner")).ShouldBeProblem(HttpStatusCode.Forbidden, "forbidden");
        await (await ChangeRole(_admin, second, "vendor")).ShouldBeProblem(HttpStatusCode.Forbidden, "forbidden");
        await (await _admin.PostAsync($"/api/users/{second}/reset-password", null)).ShouldBeProblem(HttpStatusCode.Forbidden, "forbidden");
        await (await _admin.DeleteAsync($"/api/users/{second}")).ShouldBeProblem(HttpStatusCode.Forbidden, "forbidden");
        (await ChangeRole(_owner, admin, "owner")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await _owner.DeleteAsync($"/api/users/{second}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task The_last_owner_can_be_neither_removed_nor_demoted()
    {
        await (await ChangeRole(_owner, _ownerId, "admin")).ShouldBeProblem(HttpStatusCode.Conflict, "illegal-state");
        await (await _owner.DeleteAsync($"/api/users/{_ownerId}")).ShouldBeProblem(HttpStatusCode.Conflict, "illegal-state");
    }

    [Fact]
    public async Task Of_owners_who_remove_each_other_at_once_one_stays()
    {
        for (var round = 0; round < 5; round++)
        {
            var tenant = await server.Database.NewTenant();
            var owners = new List<UserId>();
            for (var i = 0; i < 4; i++) owners.Add(await server.NewUser(tenant, Role.Owner));
            var clients = new List<HttpClient>();
            foreach (var owner in owners) clients.Add(await server.SignedIn(owner));
            // Each removes the next one, all at the same moment.
            await Task.WhenAll(clients.Select((client, i) => client.DeleteAsync($"/api/users/{owners[(i + 1) % owners.Count]}")));
            (await server.Scalar("SELECT count(*) FROM memberships WHERE tenant_id = $1", tenant.Value)).ShouldNotBe(0L);
        }
    }

    [Fact]
    public async Task Whoever_is_removed_is_out_at_once_and_the_account_goes_with_the_last_tenant()
    {
        var person = await server.NewUser(_tenant, Role.Admin);
        var client = await server.SignedIn(person);
        (await client.GetAsync("/api/users")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await _admin.DeleteAsync($"/api/users/{person}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await client.GetAsync("/api/users")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await server.Scalar("SELECT count(*) FROM users WHERE id = $1", person.Value)).ShouldBe(0L);

        var both = await server.NewUser(_tenant, Role.Admin);
        await server.Join(both, server.Tenant, Role.Vendor);
        (await _admin.DeleteAsync($"/api/users/{both}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await server.Scalar("SELECT count(*) FROM users WHERE id = $1", both.Value)).ShouldBe(1L);
    }

    [Fact]
    public async Task A_reset_password_ends_sessions_and_opens_a_locked_door()
    {
        var email = $"forgetful-{Guid.NewGuid():N}@example.com";
        var person = await server.NewUser(_tenant, Role.Vendor, email);
        var client = await server.SignedIn(person);
        for (var i = 0; i < 5; i++) await _client.Login(email, "wrong");

        var reset = await (await _admin.PostAsync($"/api/users/{person}/reset-password", null)).Json();
        (await client.GetAsync("/api/auth/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await _client.Login(email, reset.GetProperty("oneTimePassword").GetString()!)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task An_admin_cannot_take_over_an_account_that_opens_other_tenants()
    {
        var both = await server.NewUser(server.Tenant, Role.Vendor);
        await server.Join(both, _tenant, Role.Vendor);
        await (await _admin.PostAsync($"/api/users/{both}/reset-password", null)).ShouldBeProblem(HttpStatusCode.Conflict, "illegal-state");
    }

    [Fact]
    public async Task The_list_holds_the_people_of_the_tenant_and_no_others()
    {
        var list = await (await _admin.GetAsync("/api/users")).Json();
        list.GetProperty("total").GetInt64().ShouldBe(2);
        list.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("role").GetString()).ShouldBe(["admin", "owner"], ignoreOrder: true);
    }

    [Fact]
    [Trait("Requirement", "IDN-01")]
    public async Task The_tenants_door_shows_no_credentials_of_people_and_no_people_of_others()
    {
        await using var connection = await server.Db.OpenTenant(_tenant, default);
        await using (var ask = new Npgsql.NpgsqlCommand("SELECT count(*) FROM (SELECT id FROM users) u", connection)) (await ask.ExecuteScalarAsync()).ShouldBe(2L);
        await using var peek = new Npgsql.NpgsqlCommand("SELECT password_hash FROM users", connection);
        (await Should.ThrowAsync<Npgsql.PostgresException>(() => peek.ExecuteScalarAsync())).SqlState.ShouldBe(Npgsql.PostgresErrorCodes.InsufficientPrivilege);
    }

    private static async Task<JsonElement> Invite(HttpClient admin, string role) =>
        await (await admin.PostAsJsonAsync("/api/users", new { email = $"new-{Guid.NewGuid():N}@example.com", name = "New", role })).Json(HttpStatusCode.Created);

    private static Task<HttpResponseMessage> ChangeRole(HttpClient client, UserId user, string role) => client.PatchAsJsonAsync($"/api/users/{user}", new { role });
}
