using Parley.Outbox;
using Parley.Tests.Campaigns;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Outbox;

/// <summary>What a person sees of the queue, and what becomes of letters that want a person's decision.</summary>
[Trait("Requirement", "MSG-12")]
public sealed class QueueCallsTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task The_stats_count_by_lane_and_state_and_say_why_the_oldest_waits()
    {
        var stage = await CampaignStage.On(server);
        var campaign = await stage.Create(3, "Hi");
        var first = await Send(stage);
        await Send(stage);
        var stats = await stage.Api.Get("/api/queue/stats");
        stats.Status.ShouldBe(200);
        stats["waiting"].ShouldBe("2");
        stats["held"].ShouldBe("3", "a draft holds its recipients");
        stats["byState.queued"].ShouldBe("2");
        stats["byState.pending"].ShouldBe("3");
        stats["lanes.0.name"].ShouldBe("direct");
        stats["lanes.1.name"].ShouldBe("campaigns");
        stats["lanes.1.held"].ShouldBe("3");
        stats["oldest.messageId"].ShouldBe(first.ToString());
        stats["oldest.why.sentence"]!.ShouldContain("no sender");
        stats["deadLetters.failed"].ShouldBe("0");

        await stage.Start(campaign);
        (await stage.Api.Get("/api/queue/stats"))["held"].ShouldBe("0");
    }

    [Fact]
    public async Task The_throughput_is_what_left_in_the_last_minute_and_five()
    {
        var stage = await CampaignStage.On(server);
        await server.Execute("""
            INSERT INTO queue_rates (queue_id, slot, tenant_id, sent)
            SELECT gen_random_uuid(), date_bin('10 seconds', now() - make_interval(secs => n), 'epoch'), $1, 60 FROM unnest('{25, 150}'::int[]) n
            """, stage.Tenant.Value);
        var stats = await stage.Api.Get("/api/queue/stats");
        stats["perSecond.lastMinute"].ShouldBe("1");
        stats["perSecond.lastFiveMinutes"].ShouldBe("0.4");
    }

    [Fact]
    [Trait("Requirement", "MSG-03")]
    public async Task A_dead_letter_that_is_retried_goes_out_and_keeps_its_history()
    {
        var stage = await CampaignStage.On(server);
        var id = await DeadLetter(stage, "failed", "network-failure");
        var list = await stage.Api.Get("/api/queue/dead-letters");
        list["items.0.id"].ShouldBe(id.ToString());
        list["items.0.reason.slug"].ShouldBe("network-failure");

        await stage.Sender();
        (await stage.Api.Post($"/api/queue/dead-letters/{id}/retry")).ShouldBe200();
        await UntilSent(stage, id);
        var shown = await stage.Api.Get($"/api/messages/{id}");
        shown["attempts.0.reason.slug"].ShouldBe("network-failure");
        shown["attempts.1.outcome"].ShouldBe("accepted");
        shown["attempts.1.number"].ShouldBe("4");
        (await stage.Api.Post($"/api/queue/dead-letters/{id}/retry")).Status.ShouldBe(404, "it is dead no more");
    }

    [Fact]
    [Trait("Requirement", "MSG-03")]
    public async Task Retry_all_takes_what_surely_did_not_leave_and_unknown_ones_only_when_they_are_named()
    {
        var stage = await CampaignStage.On(server);
        var failed = await DeadLetter(stage, "failed", "network-failure");
        var other = await DeadLetter(stage, "failed", "rate-limited");
        var unknown = await DeadLetter(stage, "unknown", "crash");
        (await stage.Api.Post("/api/queue/dead-letters/retry-all", new { reason = "network-failure" }))["done"].ShouldBe("1");
        (await State(stage, failed)).ShouldBe("retrying");
        (await stage.Api.Post("/api/queue/dead-letters/retry-all"))["done"].ShouldBe("1");
        (await State(stage, other)).ShouldBe("retrying");
        (await State(stage, unknown)).ShouldBe("unknown");
        (await stage.Api.Post("/api/queue/dead-letters/retry-all", new { state = "unknown" }))["done"].ShouldBe("1");
        (await State(stage, unknown)).ShouldBe("retrying");
        (await stage.Api.Post("/api/queue/dead-letters/retry-all", new { state = "sent" })).Status.ShouldBe(400);
    }

    [Fact]
    [Trait("Requirement", "MSG-03")]
    public async Task Dropped_letters_leave_the_list_and_stay_in_the_ledger()
    {
        var stage = await CampaignStage.On(server);
        var (one, _) = (await DeadLetter(stage, "failed", "timeout"), await DeadLetter(stage, "unknown", "crash"));
        (await stage.Api.Delete($"/api/queue/dead-letters/{one}")).Status.ShouldBe(204);
        (await stage.Api.Delete($"/api/queue/dead-letters/{one}")).Status.ShouldBe(404);
        (await State(stage, one)).ShouldBe("failed");
        (await stage.Api.Post("/api/queue/dead-letters/drop-all"))["done"].ShouldBe("1");
        (await stage.Api.Get("/api/queue/dead-letters"))["items"].ShouldBe("[]");
    }

    [Fact]
    [Trait("Requirement", "MSG-03")]
    public async Task More_letters_than_a_request_should_wait_for_are_retried_by_a_job()
    {
        var stage = await CampaignStage.On(server);
        var campaign = await stage.Create(1, "Hi");
        await server.Execute("""
            INSERT INTO messages (id, tenant_id, direction, origin, queue_id, recipient, state, attempt, reason, dead, created_at, finished_at)
            SELECT gen_random_uuid(), $1, 'out', 'campaign', $2, '+5511' || (900000000 + n), 'failed', 3, 'timeout', true, now(), now() - interval '1 minute' FROM generate_series(1, $3) n
            """, stage.Tenant.Value, campaign, 5000);
        var started = await stage.Api.Post("/api/queue/dead-letters/retry-all", new { campaignId = campaign });
        started.Status.ShouldBe(202);
        await Wait.Until(async () => (await stage.Api.Get($"/api/jobs/{started["jobId"]}"))["result.done"] == "5000");
        (await server.Scalar("SELECT count(*) FROM messages WHERE queue_id = $1 AND state = 'retrying' AND NOT dead", campaign)).ShouldBe(5000L);
    }

    [Fact]
    public async Task The_list_goes_page_by_page_and_by_campaign_sender_and_reason()
    {
        var stage = await CampaignStage.On(server);
        foreach (var reason in new[] { "timeout", "timeout", "rate-limited" }) await DeadLetter(stage, "failed", reason);
        var page = await stage.Api.Get("/api/queue/dead-letters?limit=2");
        page.Body.GetProperty("items").GetArrayLength().ShouldBe(2);
        (await stage.Api.Get($"/api/queue/dead-letters?limit=2&cursor={page["nextCursor"]}")).Body.GetProperty("items").GetArrayLength().ShouldBe(1);
        (await stage.Api.Get("/api/queue/dead-letters?reason=timeout")).Body.GetProperty("items").GetArrayLength().ShouldBe(2);
        (await stage.Api.Get($"/api/queue/dead-letters?campaign={Guid.NewGuid()}")).Body.GetProperty("items").GetArrayLength().ShouldBe(0);
        (await stage.Api.Get("/api/queue/dead-letters?cursor=nonsense")).Status.ShouldBe(400);
    }

    [Fact]
    [Trait("Requirement", "MSG-02")]
    public async Task A_waiting_message_can_be_cancelled_and_one_that_left_cannot()
    {
        var stage = await CampaignStage.On(server);
        var id = await Send(stage);
        var cancelled = await stage.Api.Post($"/api/messages/{id}/cancel");
        cancelled["state"].ShouldBe("cancelled");
        cancelled["reason.slug"].ShouldBe("stopped-by-person");
        var again = await stage.Api.Post($"/api/messages/{id}/cancel");
        again.Status.ShouldBe(409);
        again["detail"].ShouldBe("The message is cancelled. Cancelling it is possible while it is pending, queued or retrying.");
        (await stage.Api.Post($"/api/messages/{Guid.NewGuid()}/cancel")).Status.ShouldBe(404);
    }

    [Fact]
    [Trait("Requirement", "MSG-02")]
    public async Task A_person_settles_a_message_of_which_nobody_knew()
    {
        var stage = await CampaignStage.On(server);
        var (left, repeat) = (await DeadLetter(stage, "unknown", "crash"), await DeadLetter(stage, "unknown", "crash"));
        (await stage.Api.Post($"/api/messages/{left}/mark-sent"))["state"].ShouldBe("sent");
        (await stage.Api.Post($"/api/messages/{left}/mark-sent")).Status.ShouldBe(409);
        (await stage.Api.Post($"/api/messages/{left}/retry")).Status.ShouldBe(409, "what left is never sent again");
        (await stage.Api.Post($"/api/messages/{repeat}/retry"))["state"].ShouldBe("retrying");
        (await stage.Api.Get("/api/queue/dead-letters"))["items"].ShouldBe("[]");
        while (await FoldTallies.Once(server.Db, default) > 0) { }
        (await server.Scalar("SELECT sum(amount)::int FROM queue_tallies WHERE tenant_id = $1 AND metric = 'sent'", stage.Tenant.Value)).ShouldBe(1);
    }

    [Fact]
    [Trait("Requirement", "MSG-03")]
    public async Task What_belongs_to_a_stopped_campaign_is_not_retried_and_the_answer_says_so()
    {
        var stage = await CampaignStage.On(server);
        var campaign = await stage.Create(1, "Hi");
        await server.Execute("UPDATE messages SET state = 'failed', due_at = NULL, dead = true, reason = 'timeout', finished_at = now() WHERE queue_id = $1", campaign);
        await server.Execute("UPDATE outbox_queues SET state = 'closed' WHERE id = $1", campaign);
        var id = (await stage.Api.Get("/api/queue/dead-letters"))["items.0.id"];
        var refused = await stage.Api.Post($"/api/queue/dead-letters/{id}/retry");
        refused.Status.ShouldBe(409);
        refused["detail"]!.ShouldContain("has ended");
        (await stage.Api.Post("/api/queue/dead-letters/retry-all"))["left"].ShouldBe("1");
    }

    private static async Task<Guid> Send(CampaignStage stage)
    {
        var answer = await stage.Api.Post("/api/messages", new { to = CampaignStage.NewNumbers(1)[0], text = "Hello" });
        answer.Status.ShouldBe(202, answer.Body.GetRawText());
        return answer.Id;
    }

    /// <summary>A message whose three attempts are on record.</summary>
    private async Task<Guid> DeadLetter(CampaignStage stage, string state, string reason)
    {
        var id = await Send(stage);
        await server.Execute("UPDATE messages SET state = $2, reason = $3, due_at = NULL, dead = true, attempt = 3, claimed_at = now(), finished_at = now() - interval '1 second' WHERE id = $1", id, state, reason);
        await server.Execute("""
            INSERT INTO message_attempts (message_id, number, tenant_id, sender_id, method, started_at, duration_ms, outcome, reason)
            VALUES ($1, 3, $2, gen_random_uuid(), 'simulator', now() - interval '1 minute', 5, 'retry', $3)
            """, id, stage.Tenant.Value, reason);
        return id;
    }

    private static Task UntilSent(CampaignStage stage, Guid id) => Wait.Until(async () => await State(stage, id) is "sent" or "delivered" or "read");

    private static async Task<string?> State(CampaignStage stage, Guid id) => (await stage.Api.Get($"/api/messages/{id}"))["state"];
}
