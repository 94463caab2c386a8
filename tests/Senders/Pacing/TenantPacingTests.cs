using Microsoft.Extensions.DependencyInjection;
using Parley.Outbox;
using Parley.Senders;
using Parley.Tests.Campaigns;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Senders.Pacing;

[Trait("Requirement", "MSG-07")]
public sealed class TenantPacingTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_tenant_that_says_nothing_has_the_installs_gaps()
    {
        var stage = await CampaignStage.On(server);
        var pacing = await stage.Api.Get("/api/pacing");
        pacing["defaultProfile"].ShouldBe("balanced");
        Gaps(pacing).ShouldBe(["fast 2000-2000", "balanced 5000-5000", "safe 10000-10000", "human 4000-8000 every 10: 20000-40000", "none 0-0"]);
        pacing.Body.GetProperty("profiles").EnumerateArray().ShouldAllBe(profile => !profile.GetProperty("own").GetBoolean());
    }

    [Fact]
    public async Task Its_own_gap_reaches_the_senders_and_sendings_that_name_the_profile_and_nobody_elses()
    {
        var (stage, other) = (await CampaignStage.On(server), await CampaignStage.On(server));
        var (sender, others, plain) = (await stage.Sender(pacing: "fast"), await other.Sender(pacing: "fast"), await stage.Sender(pacing: "safe"));
        var campaign = await stage.Create(new { name = "Paced", template = "Hi", contacts = CampaignStage.People(1), pacing = "fast", scheduledStart = TimeProvider.System.GetUtcNow().AddDays(1) });
        await stage.UntilReady(campaign);

        (await stage.Api.Patch("/api/pacing", new { fast = new { minMs = 300, maxMs = 700, pauseEvery = 5, pauseMinMs = 1000, pauseMaxMs = 2000 } })).ShouldBe200();

        var own = new Parley.Senders.Pacing(Ms(300), Ms(700), 5, Ms(1000), Ms(2000));
        await Wait.Until(() => PaceOf(sender) == own, condition: "the sender's holder knows");
        PaceOf(others).ShouldBe(Parley.Senders.Pacing.Every(TimeSpan.FromSeconds(2)));
        PaceOf(plain).ShouldBe(Parley.Senders.Pacing.Every(TimeSpan.FromSeconds(10)));
        (await QueueOf(campaign)).Pacing.ShouldBe(own);

        // And back.
        (await stage.Api.Patch("/api/pacing", new { fast = (object?)null })).ShouldBe200();
        await Wait.Until(() => PaceOf(sender) == Parley.Senders.Pacing.Every(TimeSpan.FromSeconds(2)), condition: "the sender's holder knows again");
        (await QueueOf(campaign)).Pacing.ShouldBe(Parley.Senders.Pacing.Every(TimeSpan.FromSeconds(2)));
        (await stage.Server.Scalar("SELECT pacing IS NULL FROM tenants WHERE id = $1", stage.Tenant.Value)).ShouldBe(true);
    }

    [Fact]
    public async Task The_check_of_a_campaign_reckons_with_it()
    {
        var stage = await CampaignStage.On(server);
        await stage.Sender(pacing: "safe");
        async Task<double> Seconds() => double.Parse((await stage.Api.Post("/api/campaigns/check", new { template = "Hi", contacts = CampaignStage.People(11) }))["estimate.seconds"]!, System.Globalization.CultureInfo.InvariantCulture);
        (await Seconds()).ShouldBeInRange(100, 115);
        await stage.Api.Patch("/api/pacing", new { safe = new { minMs = 30_000, maxMs = 30_000 } });
        (await Seconds()).ShouldBeInRange(300, 345);
    }

    [Fact]
    public async Task A_new_sender_begins_with_the_tenants_default_and_a_sender_that_is_there_keeps_its_own()
    {
        var stage = await CampaignStage.On(server);
        var before = await stage.IdleSender();
        (await stage.Api.Patch("/api/pacing", new { defaultProfile = "human" }))["defaultProfile"].ShouldBe("human");
        var after = await stage.IdleSender();
        (await stage.Api.Get($"/api/senders/{after}"))["pacing.profile"].ShouldBe("human");
        (await stage.Api.Get($"/api/senders/{before}"))["pacing.profile"].ShouldBe("balanced");
        var other = await CampaignStage.On(server);
        (await other.Api.Get($"/api/senders/{await other.IdleSender()}"))["pacing.profile"].ShouldBe("balanced");
    }

    [Fact]
    public async Task What_is_left_out_stays_also_when_two_change_it_at_once()
    {
        var stage = await CampaignStage.On(server);
        await Task.WhenAll(
            stage.Api.Patch("/api/pacing", new { fast = new { minMs = 1000, maxMs = 1000 } }), stage.Api.Patch("/api/pacing", new { safe = new { minMs = 20_000, maxMs = 20_000 } }),
            stage.Api.Patch("/api/pacing", new { balanced = new { minMs = 3000, maxMs = 3000 } }), stage.Api.Patch("/api/pacing", new { defaultProfile = "safe" }));
        var pacing = await stage.Api.Get("/api/pacing");
        pacing["defaultProfile"].ShouldBe("safe");
        Gaps(pacing).ShouldBe(["fast 1000-1000", "balanced 3000-3000", "safe 20000-20000", "human 4000-8000 every 10: 20000-40000", "none 0-0"]);
        pacing["profiles.0.install.minMs"].ShouldBe("2000");
    }

    [Fact]
    [Trait("Requirement", "IDN-09")]
    public async Task Who_changed_it_stands_in_the_audit_log()
    {
        var stage = await CampaignStage.On(server);
        await stage.Api.Patch("/api/pacing", new { defaultProfile = "safe" });
        var lines = (await stage.Api.Get("/api/audit")).Body.GetProperty("items").EnumerateArray();
        lines.ShouldContain(line => line.GetProperty("action").GetString() == "PATCH /api/pacing");
    }

    [Theory]
    [InlineData("""{"fast": "human"}""", "fast")]
    [InlineData("""{"fast": {"minMs": 50, "maxMs": 2000}}""", "fast")]
    [InlineData("""{"balanced": {"minMs": 3000, "maxMs": 2000}}""", "balanced")]
    [InlineData("""{"safe": {"minMs": 1000}}""", "safe")]
    [InlineData("""{"human": {"minMs": 1000, "maxMs": 2000, "pauseEvery": 3}}""", "human")]
    public async Task What_makes_no_sense_is_refused_by_the_name_of_its_field_and_changes_nothing(string body, string field)
    {
        var stage = await CampaignStage.On(server);
        var answer = await stage.Api.Patch("/api/pacing", body);
        answer.Status.ShouldBe(400);
        answer.Body.GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue(answer.Body.GetRawText());
        (await stage.Server.Scalar("SELECT pacing IS NULL FROM tenants WHERE id = $1", stage.Tenant.Value)).ShouldBe(true);
    }

    [Theory]
    [InlineData("""{"defaultProfile": "breakneck"}""")]
    [InlineData("""{"defaultProfile": null}""")]
    public async Task A_default_that_is_no_profile_is_refused(string body) =>
        (await (await CampaignStage.On(server)).Api.Patch("/api/pacing", body)).Status.ShouldBe(400);

    private Parley.Senders.Pacing? PaceOf(Guid sender) => server.Services.GetRequiredService<OwnedSenders>().TryGet(SenderId.Of(sender), out var owned) ? owned.Pacing : null;

    private async Task<QueueSnapshot> QueueOf(Guid campaign)
    {
        await server.Execute("UPDATE outbox_queues SET state = 'open' WHERE id = $1", campaign);
        await using var connection = await server.Db.OpenEngine(TestContext.Current.CancellationToken);
        return (await QueueSnapshot.Read(connection, [QueueId.Of(campaign)], new PacingOptions(), new OutboxOptions(), TestContext.Current.CancellationToken)).Single();
    }

    private static List<string> Gaps(Answer pacing) => [.. pacing.Body.GetProperty("profiles").EnumerateArray().Select(profile =>
    {
        var gap = profile.GetProperty("gap");
        var pauses = gap.TryGetProperty("pauseEvery", out var every) ? $" every {every}: {gap.GetProperty("pauseMinMs")}-{gap.GetProperty("pauseMaxMs")}" : "";
        return $"{profile.GetProperty("profile").GetString()} {gap.GetProperty("minMs")}-{gap.GetProperty("maxMs")}{pauses}";
    })];

    private static TimeSpan Ms(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
