using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Analytics;

[Trait("Requirement", "ANA-01")]
public sealed class ShowActivityTests(TestServer server) : IClassFixture<TestServer>
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Every_hour_of_the_span_has_its_figures_and_other_tenants_have_no_part_in_them()
    {
        await using var own = await TestServer.Start();
        await Tally(own, own.Tenant.Value, Noon, "simulator", "sent", "", 5);
        await Tally(own, own.Tenant.Value, Noon.AddHours(1), "simulator", "sent", "", 2);
        await Tally(own, own.Tenant.Value, Noon.AddHours(1), "simulator", "read", "", 3);
        await Tally(own, own.Tenant.Value, Noon.AddHours(1), "simulator", "received", "", 1);
        await Tally(own, own.Tenant.Value, Noon.AddHours(1), "", "suppressed", "opted-out", 4);
        await Tally(own, own.Tenant.Value, Noon.AddHours(1), "simulator", "failed", "recipient-not-on-whatsapp", 2);
        await Tally(own, own.Tenant.Value, Noon.AddHours(1), "simulator", "retried", "", 2);
        await Tally(own, own.Tenant.Value, Noon.AddHours(1), "simulator", "fell_back", "", 1);
        await Tally(own, own.Tenant.Value, Noon.AddHours(3), "simulator", "sent", "", 100); // past the end
        await Tally(own, Guid.NewGuid(), Noon, "simulator", "sent", "", 1000);

        var answer = await Ask(await own.Admin(), "?from=2026-03-01T12:10:00Z&to=2026-03-01T14:30:00Z");
        answer.GetProperty("by").GetString().ShouldBe("hour");
        answer.GetProperty("buckets").EnumerateArray().Select(bucket => (bucket.GetProperty("at").GetDateTimeOffset(), Figures(bucket.GetProperty("figures")))).ShouldBe(
            [(Noon, (5, 0, 0, 0, 0)), (Noon.AddHours(1), (2, 3, 2, 4, 1)), (Noon.AddHours(2), (0, 0, 0, 0, 0))]);
        Figures(answer.GetProperty("total")).ShouldBe((7, 3, 2, 4, 1));
        Figures(answer.GetProperty("byDriver").GetProperty("simulator")).ShouldBe((7, 3, 2, 0, 1));
        answer.GetProperty("byDriver").GetProperty("simulator").GetProperty("failedAttempts").GetInt64().ShouldBe(3);
        var reasons = answer.GetProperty("reasons").EnumerateArray().ToList();
        reasons.Select(reason => (reason.GetProperty("reason").GetString(), reason.GetProperty("amount").GetInt64())).ShouldBe([("opted-out", 4), ("recipient-not-on-whatsapp", 2)]);
        reasons.ShouldAllBe(reason => reason.GetProperty("words").GetString()!.Length > 10);
    }

    [Fact]
    public async Task Days_begin_at_midnight_where_the_tenant_is()
    {
        await using var own = await TestServer.Start();
        await own.Execute("UPDATE tenants SET time_zone = 'America/Sao_Paulo' WHERE id = $1", own.Tenant.Value);
        var midnight = new DateTimeOffset(2026, 3, 2, 3, 0, 0, TimeSpan.Zero);
        await Tally(own, own.Tenant.Value, midnight.AddHours(-1), "simulator", "sent", "", 5);
        await Tally(own, own.Tenant.Value, midnight, "simulator", "sent", "", 7);

        var answer = await Ask(await own.Admin(), "?from=2026-03-01T12:00:00Z&to=2026-03-04T12:00:00Z");
        answer.GetProperty("by").GetString().ShouldBe("day");
        answer.GetProperty("buckets").EnumerateArray().Select(bucket => (bucket.GetProperty("at").GetDateTimeOffset(), bucket.GetProperty("figures").GetProperty("sent").GetInt64())).ShouldBe(
            [(midnight.AddDays(-1), 5), (midnight, 7), (midnight.AddDays(1), 0), (midnight.AddDays(2), 0)]);
    }

    [Theory]
    [InlineData("from=1999-01-01T00:00:00Z", "from")]
    [InlineData("from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z", "from")]
    [InlineData("from=2025-01-01T00:00:00Z&to=2026-01-01T00:00:00Z", "from")]
    [InlineData("by=minute", "by")]
    public async Task A_span_that_makes_no_sense_is_a_400_that_names_the_field(string query, string field)
    {
        var answer = await (await server.Admin()).GetAsync("/api/analytics/activity?" + query);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue();
    }

    private static Task<JsonElement> Ask(HttpClient client, string query) => client.GetFromJsonAsync<JsonElement>("/api/analytics/activity" + query);

    private static Task Tally(TestServer on, Guid tenant, DateTimeOffset hour, string driver, string metric, string reason, long amount) => on.Execute(
        "INSERT INTO sender_tallies (sender_id, hour, tenant_id, method, metric, reason, amount) VALUES (gen_random_uuid(), $1, $2, $3, $4, $5, $6)", hour, tenant, driver, metric, reason, amount);

    private static (long Sent, long Read, long Failed, long Suppressed, long Received) Figures(JsonElement f) => (f.GetProperty("sent").GetInt64(), f.GetProperty("read").GetInt64(),
        f.GetProperty("failed").GetInt64(), f.GetProperty("suppressed").GetInt64(), f.GetProperty("received").GetInt64());
}
