using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Campaigns;

/// <summary>From the draft to the last receipt, over the API and the stand-in's phones.</summary>
public sealed class CampaignLifeTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    [Trait("Requirement", "CMP-06")]
    public async Task Everybody_gets_the_personal_text_and_the_figures_say_so_exactly()
    {
        var stage = await CampaignStage.On(server);
        await stage.Sender();
        var campaign = await stage.Create(30);
        (await stage.Stats(campaign))["pending"].ShouldBe("30");
        await stage.Start(campaign);
        await stage.UntilState(campaign, "completed");
        await Wait.Until(async () => (await stage.Stats(campaign))["read"] == "30");

        var stats = await stage.Stats(campaign);
        stats["total"].ShouldBe("30");
        stats["sent"].ShouldBe("30");
        stats["delivered"].ShouldBe("30");
        stats["pending"].ShouldBe("0");
        stats["byDriver.simulator.sent"].ShouldBe("30");
        (await stage.Ledger(campaign)).ShouldBe(new Dictionary<string, long> { ["read"] = 30 });
        var message = (await stage.Api.Get($"/api/messages?campaign={campaign}&limit=1"))["items.0.content.text"]!;
        message.ShouldStartWith("Hi Person ");
    }

    [Fact]
    [Trait("Requirement", "CMP-02")]
    public async Task Doubles_invalid_blocked_and_opted_out_people_are_told_apart_and_counted()
    {
        var stage = await CampaignStage.On(server);
        var numbers = CampaignStage.NewNumbers(4);
        await server.Execute("INSERT INTO blocklist (tenant_id, phone, reason, created_by, created_at) VALUES ($1, $2, 'asked', 'test', now())", stage.Tenant.Value, numbers[1]);
        await server.Execute("INSERT INTO contacts (id, tenant_id, phone, consent, created_at, updated_at) VALUES (gen_random_uuid(), $1, $2, 'opted_out', now(), now())", stage.Tenant.Value, numbers[2]);
        var campaign = await stage.Create(new
        {
            name = "Mixed",
            template = "Hello",
            contacts = new[] { numbers[0], numbers[0][1..], numbers[1], numbers[2], numbers[3], "+55 11 1", "nobody" }.Select(n => new { phoneNumber = n }),
        });

        var shown = await stage.Show(campaign);
        shown["audience.total"].ShouldBe("4");
        shown["audience.leftOut.duplicate"].ShouldBe("1");
        shown["audience.leftOut.invalid"].ShouldBe("2");
        shown["audience.rejects.0.index"].ShouldBe("5");
        shown["audience.rejects.1.reason"].ShouldBe("not-a-number");
        var stats = await stage.Stats(campaign);
        stats["suppressed"].ShouldBe("2");
        stats["pending"].ShouldBe("2");
        stats.Body.GetProperty("reasons").EnumerateArray().Select(r => r.GetProperty("slug").GetString()).Order().ShouldBe(["blocked", "opted-out"]);
    }

    [Fact]
    [Trait("Requirement", "CON-05")]
    public async Task A_tenant_that_asks_for_consent_writes_only_to_who_opted_in()
    {
        var stage = await CampaignStage.On(server);
        await server.Execute("UPDATE tenants SET require_opt_in = true WHERE id = $1", stage.Tenant.Value);
        await stage.AddContacts(3);
        await server.Execute("UPDATE contacts SET consent = 'opted_in' WHERE tenant_id = $1 AND phone = '+5531980000001'", stage.Tenant.Value);
        var campaign = await stage.Create(new { name = "Consent", template = "Hello", audience = new { all = true } });
        await stage.UntilReady(campaign);
        var stats = await stage.Stats(campaign);
        stats["pending"].ShouldBe("1");
        stats["reasons.0.slug"].ShouldBe("not-opted-in");
        stats["reasons.0.amount"].ShouldBe("2");
    }

    [Fact]
    [Trait("Requirement", "CMP-05")]
    public async Task Pause_resume_and_stop_take_effect_and_illegal_moves_name_the_state()
    {
        var stage = await CampaignStage.On(server);
        await stage.Sender(pacing: new { minMs = 300, maxMs = 300 });
        var campaign = await stage.Create(40);
        var refused = await stage.Api.Post($"/api/campaigns/{campaign}/pause");
        refused.Status.ShouldBe(409);
        refused["type"].ShouldBe("illegal-state");
        refused["detail"]!.ShouldContain("The campaign is draft");

        await stage.Start(campaign);
        await Wait.Until(async () => int.Parse((await stage.Stats(campaign))["sent"]!) >= 2);
        (await stage.Api.Post($"/api/campaigns/{campaign}/pause")).ShouldBe200();
        await Wait.Until(async () => !(await stage.Ledger(campaign)).ContainsKey("sending"));
        var held = (await stage.Ledger(campaign))["pending"];
        var why = await stage.Api.Get($"/api/messages?campaign={campaign}&state=pending&limit=1");
        (await stage.Api.Get($"/api/messages/{why["items.0.id"]}"))["why.sentence"].ShouldBe("The campaign is paused.");

        (await stage.Api.Post($"/api/campaigns/{campaign}/resume")).ShouldBe200();
        await Wait.Until(async () => (await stage.Ledger(campaign)).GetValueOrDefault("pending") < held);
        (await stage.Api.Post($"/api/campaigns/{campaign}/stop")).ShouldBe200();
        await Wait.Until(async () => !(await stage.Ledger(campaign)).ContainsKey("pending"));
        (await stage.Show(campaign))["state"].ShouldBe("stopped");
        var stats = await stage.Stats(campaign);
        (long.Parse(stats["sent"]!) + long.Parse(stats["cancelled"]!) + long.Parse(stats["pending"]!)).ShouldBe(40);
        (await stage.Api.Post($"/api/campaigns/{campaign}/start")).Status.ShouldBe(409);
    }

    [Fact]
    [Trait("Requirement", "CMP-05")]
    public async Task A_deleted_campaign_is_gone_at_once_and_its_messages_soon_after()
    {
        var stage = await CampaignStage.On(server);
        var campaign = await stage.Create(25);
        (await stage.Api.Delete($"/api/campaigns/{campaign}")).Status.ShouldBe(204);
        (await stage.Show(campaign)).Status.ShouldBe(404);
        (await stage.Api.Delete($"/api/campaigns/{campaign}")).Status.ShouldBe(404);
        await Wait.Until(async () => (await server.Scalar("SELECT (SELECT count(*) FROM messages WHERE queue_id = $1) + (SELECT count(*) FROM campaigns WHERE id = $1) + (SELECT count(*) FROM outbox_queues WHERE id = $1)", campaign)) is 0L);
    }

    [Fact]
    [Trait("Requirement", "CMP-01")]
    public async Task Without_a_connected_sender_it_waits_and_goes_on_by_itself()
    {
        var stage = await CampaignStage.On(server);
        var campaign = await stage.Create(5);
        await stage.Start(campaign);
        await stage.UntilState(campaign, "waiting_for_login");
        await stage.Sender();
        await stage.UntilState(campaign, "completed");
        (await stage.Stats(campaign))["sent"].ShouldBe("5");
    }

    [Fact]
    [Trait("Requirement", "CMP-04")]
    public async Task Only_chosen_senders_send()
    {
        var stage = await CampaignStage.On(server);
        var (chosen, _) = (await stage.Sender("Chosen"), await stage.Sender("Other"));
        var campaign = await stage.Create(new { name = "Chosen only", template = "Hi", contacts = CampaignStage.People(12), senderIds = new[] { "chosen" } });
        await stage.Start(campaign);
        await stage.UntilState(campaign, "completed");
        (await server.Scalar("SELECT count(*) FROM messages WHERE queue_id = $1 AND sender_id = $2", campaign, chosen)).ShouldBe(12L);
        (await stage.Api.Post("/api/campaigns", new { name = "x", template = "Hi", contacts = CampaignStage.People(1), senderIds = new[] { "nobody" } })).Status.ShouldBe(422);
    }

    [Fact]
    [Trait("Requirement", "MSG-08")]
    public async Task Missing_variables_are_told_before_the_start_and_again_when_contacts_got_them()
    {
        var stage = await CampaignStage.On(server);
        await stage.Sender();
        var numbers = CampaignStage.NewNumbers(3);
        var campaign = await stage.Create(new
        {
            name = "Variables",
            template = "{{name}} owes {{debt.amount}} {{currency|EUR}}",
            contacts = new object[]
            {
                new { phoneNumber = numbers[0], variables = new { name = "Ana", debt = new { amount = 5 } } },
                new { phoneNumber = numbers[1], variables = new { debt = new { amount = "" } } },
                new { phoneNumber = numbers[2], name = "Bea" },
            },
        });
        (await stage.Show(campaign))["audience.missingVariables.name"].ShouldBe("1");
        var refused = await stage.Api.Post($"/api/campaigns/{campaign}/start");
        refused.Status.ShouldBe(422);
        refused["type"].ShouldBe("unknown-variables");
        refused["variables.name"].ShouldBe("1");
        refused.Body.GetProperty("variables").GetProperty("debt.amount").GetInt64().ShouldBe(2);
        (await stage.Show(campaign))["state"].ShouldBe("draft");

        // The contacts learn what was missing; what a recipient was given by itself stays empty.
        await server.Execute("UPDATE contacts SET name = 'Known', variables = '{\"debt\":{\"amount\":7}}' WHERE tenant_id = $1", stage.Tenant.Value);
        (await stage.Api.Post($"/api/campaigns/{campaign}/start"))["variables"].ShouldBe("{\"debt.amount\":1}");
        (await stage.Api.Post($"/api/campaigns/{campaign}/start", new { skipIncomplete = true })).ShouldBe200();
        await stage.UntilState(campaign, "completed");
        var stats = await stage.Stats(campaign);
        stats["sent"].ShouldBe("2");
        stats["failed"].ShouldBe("1");
        stats["reasons.0.slug"].ShouldBe("variable-missing");
    }

    [Fact]
    [Trait("Requirement", "CMP-08")]
    public async Task Variants_get_their_shares_and_keep_their_recipients()
    {
        var stage = await CampaignStage.On(server);
        await stage.Sender();
        await stage.AddContacts(3000);
        object body = new { name = "A/B", audience = new { all = true }, variants = new[] { new { name = "Short", weight = 70, template = "Hi" }, new { name = "Long", weight = 30, template = "Good day" } } };
        var campaign = await stage.Create(body);
        await stage.UntilReady(campaign);
        var longOnes = (long)(await server.Scalar("SELECT count(*) FROM messages WHERE queue_id = $1 AND variant = 1", campaign))!;
        longOnes.ShouldBeInRange(800, 1000);
        await stage.Start(campaign);
        await stage.UntilState(campaign, "completed");
        var stats = await stage.Stats(campaign);
        stats["byVariant.0.name"].ShouldBe("Short");
        stats["byVariant.1.sent"].ShouldBe(longOnes.ToString(System.Globalization.CultureInfo.InvariantCulture));
        // Another campaign deals anew: about 42 % of the people change sides by chance.
        var second = await stage.Create(body);
        await stage.UntilReady(second);
        ((long)(await server.Scalar("SELECT count(*) FROM messages a JOIN messages b USING (contact_id) WHERE a.queue_id = $1 AND b.queue_id = $2 AND a.variant = b.variant", campaign, second))!).ShouldBeInRange(1500, 2000);
    }

    [Fact]
    [Trait("Requirement", "CMP-07")]
    public async Task What_failed_is_tried_again_and_the_figures_follow()
    {
        var stage = await CampaignStage.On(server);
        await stage.Sender();
        var campaign = await stage.Create(new { name = "Retry", template = "{{name}}", contacts = new object[] { new { phoneNumber = CampaignStage.NewNumbers(1)[0] }, new { phoneNumber = CampaignStage.NewNumbers(1)[0], name = "Bea" } }, skipIncomplete = true });
        await stage.Start(campaign);
        await stage.UntilState(campaign, "completed");
        (await stage.Stats(campaign))["failed"].ShouldBe("1");

        await server.Execute("UPDATE contacts SET name = 'Now known' WHERE tenant_id = $1", stage.Tenant.Value);
        var retry = await stage.Api.Post($"/api/campaigns/{campaign}/retry-failed");
        retry.Status.ShouldBe(202);
        retry["retrying"].ShouldBe("1");
        await Wait.Until(async () => (await stage.Stats(campaign))["sent"] == "2");
        await stage.UntilState(campaign, "completed");
        (await stage.Stats(campaign))["failed"].ShouldBe("0");
    }

    [Fact]
    [Trait("Requirement", "CMP-03")]
    public async Task It_starts_at_its_time_and_what_is_left_at_its_end_expires()
    {
        var stage = await CampaignStage.On(server);
        await stage.Sender(pacing: new { minMs = 60_000, maxMs = 60_000 });
        var now = TimeProvider.System.GetUtcNow();
        var campaign = await stage.Create(new { name = "Short life", template = "Hi", contacts = CampaignStage.People(5), scheduledStart = now.AddSeconds(1), scheduledEnd = now.AddSeconds(5) });
        (await stage.Show(campaign))["state"].ShouldBe("scheduled");
        await stage.UntilState(campaign, "completed");
        var stats = await stage.Stats(campaign);
        stats["sent"].ShouldBe("1");
        stats["expired"].ShouldBe("4");
        stats["pending"].ShouldBe("0");
    }

    [Fact]
    [Trait("Requirement", "CMP-03")]
    public async Task Outside_its_hours_nothing_is_sent()
    {
        var stage = await CampaignStage.On(server);
        await stage.Sender();
        var hour = TimeProvider.System.GetUtcNow().Hour;
        var campaign = await stage.Create(new
        {
            name = "Later", template = "Hi", contacts = CampaignStage.People(3), timeWindowStart = $"{(hour + 2) % 24:00}:00", timeWindowEnd = $"{(hour + 4) % 24:00}:00", timeZone = "UTC",
        });
        await stage.Start(campaign);
        await Wait.Until(async () => (await server.Scalar("SELECT count(*) FROM messages WHERE queue_id = $1 AND due_at > now() + interval '30 minutes'", campaign)) is 3L);
        (await stage.Show(campaign))["state"].ShouldBe("running");
        (await stage.Stats(campaign))["sent"].ShouldBe("0");
    }

    [Fact]
    [Trait("Requirement", "CMP-01")]
    public async Task Wrong_drafts_name_the_field()
    {
        var stage = await CampaignStage.On(server);
        await stage.IdleSender();
        var people = CampaignStage.People(1);
        (object Body, string Field)[] calls =
        [
            (new { template = "Hi", contacts = people }, "name"),
            (new { name = "x", contacts = people }, "template"),
            (new { name = "x", template = "", contacts = people }, "template.text"),
            (new { name = "x", template = "Hi" }, "contacts"),
            (new { name = "x", template = "Hi", contacts = Array.Empty<object>() }, "contacts"),
            (new { name = "x", template = "Hi", contacts = people, audience = new { all = true } }, "contacts"),
            (new { name = "x", template = "Hi", audience = new { all = true, tags = new[] { "a" } } }, "audience"),
            (new { name = "x", template = "Hi", contacts = people, scheduledEnd = "2020-01-01T00:00:00Z" }, "scheduledEnd"),
            (new { name = "x", template = "Hi", contacts = people, timeWindowStart = "9" }, "timeWindowStart"),
            (new { name = "x", template = "Hi", contacts = people, timeWindowStart = "09:00", timeWindowEnd = "18:00", timeZone = "Mars/Base" }, "timeZone"),
            (new { name = "x", template = "Hi", contacts = people, weekdays = new[] { 0 } }, "weekdays"),
            (new { name = "x", template = "Hi", contacts = people, minDelay = 2, maxDelay = 5 }, "minDelay"),
            (new { name = "x", contacts = people, variants = new[] { new { template = "Hi" } } }, "variants"),
            (new { name = "x", contacts = people, variants = new[] { new { name = "A", template = "Hi" }, new { name = "a", template = "Ho" } } }, "variants"),
        ];
        foreach (var (body, field) in calls)
        {
            var answer = await stage.Api.Post("/api/campaigns", body);
            answer.Status.ShouldBe(400, field);
            answer.Body.GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue($"{field}: {answer.Body.GetRawText()}");
        }
        (await stage.Api.Get("/api/campaigns"))["items"].ShouldBe("[]");
    }

    [Fact]
    [Trait("Requirement", "IDN-01")]
    public async Task Another_tenant_neither_sees_nor_moves_a_campaign()
    {
        var stage = await CampaignStage.On(server);
        var campaign = await stage.Create(1);
        var other = (await CampaignStage.On(server)).Api;
        (await other.Get($"/api/campaigns/{campaign}")).Status.ShouldBe(404);
        (await other.Get($"/api/campaigns/{campaign}/stats")).Status.ShouldBe(404);
        foreach (var move in new[] { "start", "pause", "resume", "stop", "retry-failed" }) (await other.Post($"/api/campaigns/{campaign}/{move}")).Status.ShouldBe(404, move);
        (await other.Delete($"/api/campaigns/{campaign}")).Status.ShouldBe(404);
        (await stage.Show(campaign))["state"].ShouldBe("draft");
    }
}
