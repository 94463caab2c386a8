using Parley.Senders;
using Shouldly;
using static Parley.Tests.Senders.SendersServer;

namespace Parley.Tests.Senders.Stats;

[Trait("Requirement", "SND-09")]
public sealed class ShowSenderStatsTests(SendersServer server) : IClassFixture<SendersServer>
{
    [Fact]
    public async Task Messages_and_uptime_are_told_by_hour_by_day_and_by_driver()
    {
        var id = await server.Create();
        var day = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
        await server.Server.Execute("UPDATE tenants SET time_zone = 'America/Sao_Paulo' WHERE id = $1", server.Server.Tenant.Value);
        await Tally(id, day.AddHours(2), "baileys", "sent", 5); // the evening of the day before in São Paulo
        await Tally(id, day.AddHours(10), "baileys", "sent", 7);
        await Tally(id, day.AddHours(10), "baileys", "delivered", 6);
        await Tally(id, day.AddHours(10), "baileys", "failed", 1);
        await Tally(id, day.AddHours(10), "baileys", "retried", 3);
        await Tally(id, day.AddHours(10), "baileys", "fell_back", 2);
        await Tally(id, day.AddHours(10), "webjs", "sent", 2);
        await Line(id, "baileys", "connected", day.AddHours(9.5));
        await Line(id, "baileys", "disconnected", day.AddHours(10.25));

        var stats = await server.Get($"/api/senders/{id}/stats?from=2026-03-01T00:00:00Z&to=2026-03-02T00:00:00Z");
        Figures(stats.GetProperty("total")).ShouldBe((14, 6, 0, 1, 2700));
        stats.GetProperty("uptimePercent").GetDouble().ShouldBe(3.1);
        Figures(stats.GetProperty("byDriver").GetProperty("baileys")).ShouldBe((12, 6, 0, 1, 2700));
        Figures(stats.GetProperty("byDriver").GetProperty("webjs")).ShouldBe((2, 0, 0, 0, 0));
        stats.GetProperty("byDriver").GetProperty("baileys").GetProperty("failedAttempts").GetInt64().ShouldBe(5);
        stats.GetProperty("byDriver").GetProperty("webjs").GetProperty("failedAttempts").GetInt64().ShouldBe(0);
        Buckets(stats, "byHour").ShouldBe([
            (day.AddHours(2), "baileys", (5, 0, 0, 0, 0)),
            (day.AddHours(9), "baileys", (0, 0, 0, 0, 1800)),
            (day.AddHours(10), "baileys", (7, 6, 0, 1, 900)),
            (day.AddHours(10), "webjs", (2, 0, 0, 0, 0)),
        ]);
        Buckets(stats, "byDay").ShouldBe([
            (day.AddHours(-21), "baileys", (5, 0, 0, 0, 0)),
            (day.AddHours(3), "baileys", (7, 6, 0, 1, 2700)),
            (day.AddHours(3), "webjs", (2, 0, 0, 0, 0)),
        ]);
        await Refused(server.Admin.GetAsync($"/api/senders/{id}/stats?from=2025-01-01T00:00:00Z&to=2026-01-01T00:00:00Z"), 400, "validation");
    }

    private Task Tally(SenderId id, DateTimeOffset hour, string driver, string metric, long amount) => server.Server.Execute(
        "INSERT INTO sender_tallies (sender_id, hour, tenant_id, method, metric, reason, amount) VALUES ($1, $2, $3, $4, $5, '', $6)",
        id.Value, hour, server.Server.Tenant.Value, driver, metric, amount);

    private Task Line(SenderId id, string driver, string happened, DateTimeOffset at) => server.Server.Execute(
        "INSERT INTO sender_history (sender_id, tenant_id, driver, event, at) VALUES ($1, $2, $3, $4, $5)", id.Value, server.Server.Tenant.Value, driver, happened, at);

    private static (long, long, long, long, long) Figures(System.Text.Json.JsonElement f) => (f.GetProperty("sent").GetInt64(), f.GetProperty("delivered").GetInt64(),
        f.GetProperty("read").GetInt64(), f.GetProperty("failed").GetInt64(), f.GetProperty("uptimeSeconds").GetInt64());

    private static List<(DateTimeOffset, string, (long, long, long, long, long))> Buckets(System.Text.Json.JsonElement stats, string by) =>
        [.. stats.GetProperty(by).EnumerateArray().Select(b => (b.GetProperty("at").GetDateTimeOffset(), b.GetProperty("driver").GetString()!, Figures(b.GetProperty("figures"))))];
}
