using Parley.Tests.Campaigns;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Compat;

/// <summary>A client of a message-style system: messages, queue jobs, campaigns.</summary>
[Trait("Requirement", "MSG-12")]
public sealed class MessageStyleTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_message_is_sent_or_queued_and_its_job_tells_where_it_stands()
    {
        var stage = await CampaignStage.On(server);
        await stage.Sender("shop");
        var people = CampaignStage.NewNumbers(2);
        var sent = await stage.Api.Post("/api/messages/send", new { to = people[0], message = "Now", sessionId = "shop" });
        sent["success"].ShouldBe("true", sent.Body.GetRawText());
        await stage.UntilGot(people[0], "Now");
        await Wait.Until(async () => (await stage.Api.Get($"/api/messages/queue/job/{sent["data.messageId"]}"))["data.state"] == "completed");

        var queued = await stage.Api.Post("/api/messages/queue", new { phoneNumber = people[1], text = "Later", delay = 600_000 }, key: "later");
        queued["data.status"].ShouldBe("pending", queued.Body.GetRawText());
        (await stage.Api.Post("/api/messages/queue", new { phoneNumber = people[1], text = "Later", delay = 600_000 }, key: "later"))["data.jobId"].ShouldBe(queued["data.jobId"], "the same request is the same job, whenever it comes");
        (await stage.Api.Get($"/api/messages/queue/job/{queued["data.jobId"]}"))["data.state"].ShouldBe("delayed");
        var stats = await stage.Api.Get("/api/messages/queue/stats");
        stats["data.delayed"].ShouldBe("1");
        stats["data.waiting"].ShouldBe("0");
        await Wait.Until(async () => (await stage.Api.Get("/api/messages/queue/stats"))["data.completed"] == "1");
        (await stage.Api.Get($"/api/messages/queue/job/{Guid.NewGuid()}")).Status.ShouldBe(404);
        (await stage.Api.Post("/api/messages/send", new { message = "To nobody" })).Status.ShouldBe(400);
    }

    [Fact]
    public async Task A_campaign_is_sent_at_once_or_scheduled_listed_and_taken_off()
    {
        var stage = await CampaignStage.On(server);
        await stage.Sender();
        var people = CampaignStage.NewNumbers(3);
        var sent = await stage.Api.Post("/api/messages/campaign-send", new { name = "Sale", message = "Hi {{name}}", contacts = people.Select(to => new { to, variables = new { name = "Ana" } }) });
        sent["success"].ShouldBe("true", sent.Body.GetRawText());
        await stage.UntilState(Guid.Parse(sent["data.campaignId"]!), "completed");
        foreach (var person in people) await stage.UntilGot(person, "Hi Ana");

        (await stage.Api.Post("/api/messages/campaign-schedule", new { message = "Hi", recipients = people })).Status.ShouldBe(400);
        var scheduled = await stage.Api.Post("/api/messages/campaign-schedule", new { message = "Hi", recipients = people, scheduledAt = TimeProvider.System.GetUtcNow().AddHours(1) });
        scheduled["data.status"].ShouldBe("scheduled", scheduled.Body.GetRawText());
        (await stage.Api.Get("/api/messages/scheduled"))["data.0.campaignId"].ShouldBe(scheduled["data.campaignId"]);
        (await stage.Api.Delete($"/api/messages/schedule/{scheduled["data.campaignId"]}"))["data.status"].ShouldBe("stopped");
        (await stage.Api.Delete($"/api/messages/schedule/{scheduled["data.campaignId"]}")).Status.ShouldBe(409);
        (await stage.Api.Get("/api/messages/scheduled"))["data"].ShouldBe("[]");
        (await stage.Api.Post("/api/messages/campaign-send", new { message = "{{code}}", contacts = people })).Status.ShouldBe(422);
        (await server.Scalar("SELECT count(*) FROM campaigns WHERE tenant_id = $1 AND state = 'draft' AND deleted_at IS NULL", stage.Tenant.Value)).ShouldBe(0L, "what cannot begin is not left behind");
    }
}
