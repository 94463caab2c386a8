using Parley.Identity;
using Parley.Platform.Data;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Campaigns;

/// <summary>A fresh tenant of a running server with what tests of campaigns need again and again.</summary>
public sealed class CampaignStage
{
    private static int _numbers;

    public required TestServer Server { get; init; }
    public required TenantId Tenant { get; init; }
    public required HttpClient Api { get; init; }

    public static async Task<CampaignStage> On(TestServer server)
    {
        var tenant = await server.Database.NewTenant();
        return new CampaignStage { Server = server, Tenant = tenant, Api = await server.Member(tenant, Role.Admin) };
    }

    public Task<Guid> Sender(string? name = null, object? pacing = null) => Server.ConnectedSender(Api, Tenant, name, pacing);

    /// <summary>A sender that is nowhere connected.</summary>
    public async Task<Guid> IdleSender(string? name = null)
    {
        var answer = await Api.Post("/api/senders", new { name = name ?? "Idle " + Guid.NewGuid().ToString("N")[..6], phoneNumber = NewNumbers(1)[0], driver = "simulator" });
        answer.Status.ShouldBe(201);
        return answer.Id;
    }

    /// <summary>An uploaded file.</summary>
    public async Task<Guid> Picture()
    {
        using var form = new MultipartFormDataContent();
        form.Add(new ByteArrayContent(Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")) { Headers = { ContentType = new("image/png") } }, "file", "sale.png");
        using var answer = await Api.PostAsync("/api/media", form);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        return System.Text.Json.JsonSerializer.Deserialize<System.Text.Json.JsonElement>(await answer.Content.ReadAsStringAsync()).GetProperty("id").GetGuid();
    }

    public static string[] NewNumbers(int count)
    {
        var first = Interlocked.Add(ref _numbers, count) - count;
        return [.. Enumerable.Range(first, count).Select(n => $"+55219{80_000_000 + n}")];
    }

    public static object[] People(int count) => [.. NewNumbers(count).Select((number, n) => new { phoneNumber = number, variables = new { name = "Person " + n } })];

    /// <summary>Creates a campaign and says its id.</summary>
    public async Task<Guid> Create(object body)
    {
        var answer = await Api.Post("/api/campaigns", body);
        answer.Status.ShouldBe(201, answer.Body.GetRawText());
        return answer.Id;
    }

    public Task<Guid> Create(int people, string text = "Hi {{name}}") => Create(new { name = "Test", template = text, contacts = People(people) });

    public Task<Answer> Show(Guid campaign) => Api.Get($"/api/campaigns/{campaign}");

    public Task<Answer> Stats(Guid campaign) => Api.Get($"/api/campaigns/{campaign}/stats");

    public async Task Start(Guid campaign) => (await Api.Post($"/api/campaigns/{campaign}/start")).ShouldBe200();

    public Task UntilState(Guid campaign, string state) => Wait.Until(async () => (await Show(campaign))["state"] == state, condition: $"the campaign is {state}");

    public Task UntilReady(Guid campaign) => Wait.Until(async () => (await Show(campaign))["audience.phase"] == "ready", condition: "the audience is ready");

    /// <summary>What the ledger itself says, by state.</summary>
    public async Task<IReadOnlyDictionary<string, long>> Ledger(Guid campaign)
    {
        var text = (string)(await Server.Scalar("SELECT coalesce(jsonb_object_agg(state, n), '{}')::text FROM (SELECT state, count(*) AS n FROM messages WHERE queue_id = $1 GROUP BY 1) s", campaign))!;
        return System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, long>>(text)!;
    }

    /// <summary>Contacts that the tenant knows already.</summary>
    public Task AddContacts(int count, string prefix = "+55319", string? tag = null) => Server.Execute("""
        INSERT INTO contacts (id, tenant_id, phone, name, tags, created_at, updated_at)
        SELECT gen_random_uuid(), $1, $2 || (80000000 + n), 'Contact ' || n, CASE WHEN $4 = '' THEN '{}' ELSE ARRAY[$4] END, now(), now() FROM generate_series(1, $3) n
        """, Tenant.Value, prefix, count, tag ?? "");
}

internal static class AnswerChecks
{
    public static void ShouldBe200(this Answer answer) => answer.Status.ShouldBe(200, answer.Body.ValueKind == System.Text.Json.JsonValueKind.Undefined ? "" : answer.Body.GetRawText());
}
