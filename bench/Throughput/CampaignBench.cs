using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Parley.Identity;
using Parley.Identity.ApiKeys;

namespace Parley.Bench.Throughput;

/// <summary>P3: start, pause, resume and stop of a campaign over HTTP, and how long its audience takes to be written into the ledger.</summary>
internal static class CampaignBench
{
    private const int Rounds = 100;

    public static async Task<BenchResult> Run(int people)
    {
        await using var server = await BenchServer.Start();
        await AddPeople(server, people);
        var key = ApiKeyText.New();
        await server.Execute("INSERT INTO api_keys (id, tenant_id, name, prefix, digest, scopes, created_by, created_at) VALUES (gen_random_uuid(), $1, 'bench', $2, $3, $4, 'bench', now())",
            server.Tenant.Value, ApiKeyText.Prefix(key), ApiKeyText.Digest(key), new[] { Scopes.All });
        using var api = new HttpClient { BaseAddress = server.Address };
        api.DefaultRequestHeaders.Add("X-Api-Key", key);

        var expanding = Stopwatch.StartNew();
        var campaign = await Create(api);
        // Started while it expands: the calls must not wait for the batches.
        var during = new List<double> { await Call(api, campaign, "start") };
        while (await Phase(server, campaign) == "expanding")
        {
            during.Add(await Call(api, campaign, "pause"));
            during.Add(await Call(api, campaign, "resume"));
        }
        expanding.Stop();
        var total = (long)(await server.Scalar("SELECT count(DISTINCT recipient) FROM messages WHERE queue_id = $1", campaign))!;
        if (total != people) throw new InvalidOperationException($"{total} recipients instead of {people}.");

        var calm = new List<double>();
        for (var n = 0; n < Rounds; n++)
        {
            calm.Add(await Call(api, campaign, "pause"));
            calm.Add(await Call(api, campaign, "resume"));
        }
        var checking = Stopwatch.GetTimestamp();
        using (var checkedOnce = await api.PostAsync($"/api/campaigns/{campaign}/check", null)) checkedOnce.EnsureSuccessStatusCode();
        var check = Stopwatch.GetElapsedTime(checking).TotalSeconds;
        var pages = await Pages(server, api, campaign, people);
        var csv = await Read(api, $"/api/campaigns/{campaign}/recipients.csv") / 1000;
        calm.Add(await Call(api, campaign, "stop"));
        var stats = Stopwatch.StartNew();
        (await api.GetAsync($"/api/campaigns/{campaign}/stats")).EnsureSuccessStatusCode();
        return new BenchResult("P3", $"moves of a campaign with {people} recipients: p99", "ms", Percentile(calm, 0.99), new()
        {
            ["p50"] = Percentile(calm, 0.5),
            ["p99WhileExpanding"] = Percentile(during, 0.99),
            ["expandSeconds"] = expanding.Elapsed.TotalSeconds,
            ["statsMs"] = stats.Elapsed.TotalMilliseconds,
            ["checkSeconds"] = check,
            ["recipientsPageP99"] = Percentile(pages.Plain, 0.99),
            ["recipientsRarePageP99"] = Percentile(pages.Rare, 0.99),
            ["recipientsSearchP99"] = Percentile(pages.Search, 0.99),
            ["csvSeconds"] = csv,
        });
    }

    /// <summary>Pages of the recipients' table from places all over the campaign, as they are, of what is rare, and of one person.</summary>
    private static async Task<(List<double> Plain, List<double> Rare, List<double> Search)> Pages(BenchServer server, HttpClient api, Guid campaign, int people)
    {
        await server.Execute("UPDATE messages SET state = 'failed', reason = 'recipient-not-on-whatsapp', due_at = NULL WHERE id IN (SELECT id FROM messages WHERE queue_id = $1 ORDER BY id LIMIT 200 OFFSET $2)", campaign, people / 2);
        var (plain, rare, search, random) = (new List<double>(), new List<double>(), new List<double>(), new Random(1));
        for (var n = 0; n < Rounds; n++)
        {
            var after = (Guid)(await server.Scalar("SELECT id FROM messages WHERE queue_id = $1 ORDER BY id LIMIT 1 OFFSET $2", campaign, random.Next(people - 100)))!;
            plain.Add(await Read(api, $"/api/campaigns/{campaign}/recipients?limit=50&cursor={Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(after.ToString())).TrimEnd('=')}"));
            rare.Add(await Read(api, $"/api/campaigns/{campaign}/recipients?limit=50&state=failed"));
            search.Add(await Read(api, $"/api/campaigns/{campaign}/recipients?search=%2B5521{900000000 + random.Next(people)}"));
        }
        return (plain, rare, search);
    }

    private static async Task<double> Read(HttpClient api, string path)
    {
        var began = Stopwatch.GetTimestamp();
        using var answer = await api.GetAsync(path);
        answer.EnsureSuccessStatusCode();
        await answer.Content.CopyToAsync(Stream.Null);
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    private static Task AddPeople(BenchServer server, int people) => server.Execute("""
        INSERT INTO contacts (id, tenant_id, phone, name, variables, created_at, updated_at)
        SELECT gen_random_uuid(), $1, '+5521' || (900000000 + n), 'Person ' || n, jsonb_build_object('city', 'Recife'), now(), now() FROM generate_series(1, $2) n
        """, server.Tenant.Value, people);

    private static async Task<Guid> Create(HttpClient api)
    {
        using var answer = await api.PostAsJsonAsync("/api/campaigns", new { name = "Bench", template = "Hi {{name}} of {{city}}", audience = new { all = true } });
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
    }

    private static async Task<double> Call(HttpClient api, Guid campaign, string move)
    {
        // A campaign without senders comes into waiting_for_login by itself; it may be paused from there as well.
        var began = Stopwatch.GetTimestamp();
        using var answer = await api.PostAsync($"/api/campaigns/{campaign}/{move}", null);
        answer.EnsureSuccessStatusCode();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    private static async Task<string> Phase(BenchServer server, Guid campaign) => (string)(await server.Scalar("SELECT phase FROM campaign_audiences WHERE campaign_id = $1", campaign))!;

    private static double Percentile(List<double> values, double share)
    {
        values.Sort();
        return values[(int)((values.Count - 1) * share)];
    }
}
