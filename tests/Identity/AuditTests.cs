using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;
using Parley.Identity;
using Parley.Platform.Data;
using Parley.Tests.Campaigns;
using Parley.Tests.Contacts.Import;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Identity;

[Trait("Requirement", "IDN-09")]
public sealed class AuditTests(TestServer server) : IClassFixture<TestServer>, IAsyncLifetime
{
    private readonly HttpClient _client = server.Anonymous();
    private TenantId _tenant;
    private HttpClient _admin = null!;

    public async ValueTask InitializeAsync()
    {
        _tenant = await server.Database.NewTenant("Watched");
        _admin = await server.Member(_tenant, Role.Admin);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_call_that_changes_something_is_recorded_before_its_answer_leaves()
    {
        var made = await (await _admin.PostAsJsonAsync("/api/api-keys", new { name = "Kept out of the log", scopes = new[] { "read" } })).Json(HttpStatusCode.Created);
        var line = (await Log()).Single();
        line.GetProperty("action").GetString().ShouldBe("POST /api/api-keys");
        line.GetProperty("words").GetString().ShouldBe("Create an API key");
        line.GetProperty("targets").EnumerateArray().Single().GetString().ShouldBe(made.GetProperty("id").GetString());
        line.GetProperty("status").GetInt32().ShouldBe(201);
        line.GetProperty("ip").GetString().ShouldBe("127.0.0.1");
        line.GetProperty("actor").GetString().ShouldStartWith("admin-");
        line.GetRawText().ShouldNotContain("Kept out of the log"); // bodies are nobody's business
    }

    [Fact]
    public async Task What_was_begun_is_recorded_whatever_the_answer_looks_like()
    {
        var stage = new CampaignStage { Server = server, Tenant = _tenant, Api = _admin };
        await stage.Sender("desk");
        var (to, numbers) = (CampaignStage.NewNumbers(1)[0], CampaignStage.NewNumbers(2));

        var done = await _admin.Post("/api/bulk", new { recipients = numbers, text = "Hi" }, prefer: "wait=30");
        (done.Status, await Target("POST /api/bulk")).ShouldBe((200, done["id"]));
        var waits = await _admin.Post("/api/bulk", new { recipients = numbers, text = "Hi" }, prefer: "respond-async");
        (waits.Status, await Target("POST /api/bulk")).ShouldBe((202, waits["id"]));

        var import = await (await _admin.PostAsync("/api/contacts/imports", ImportCalls.Form($"phone,name\n{to},Ana\n", ("start", "true")))).Json(HttpStatusCode.Accepted);
        (await Target("POST /api/contacts/imports")).ShouldBe(import.GetProperty("id").GetString());

        var list = await _admin.Post("/api/broadcasts", new { name = "Friends", numbers });
        var send = await _admin.Post($"/api/broadcasts/{list.Id}/send", new { text = "Hi" });
        (send.Status, await Target("POST /api/broadcasts/{id}/send")).ShouldBe((202, $"{list.Id} {send.Id}"));

        var campaign = await stage.Create(2, "Hi");
        await stage.UntilReady(campaign);
        var test = await _admin.Post($"/api/campaigns/{campaign}/test", new { to });
        (test.Status, await Target("POST /api/campaigns/{id}/test")).ShouldBe((202, $"{campaign} {test.Id}"));

        var first = await _admin.Post("/api/messages", new { to, text = "Hi" }, key: "once");
        (await _admin.Post("/api/messages", new { to, text = "Hi" }, key: "once"))["id"].ShouldBe(first["id"]);
        (await Target("POST /api/messages")).ShouldBe(first["id"]);
    }

    [Fact]
    public async Task Other_systems_routes_are_recorded_with_what_they_made()
    {
        var stage = new CampaignStage { Server = server, Tenant = _tenant, Api = _admin };
        await stage.Sender("desk");
        var numbers = CampaignStage.NewNumbers(2);
        await Made("/session/start", new { sessionId = "second", phoneNumber = CampaignStage.NewNumbers(1)[0] }, "id");
        await Made("/message/send", new { sessionId = "desk", to = numbers[0], text = "Hi" }, "message.id");
        await Made("/message/send-bulk", new { sessionId = "desk", recipients = numbers, text = "Hi" }, "bulkId");
        await Made("/message/send-all", new { recipients = numbers, text = "Hi" }, "bulkId");
        await Made("/whatsapp/bulk-send", new { numbers, message = "Hi" }, "bulkId");
        var list = await Made("/whatsapp/broadcast/create", new { name = "Friends", numbers }, "broadcast.id");
        await Made($"/whatsapp/broadcast/{list}/send", new { message = "Hi" }, "broadcast.progress.sendId", $"{list} ", "/whatsapp/broadcast/{id}/send");
        await Made("/send", new { contacts = numbers, message = "Hi" }, "job_id");
        await Made("/api/messages/send", new { to = numbers[0], message = "Hi" }, "data.messageId");
        await Made("/api/messages/queue", new { to = numbers[0], message = "Hi", delay = 60_000 }, "data.messageId");
        await Made("/api/messages/campaign-send", new { contacts = numbers, message = "Hi" }, "data.campaignId");
        await Made("/api/messages/campaign-schedule", new { contacts = numbers, message = "Hi", scheduledAt = TimeProvider.System.GetUtcNow().AddHours(1) }, "data.campaignId");
        foreach (var (path, field) in new[] { ("/upload", "file_id"), ("/upload_attachment", "attachment_id") })
        {
            var made = await (await _admin.PostAsync(path, ImportCalls.Form($"phone,name\n{numbers[0]},Ana\n"))).Json();
            (await Target("POST " + path)).ShouldBe(made.GetProperty(field).GetString(), path);
        }
    }

    [Fact]
    public async Task What_is_refused_is_recorded_too_with_who_tried()
    {
        var vendor = await server.Member(_tenant, Role.Vendor);
        await vendor.DeleteAsync($"/api/users/{Guid.NewGuid()}");
        await _admin.DeleteAsync($"/api/api-keys/{Guid.NewGuid()}");
        (await Log()).Select(l => (l.GetProperty("action").GetString(), l.GetProperty("status").GetInt32()))
            .ShouldBe([("DELETE /api/api-keys/{id}", 404), ("DELETE /api/users/{id}", 403)]);
    }

    [Fact]
    public async Task Reading_is_not_recorded()
    {
        await _admin.GetAsync("/api/users");
        (await Log()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Signing_in_failing_and_being_locked_out_are_recorded_in_every_tenant_of_the_person()
    {
        var email = $"person-{Guid.NewGuid():N}@example.com";
        var user = await server.NewUser(_tenant, Role.Vendor, email);
        await server.Join(user, server.Tenant, Role.Vendor);
        await _client.Login(email, TestServer.Password);
        for (var i = 0; i < 5; i++) await _client.Login(email, "wrong");

        string[] expected = ["sign-in.locked", "sign-in.failed", "sign-in.failed", "sign-in.failed", "sign-in.failed", "sign-in"];
        (await Log()).Select(l => l.GetProperty("action").GetString()).ShouldBe(expected);
        (await (await (await server.Owner()).GetAsync($"/api/audit?userId={user}")).Json()).GetProperty("items").GetArrayLength().ShouldBe(expected.Length);
    }

    [Fact]
    public async Task What_nobodys_email_tried_is_the_operators_to_see()
    {
        var email = $"nobody-{Guid.NewGuid():N}@example.com";
        await _client.Login(email, "wrong");
        (await (await (await server.Owner()).GetAsync($"/api/audit?actor={email}")).Json()).GetProperty("items").EnumerateArray().Single().GetProperty("action").GetString().ShouldBe("sign-in.failed");
        (await Log()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_copied_refresh_token_is_recorded()
    {
        var email = $"person-{Guid.NewGuid():N}@example.com";
        await server.NewUser(_tenant, Role.Vendor, email);
        var token = await (await _client.PostAsJsonAsync("/api/auth/token", new { email, password = TestServer.Password })).Json();
        for (var i = 0; i < 2; i++) await _client.PostAsJsonAsync("/api/auth/refresh", new { refreshToken = token.GetProperty("refreshToken").GetString() });
        (await Log())[0].GetProperty("action").GetString().ShouldBe("refresh-token.reused");
    }

    [Fact]
    public async Task The_log_is_filtered_and_comes_in_pages()
    {
        for (var i = 0; i < 5; i++) await _admin.PatchAsJsonAsync("/api/tenant", new { name = $"Name {i}" });
        await _admin.PatchAsJsonAsync("/api/tenant", new { name = "" });
        var key = (await (await _admin.PostAsJsonAsync("/api/api-keys", new { name = "k", scopes = new[] { "*" } })).Json(HttpStatusCode.Created)).GetProperty("id").GetString();

        (await Count("action=settings")).ShouldBe(6);
        (await Count("action=PATCH")).ShouldBe(6);
        (await Count("action=100%25")).ShouldBe(0);
        (await Count("action=POST%20/api/api-keys&action=settings")).ShouldBe(7);
        (await Count("action=PATCH%20/api/tenant")).ShouldBe(6);
        (await Count("action=POST%20/api/api-key")).ShouldBe(1); // a part
        (await Count("action=PATCH%20/api/tenant&failed=true&action=")).ShouldBe(1);
        (await Count("failed=true")).ShouldBe(1);
        (await Count("failed=false")).ShouldBe(6);
        (await Count($"target={key}")).ShouldBe(1);
        (await Count("actor=ADMIN-")).ShouldBe(7);
        (await Count("from=2030-01-01T00:00:00Z")).ShouldBe(0);
        (await Count("to=2020-01-01T00:00:00Z")).ShouldBe(0);
        (await Count("from=0001-01-01T00:00:00Z&to=9999-12-31T23:59:59.9999999Z")).ShouldBe(7);
        await _admin.PostAsync($"/api/messages/{Guid.NewGuid()}/cancel", null);
        (await Count("action=/api/messages/")).ShouldBe(1);
        (await Count("action=POST%20/api/messages")).ShouldBe(0, "a whole action is not a part of another one");
        var now = TimeProvider.System.GetUtcNow();
        (await Count($"from={now.AddMinutes(-5):O}&to={now.AddMinutes(5):O}".Replace("+", "%2B"))).ShouldBe(8);

        var (seen, cursor) = (0, "");
        do
        {
            var page = await (await _admin.GetAsync($"/api/audit?limit=3&cursor={cursor}")).Json();
            seen += page.GetProperty("items").GetArrayLength();
            cursor = page.TryGetProperty("nextCursor", out var next) ? next.GetString() : null;
        }
        while (cursor is not null);
        seen.ShouldBe(8);
    }

    [Theory]
    [InlineData("UPDATE audit_log SET actor = 'somebody else'")]
    [InlineData("DELETE FROM audit_log")]
    [InlineData("TRUNCATE audit_log")]
    public async Task Nobody_changes_the_log_through_the_tenants_door(string statement)
    {
        await _admin.PatchAsJsonAsync("/api/tenant", new { name = "Changed" });
        await using var connection = await server.Db.OpenTenant(_tenant, default);
        await using var command = new NpgsqlCommand(statement, connection);
        (await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task A_thousand_calls_at_once_leave_a_thousand_lines()
    {
        var (calls, rounds) = (50, 20);
        for (var round = 0; round < rounds; round++) await Task.WhenAll(Enumerable.Range(0, calls).Select(_ => _admin.PatchAsJsonAsync("/api/tenant", new { name = "Busy" })));
        (await server.Scalar("SELECT count(*) FROM audit_log WHERE tenant_id = $1", _tenant.Value)).ShouldBe((long)(calls * rounds));
    }

    private async Task<List<JsonElement>> Log() => [.. (await (await _admin.GetAsync("/api/audit")).Json()).GetProperty("items").EnumerateArray()];

    /// <summary>What the newest call of that kind was about.</summary>
    private async Task<string> Target(string action) =>
        string.Join(' ', (await Log()).First(line => line.GetProperty("action").GetString() == action).GetProperty("targets").EnumerateArray().Select(target => target.GetString()));

    private async Task<string> Made(string path, object body, string id, string before = "", string? route = null)
    {
        var made = await _admin.Post(path, body);
        made.Status.ShouldBe(200, made.Body.GetRawText());
        (await Target("POST " + (route ?? path))).ShouldBe(before + made[id], path);
        return made[id]!;
    }

    private async Task<int> Count(string filter) => (await (await _admin.GetAsync($"/api/audit?{filter}")).Json()).GetProperty("items").GetArrayLength();
}
