using Microsoft.Extensions.DependencyInjection;
using Parley.Campaigns;
using Parley.Outbox;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Campaigns;

/// <summary>What may go out while an audience is being written down, step by step: a server without workers, whose work the test does.</summary>
public sealed class AudienceGateTests : IAsyncLifetime
{
    private const int Batch = 10;
    private TestServer _server = null!;
    private CampaignStage _stage = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.Start(new Dictionary<string, string?>(StringComparer.Ordinal) { ["ROLES"] = "web", ["Campaigns:Batch"] = $"{Batch}" });
        _stage = await CampaignStage.On(_server);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    [Trait("Requirement", "CMP-01")]
    [Trait("Requirement", "CMP-02")]
    [Trait("Requirement", "CMP-11")]
    public async Task A_replaced_audience_is_never_let_go_by_start_pause_or_resume()
    {
        await _stage.AddContacts(25, tag: "old");
        await _stage.AddContacts(5, "+55419", "new");
        var campaign = await Written(new { name = "Replaced", template = "Hello", audience = new { tags = new[] { "old" } } });
        (await _stage.Api.Patch($"/api/campaigns/{campaign}", new { audience = new { tags = new[] { "new" } } }))["audience.phase"].ShouldBe("clearing");

        await _stage.Start(campaign);
        (await Queue(campaign)).ShouldBe("held");
        (await _stage.Api.Post($"/api/campaigns/{campaign}/pause")).ShouldBe200();
        (await _stage.Api.Post($"/api/campaigns/{campaign}/resume")).ShouldBe200();
        (await Queue(campaign)).ShouldBe("held");
        await Work();
        (await Phase(campaign)).ShouldBe("clearing 15");
        (await Queue(campaign)).ShouldBe("held");

        await WorkAll();
        (await Phase(campaign)).ShouldBe("ready 5");
        (await Queue(campaign)).ShouldBe("open");
        (await _stage.Show(campaign))["state"].ShouldBe("running");
    }

    [Fact]
    [Trait("Requirement", "CMP-11")]
    public async Task A_message_in_a_drivers_hands_is_not_forgotten_with_its_audience()
    {
        await _stage.AddContacts(3, tag: "old");
        var campaign = await Written(new { name = "In flight", template = "Hello", audience = new { tags = new[] { "old" } } });
        await _server.Execute("UPDATE messages SET state = 'sending', due_at = NULL, lease = 1, lease_until = now() + interval '1 hour' WHERE id = (SELECT id FROM messages WHERE queue_id = $1 LIMIT 1)", campaign);
        await _stage.AddContacts(2, "+55419", "new");
        (await _stage.Api.Patch($"/api/campaigns/{campaign}", new { audience = new { tags = new[] { "new" } } })).ShouldBe200();
        await WorkAll();
        (await _stage.Ledger(campaign)).OrderBy(one => one.Key, StringComparer.Ordinal).ShouldBe([new("pending", 2), new("sending", 1)]);
    }

    [Fact]
    [Trait("Requirement", "MSG-08")]
    public async Task A_campaign_that_is_started_while_it_is_written_down_comes_back_when_somebody_lacks_a_variable()
    {
        await _stage.AddContacts(25);
        var campaign = await _stage.Create(new { name = "Codes", template = "Hi {{code}}", audience = new { all = true } });
        await _stage.Start(campaign);
        (await Queue(campaign)).ShouldBe("held");
        await Work();
        (await _stage.Api.Post($"/api/campaigns/{campaign}/pause")).ShouldBe200();
        (await _stage.Api.Post($"/api/campaigns/{campaign}/resume")).ShouldBe200();
        (await Phase(campaign)).ShouldBe("expanding 10");
        (await Queue(campaign)).ShouldBe("held");

        await WorkAll();
        var shown = await _stage.Show(campaign);
        shown["state"].ShouldBe("draft");
        shown["startedAt"].ShouldBeNull();
        shown["problem"]!.ShouldContain("code (25)");
        (await Queue(campaign)).ShouldBe("held");
        (await _stage.Api.Post($"/api/campaigns/{campaign}/start"))["type"].ShouldBe("unknown-variables");
        (await _stage.Api.Post($"/api/campaigns/{campaign}/start", new { skipIncomplete = true })).ShouldBe200();
        (await Queue(campaign)).ShouldBe("open");
    }

    [Fact]
    [Trait("Requirement", "MSG-08")]
    public async Task It_goes_by_itself_when_everybody_is_written_down_and_has_what_the_text_needs()
    {
        await _stage.AddContacts(25);
        var (campaign, paused) = (await _stage.Create(new { name = "Names", template = "Hi {{name}}", audience = new { all = true } }), await _stage.Create(new { name = "Paused", template = "Hi {{name}}", audience = new { all = true } }));
        var careless = await _stage.Create(new { name = "Whoever", template = "Hi {{code}}", audience = new { all = true } });
        var plain = await _stage.Create(new { name = "Plain", template = "Hi {{name|there}}", audience = new { all = true } });
        foreach (var one in new[] { campaign, paused, plain }) await _stage.Start(one);
        (await _stage.Api.Post($"/api/campaigns/{careless}/start", new { skipIncomplete = true })).ShouldBe200();
        (await _stage.Api.Post($"/api/campaigns/{paused}/pause")).ShouldBe200();
        (await Queue(campaign)).ShouldBe("held");
        (await Queue(careless)).ShouldBe("open", "who lacks something is left out, and that was asked for");
        (await Queue(plain)).ShouldBe("open", "it needs nothing of anybody");

        await WorkAll();
        (await Queue(campaign)).ShouldBe("open");
        (await Queue(paused)).ShouldBe("held");
        (await _stage.Api.Post($"/api/campaigns/{paused}/resume")).ShouldBe200();
        (await Queue(paused)).ShouldBe("open");
        (await _stage.Show(careless))["state"].ShouldBe("running");
    }

    [Fact]
    [Trait("Requirement", "CMP-03")]
    [Trait("Requirement", "MSG-08")]
    public async Task A_campaign_that_could_not_start_at_its_time_is_a_draft_that_nothing_but_a_person_starts()
    {
        await _stage.AddContacts(25);
        var soon = TimeProvider.System.GetUtcNow().AddHours(1);
        var early = await _stage.Create(new { name = "Early", template = "Hi {{code}}", audience = new { all = true }, scheduledStart = soon });
        await _server.Execute("UPDATE campaigns SET scheduled_start = now() - interval '1 second' WHERE id = $1", early);
        await _server.Services.GetRequiredService<AdvanceCampaigns>().Once(default);
        (await _stage.Show(early))["startedAt"].ShouldNotBeNull();
        (await Queue(early)).ShouldBe("held");
        await WorkAll();
        await StaysADraft(early);

        var late = await Written(new { name = "Late", template = "Hi {{code}}", audience = new { all = true }, scheduledStart = soon });
        await _server.Execute("UPDATE campaigns SET scheduled_start = now() - interval '1 second' WHERE id = $1", late);
        await _server.Services.GetRequiredService<AdvanceCampaigns>().Once(default);
        await StaysADraft(late);

        async Task StaysADraft(Guid campaign)
        {
            var shown = await _stage.Show(campaign);
            (shown["state"], shown["scheduledStart"], shown["startedAt"]).ShouldBe(("draft", null, null));
            shown["problem"]!.ShouldContain("code (25)");
            (await _stage.Api.Patch($"/api/campaigns/{campaign}", new { name = "Another name", skipIncomplete = true }))["state"].ShouldBe("draft");
            await _server.Services.GetRequiredService<AdvanceCampaigns>().Once(default);
            (await _stage.Show(campaign))["state"].ShouldBe("draft");
        }
    }

    [Fact]
    [Trait("Requirement", "CMP-03")]
    public async Task A_start_that_has_passed_is_refused_and_one_that_is_kept_is_not()
    {
        var past = new { name = "Late", template = "Hi", contacts = CampaignStage.People(1), scheduledStart = "2001-01-01T00:00:00Z" };
        (await _stage.Api.Post("/api/campaigns", past))["errors.scheduledStart.0"].ShouldBe("scheduledStart lies in the past.");
        var campaign = await _stage.Create(new { name = "Soon", template = "Hi", contacts = CampaignStage.People(1), scheduledStart = TimeProvider.System.GetUtcNow().AddSeconds(-20) });
        (await _stage.Show(campaign))["state"].ShouldBe("scheduled", "a clock may be a little slow");
        (await _stage.Api.Patch($"/api/campaigns/{campaign}", new { past.scheduledStart })).Status.ShouldBe(400);
        await _server.Execute("UPDATE campaigns SET scheduled_start = now() - interval '1 hour' WHERE id = $1", campaign);
        (await _stage.Api.Patch($"/api/campaigns/{campaign}", new { name = "Overdue" })).ShouldBe200();
    }

    [Fact]
    [Trait("Requirement", "CMP-02")]
    public async Task Other_senders_and_shares_deal_the_people_who_are_there_and_ask_nobody_anew()
    {
        await _stage.AddContacts(25, tag: "vip");
        var (a, b) = (await _stage.IdleSender(), await _stage.IdleSender());
        await _server.Execute("UPDATE contacts SET last_sender_id = $2 WHERE tenant_id = $1", _stage.Tenant.Value, a);
        var campaign = await Written(new { name = "Dealt", template = "Hello", audience = new { tags = new[] { "vip" } } });
        (await Pins()).ShouldBe("25");
        await _server.Execute("UPDATE contacts SET tags = '{}' WHERE tenant_id = $1", _stage.Tenant.Value);

        var changed = await _stage.Api.Patch($"/api/campaigns/{campaign}", new { senderIds = new[] { b }, variants = new object[] { new { template = "A", weight = 1 }, new { template = "B {{name}} {{code}}", weight = 1 } } });
        (changed["audience.phase"], changed["audience.total"]).ShouldBe(("ready", "25"));
        (await Pins()).ShouldBe("0", "their own sender is none of the campaign's any more");
        var second = (long)(await _server.Scalar("SELECT count(*) FROM messages WHERE queue_id = $1 AND variant = 1", campaign))!;
        second.ShouldBeInRange(1, 24);
        changed["audience.missingVariables.code"].ShouldBe($"{second}");

        async Task<string> Pins() => $"{await _server.Scalar("SELECT count(*) FROM messages WHERE queue_id = $1 AND pin = $2", campaign, a)}";
    }

    [Fact]
    [Trait("Requirement", "CMP-02")]
    public async Task An_audience_whose_source_is_gone_fails_and_says_so_instead_of_losing_people()
    {
        var source = await _stage.Create(25, "Hello");
        var campaign = await _stage.Create(new { name = "Again", template = "Hello", audience = new { campaignId = source } });
        await Work();
        (await Phase(campaign)).ShouldBe("expanding 10");
        (await _stage.Api.Delete($"/api/campaigns/{source}")).Status.ShouldBe(204);
        var sender = await _stage.IdleSender();
        (await _stage.Api.Patch($"/api/campaigns/{campaign}", new { senderIds = new[] { sender } }))["errors"]!.ShouldContain("audience.campaignId");
        (await _stage.Api.Post($"/api/campaigns/{campaign}/check")).Status.ShouldBe(422);
        await WorkAll();
        var shown = await _stage.Show(campaign);
        shown["state"].ShouldBe("failed");
        shown["problem"]!.ShouldContain("was deleted before everybody in it was written down");
    }

    [Fact]
    [Trait("Requirement", "CMP-02")]
    public async Task An_import_stays_for_as_long_as_a_campaign_is_made_of_it()
    {
        var import = Guid.CreateVersion7();
        await _stage.AddContacts(3);
        await _server.Execute("INSERT INTO jobs (id, tenant_id, kind, state, input, created_by, created_at) VALUES ($1, $2, 'test', 'completed', '{}', 'test', now())", import, _stage.Tenant.Value);
        await _server.Execute("""
            INSERT INTO imports (id, tenant_id, target, file_name, bytes, layout, preview, job_id, created_by, created_at) VALUES ($1, $2, 'contacts', 'people.csv', 1, '{}', '{}', $1, 'test', now())
            """, import, _stage.Tenant.Value);
        await _server.Execute("INSERT INTO import_people (import_id, tenant_id, contact_id) SELECT $1, tenant_id, id FROM contacts WHERE tenant_id = $2", import, _stage.Tenant.Value);
        var campaign = await Written(new { name = "File", template = "Hello", audience = new { importId = import } });
        var refused = await _stage.Api.Delete($"/api/contacts/imports/{import}");
        refused.Status.ShouldBe(409);
        refused["detail"]!.ShouldContain("the campaign File");
        var sender = await _stage.IdleSender();
        (await _stage.Api.Patch($"/api/campaigns/{campaign}", new { senderIds = new[] { sender } }))["audience.total"].ShouldBe("3");
        await _stage.Start(campaign);
        (await _stage.Api.Delete($"/api/contacts/imports/{import}")).Status.ShouldBe(204, "everybody is written down");
        (await _stage.Ledger(campaign))["pending"].ShouldBe(3);
    }

    [Fact]
    [Trait("Requirement", "CMP-07")]
    public async Task The_queue_of_a_campaign_that_completed_long_ago_is_closed_and_opened_again_by_a_retry()
    {
        var campaign = await _stage.Create(3, "Hello");
        await _stage.Start(campaign);
        await _server.Execute("UPDATE messages SET state = 'failed', due_at = NULL, reason = 'not-on-whatsapp', finished_at = now() WHERE queue_id = $1", campaign);
        await _server.Execute("UPDATE campaigns SET state = 'completed', finished_at = now() - interval '2 days' WHERE id = $1", campaign);
        await FinishedQueues.Close(_server.Db, AdvanceCampaigns.Ended, TimeProvider.System.GetUtcNow(), default);
        (await Queue(campaign)).ShouldBe("closed");
        (await _stage.Api.Post($"/api/campaigns/{campaign}/retry-failed")).Status.ShouldBe(202);
        (await Queue(campaign)).ShouldBe("open");
        await WorkAll();
        (await _stage.Show(campaign))["audience.phase"].ShouldBe("ready");
        (await _server.Scalar("SELECT count(*) FROM messages WHERE queue_id = $1 AND due_at IS NOT NULL", campaign)).ShouldBe(3L);
    }

    [Fact]
    [Trait("Requirement", "MSG-05")]
    public async Task The_same_key_makes_one_campaign_and_one_test_however_often_it_comes()
    {
        var sender = await _stage.IdleSender();
        var people = CampaignStage.People(2);
        var body = new { name = "Once", template = "Hi {{name}}", contacts = people };
        var first = await _stage.Api.Post("/api/campaigns", body, key: "campaign");
        first.Status.ShouldBe(201);
        (await _stage.Api.Post("/api/campaigns", body, key: "campaign")).Id.ShouldBe(first.Id);
        (await _stage.Api.Post("/api/campaigns", new { name = "Other", template = "Hi", contacts = people }, key: "campaign"))["type"].ShouldBe("idempotency-mismatch");
        (await _stage.Api.Post("/api/campaigns", body, key: "a b")).Status.ShouldBe(400);

        foreach (var (path, request, id) in new (string, object, string)[]
        {
            ("/api/messages/campaign-send", new { message = "Hi", contacts = CampaignStage.NewNumbers(1) }, "data.campaignId"),
            ("/api/messages/campaign-schedule", new { message = "Hi", contacts = CampaignStage.NewNumbers(1), scheduledAt = TimeProvider.System.GetUtcNow().AddHours(1) }, "data.campaignId"),
            ("/send", new { message = "Hi", contacts = CampaignStage.NewNumbers(1) }, "job_id"),
            ($"/api/campaigns/{first.Id}/test", new { to = CampaignStage.NewNumbers(1)[0], senderId = sender }, "id"),
        })
        {
            var once = await _stage.Api.Post(path, request, key: "of" + path);
            once.Status.ShouldBeInRange(200, 202, once.Body.GetRawText());
            (await _stage.Api.Post(path, request, key: "of" + path))[id].ShouldBe(once[id].ShouldNotBeNull());
        }
        (await _server.Scalar("SELECT count(*) FROM campaigns WHERE tenant_id = $1", _stage.Tenant.Value)).ShouldBe(4L);
    }

    [Fact]
    [Trait("Requirement", "MSG-05")]
    public async Task A_job_that_could_not_begin_gives_its_key_back()
    {
        var people = CampaignStage.NewNumbers(1);
        (await _stage.Api.Post("/send", new { message = "Hi {{code}}", contacts = people }, key: "again")).Status.ShouldBe(422);
        (await _stage.Api.Post("/send", new { message = "Hi", contacts = people }, key: "again")).ShouldBe200();
    }

    [Fact]
    [Trait("Requirement", "CMP-02")]
    public async Task What_has_the_wrong_type_is_refused_by_its_name()
    {
        foreach (var (field, body) in new (string, object)[]
        {
            ("contacts[1].variables", new { name = "x", template = "Hi", contacts = new object[] { new { phoneNumber = "+5511987654321" }, new { phoneNumber = "+5511987654322", variables = "nonsense" } } }),
            ("timeZone", new { name = "x", template = "Hi", contacts = CampaignStage.People(1), timeZone = "Mars/Base" }),
            ("template.text", new { name = "x", template = "Hi {{Order No}} {{1st}}", contacts = CampaignStage.People(1) }),
        })
        {
            var answer = await _stage.Api.Post("/api/campaigns", body);
            answer.Status.ShouldBe(400, field);
            answer.Body.GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue(answer.Body.GetRawText());
        }
        var campaign = await _stage.Create(1, "Hi");
        foreach (var (field, body) in new (string, object)[]
        {
            ("template.poll.options", new { template = new { poll = new { question = "?", options = new[] { "one" } } } }),
            ("variants[1]", """{"variants": [{"template": "A"}, null]}"""),
            ("senderIds[0]", """{"senderIds": [null]}"""),
            ("contacts[0]", """{"contacts": [null]}"""),
        })
        {
            var answer = await _stage.Api.Patch($"/api/campaigns/{campaign}", body);
            answer.Status.ShouldBe(400, field);
            answer.Body.GetProperty("errors").EnumerateObject().Select(error => error.Name).ShouldBe([field]);
        }
    }

    private async Task<Guid> Written(object body)
    {
        var campaign = await _stage.Create(body);
        await WorkAll();
        return campaign;
    }

    private Task<bool> Work() => _server.Services.GetRequiredService<WorkAudience>().Once(default);

    private async Task WorkAll()
    {
        while (await Work()) { }
    }

    private async Task<string?> Queue(Guid campaign) => (string?)await _server.Scalar("SELECT state FROM outbox_queues WHERE id = $1", campaign);

    /// <summary>The phase, and how many rows there are.</summary>
    private async Task<string?> Phase(Guid campaign) => (string?)await _server.Scalar("SELECT phase || ' ' || (SELECT count(*) FROM messages WHERE queue_id = $1) FROM campaign_audiences WHERE campaign_id = $1", campaign);
}
