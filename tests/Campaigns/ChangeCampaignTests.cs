using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Campaigns;

/// <summary>Changing, copying and trying out a campaign.</summary>
public sealed class ChangeCampaignTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    [Trait("Requirement", "CMP-04")]
    public async Task What_is_left_out_stays_and_null_takes_away()
    {
        var stage = await CampaignStage.On(server);
        await stage.IdleSender("One");
        var campaign = await stage.Create(new
        {
            name = "Before", template = "Hi {{name}}", contacts = CampaignStage.People(3), senderIds = new[] { "one" }, pacing = "safe", timeWindowStart = "09:00", timeWindowEnd = "18:00", timeZone = "America/Sao_Paulo",
            weekdays = new[] { 1, 2 }, attempts = 5, priority = 2, enableTyping = true,
        });
        var changed = await stage.Api.Patch($"/api/campaigns/{campaign}", new { name = "After", pacing = (string?)null, attempts = 2, weekdays = (int[]?)null });
        changed.ShouldBe200();
        changed["name"].ShouldBe("After");
        changed["pacing"].ShouldBeNull();
        changed["attempts"].ShouldBe("2");
        changed["priority"].ShouldBe("2");
        changed["enableTyping"].ShouldBe("true");
        changed["window.from"].ShouldBe("09:00:00");
        changed["window.zone"].ShouldBe("America/Sao_Paulo");
        changed["window.days"].ShouldBeNull();
        changed["variants.0.content.text"].ShouldBe("Hi {{name}}");
        changed["audience.total"].ShouldBe("3");
        (await stage.Api.Patch($"/api/campaigns/{campaign}", new { senderIds = (string[]?)null }))["senderIds"].ShouldBeNull();

        (object Body, string Field)[] wrong =
        [
            (new { name = "" }, "name"), (new { name = new string('x', 121) }, "name"), (new { attempts = 11 }, "attempts"), (new { template = "" }, "template.text"), (new { pacing = "fast", minDelay = 2000 }, "pacing"),
            (new { contacts = CampaignStage.People(1), audience = new { all = true } }, "contacts"), (new { audience = new { } }, "audience"), (new { winner = new { by = "read", afterSent = 10 } }, "winner"),
        ];
        foreach (var (body, field) in wrong)
        {
            var answer = await stage.Api.Patch($"/api/campaigns/{campaign}", body);
            answer.Status.ShouldBe(400, field);
            answer.Body.GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue($"{field}: {answer.Body.GetRawText()}");
        }
        (await stage.Show(campaign))["name"].ShouldBe("After");
    }

    [Fact]
    [Trait("Requirement", "CMP-01")]
    public async Task It_comes_onto_the_schedule_and_off_it_and_a_running_one_is_not_changed()
    {
        var stage = await CampaignStage.On(server);
        var campaign = await stage.Create(2);
        var start = TimeProvider.System.GetUtcNow().AddHours(2);
        (await stage.Api.Patch($"/api/campaigns/{campaign}", new { scheduledStart = start }))["state"].ShouldBe("scheduled");
        (await stage.Api.Patch($"/api/campaigns/{campaign}", new { name = "Still" }))["state"].ShouldBe("scheduled");
        (await stage.Api.Patch($"/api/campaigns/{campaign}", new { scheduledStart = (string?)null }))["state"].ShouldBe("draft");
        // Whoever lacks something keeps it off the schedule, and nothing else of the change is made.
        var refused = await stage.Api.Patch($"/api/campaigns/{campaign}", new { template = "{{code}}", scheduledStart = start });
        refused.Status.ShouldBe(422);
        refused["type"].ShouldBe("unknown-variables");
        (await stage.Show(campaign))["variants.0.content.text"].ShouldBe("Hi {{name}}");
        (await stage.Show(campaign))["audience.missingVariables"].ShouldBe("{}");

        await stage.Start(campaign);
        var running = await stage.Api.Patch($"/api/campaigns/{campaign}", new { name = "Late" });
        running.Status.ShouldBe(409);
        running["type"].ShouldBe("illegal-state");
        running["detail"]!.ShouldContain("changing it is possible while it is draft or scheduled");
    }

    [Fact]
    [Trait("Requirement", "CMP-02")]
    public async Task Other_people_other_texts_and_other_shares_are_counted_anew()
    {
        var stage = await CampaignStage.On(server);
        await stage.Sender();
        var campaign = await stage.Create(4);
        (await stage.Api.Patch($"/api/campaigns/{campaign}", new { template = "Hi {{city}}" }))["audience.missingVariables"].ShouldBe("{\"city\":4}");
        (await stage.Api.Patch($"/api/campaigns/{campaign}", new { contacts = CampaignStage.NewNumbers(2).Select(n => new { phoneNumber = n, variables = new { city = "Recife" } }) }))["audience.total"].ShouldBe("2");
        (await stage.Show(campaign))["audience.missingVariables"].ShouldBe("{}");
        (await stage.Api.Patch($"/api/campaigns/{campaign}", new { variants = new[] { new { name = "A", template = "A {{city}}", weight = 1 }, new { name = "B", template = "B {{city}}", weight = 1 } } })).ShouldBe200();

        await stage.AddContacts(40, tag: "vip");
        (await stage.Api.Patch($"/api/campaigns/{campaign}", new { audience = new { tags = new[] { "vip" } }, template = "Dear {{name}}" })).ShouldBe200();
        await Wait.Until(async () => await stage.Show(campaign) is var shown && shown["audience.phase"] == "ready" && shown["audience.total"] == "40");
        await stage.Start(campaign);
        await stage.UntilState(campaign, "completed");
        (await stage.Stats(campaign))["sent"].ShouldBe("40");
        (await stage.Ledger(campaign)).Values.Sum().ShouldBe(40);
    }

    [Fact]
    [Trait("Requirement", "CMP-10")]
    public async Task A_copy_has_the_same_texts_people_and_settings_and_is_a_draft()
    {
        var stage = await CampaignStage.On(server);
        await stage.Sender();
        var campaign = await stage.Create(new { name = "First", template = "{{name}} of {{city}}", contacts = CampaignStage.NewNumbers(3).Select(n => new { phoneNumber = n, name = "Ana", variables = new { city = "Olinda" } }), pacing = "none", attempts = 4 });
        await stage.Start(campaign);
        await stage.UntilState(campaign, "completed");
        var copy = await stage.Api.Post($"/api/campaigns/{campaign}/duplicate");
        copy.Status.ShouldBe(201);
        copy["name"].ShouldBe("Copy of First");
        copy["state"].ShouldBe("draft");
        copy["attempts"].ShouldBe("4");
        copy["audience.total"].ShouldBe("3");
        await stage.Start(copy.Id);
        await stage.UntilState(copy.Id, "completed");
        (await stage.Api.Get($"/api/messages?campaign={copy.Id}&limit=1"))["items.0.content.text"].ShouldBe("Ana of Olinda");
        (await stage.Api.Post($"/api/campaigns/{campaign}/duplicate", new { name = "Second" }))["name"].ShouldBe("Second");
        (await stage.Stats(campaign))["total"].ShouldBe("3");
    }

    [Fact]
    [Trait("Requirement", "CMP-10")]
    public async Task A_test_goes_to_one_number_as_a_recipient_would_get_it_and_counts_nowhere()
    {
        var stage = await CampaignStage.On(server);
        var campaign = await stage.Create(new { name = "Try", contacts = new[] { new { phoneNumber = CampaignStage.NewNumbers(1)[0], name = "Bea" } }, variants = new[] { new { name = "A", template = "Hi {{name}}" }, new { name = "B", template = "Dear {{name}} {{code}}" } }, skipIncomplete = true });
        (await stage.Api.Post($"/api/campaigns/{campaign}/test")).Status.ShouldBe(422); // nobody is connected to have a chat with themselves
        await stage.Sender();

        var to = CampaignStage.NewNumbers(1)[0];
        var sent = await stage.Api.Post($"/api/campaigns/{campaign}/test", new { to });
        sent.Status.ShouldBe(202);
        sent["content.text"].ShouldBe("Hi Bea");
        sent["to"].ShouldBe(to);
        await Wait.Until(async () => (await stage.Api.Get($"/api/messages/{sent.Id}"))["state"] == "read");
        var message = await stage.Api.Get($"/api/messages/{sent.Id}");
        message["origin"].ShouldBe("test");
        message["campaignId"].ShouldBeNull();

        (await stage.Api.Post($"/api/campaigns/{campaign}/test", new { to, variant = "b" }))["type"].ShouldBe("unknown-variables");
        (await stage.Api.Post($"/api/campaigns/{campaign}/test", new { to, variant = "b", variables = new { name = "Cleo", code = 7 } }))["content.text"].ShouldBe("Dear Cleo 7");
        (await stage.Api.Post($"/api/campaigns/{campaign}/test", new { to, variant = "c" })).Status.ShouldBe(400);
        (await stage.Api.Post($"/api/campaigns/{campaign}/test", new { to = "12" })).Status.ShouldBe(422);
        (await stage.Api.Post($"/api/campaigns/{campaign}/test", new { to, senderId = "nobody" })).Status.ShouldBe(422);
        var yourself = await stage.Api.Post($"/api/campaigns/{campaign}/test");
        yourself.Status.ShouldBe(202);
        yourself["to"].ShouldBe((await stage.Api.Get("/api/senders"))["items.0.phoneNumber"]);
        (await stage.Stats(campaign))["sent"].ShouldBe("0");
        (await stage.Show(campaign))["state"].ShouldBe("draft");
    }

    [Fact]
    [Trait("Requirement", "IDN-01")]
    public async Task Another_tenant_neither_changes_copies_tries_nor_checks_it()
    {
        var stage = await CampaignStage.On(server);
        var campaign = await stage.Create(1);
        var other = (await CampaignStage.On(server)).Api;
        (await other.Patch($"/api/campaigns/{campaign}", new { name = "mine" })).Status.ShouldBe(404);
        foreach (var call in new[] { "duplicate", "test", "check" }) (await other.Post($"/api/campaigns/{campaign}/{call}")).Status.ShouldBe(404, call);
        (await stage.Show(campaign))["name"].ShouldBe("Test");
    }
}
