using System.Diagnostics;
using Parley.Outbox;
using Parley.Tests.Campaigns;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Bulk;

/// <summary>One text to many people at once, over the API and the stand-in's phones.</summary>
[Trait("Requirement", "MSG-09")]
public sealed class BulkTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_small_request_is_answered_with_what_became_of_each_recipient()
    {
        var stage = await CampaignStage.On(server);
        await stage.Sender();
        var numbers = CampaignStage.NewNumbers(3);
        await server.Execute("INSERT INTO blocklist (tenant_id, phone, reason, created_by, created_at) VALUES ($1, $2, 'asked', 'test', now())", stage.Tenant.Value, numbers[1]);
        var answer = await stage.Api.Post("/api/bulk", new { recipients = new object[] { numbers[0], "nobody", numbers[1], numbers[0], new { to = numbers[2], variables = new { name = "Ana" } } }, text = "Hi {{name|you}}" });
        answer.Status.ShouldBe(200, answer.Body.GetRawText());
        answer["state"].ShouldBe("completed");
        answer["given"].ShouldBe("5");
        answer["rejected"].ShouldBe("2");
        answer["figures.total"].ShouldBe("3");
        answer["figures.suppressed"].ShouldBe("1");
        var results = answer.Body.GetProperty("results").EnumerateArray().ToList();
        results.Select(r => r.GetProperty("index").GetInt32()).ShouldBe([0, 1, 2, 3, 4]);
        results[1].GetProperty("status").GetString().ShouldBe("invalid");
        results[1].GetProperty("reason").GetProperty("slug").GetString().ShouldBe("not-a-number");
        results[2].GetProperty("status").GetString().ShouldBe("suppressed");
        results[2].GetProperty("reason").GetProperty("slug").GetString().ShouldBe("blocked");
        results[3].GetProperty("status").GetString().ShouldBe("duplicate");
        foreach (var sent in new[] { 0, 4 }) results[sent].GetProperty("status").GetString().ShouldBeOneOf("sent", "delivered", "read");
        (await Got(stage, numbers[0])).ShouldBe(["Hi you"]);
        (await Got(stage, numbers[2])).ShouldBe(["Hi Ana"]);
        (await Got(stage, numbers[1])).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_recipient_without_a_variable_fails_and_the_others_go_out()
    {
        var stage = await CampaignStage.On(server);
        await stage.Sender();
        var numbers = CampaignStage.NewNumbers(2);
        var answer = await stage.Api.Post("/api/bulk", new { recipients = new object[] { numbers[0], new { to = numbers[1], variables = new { code = 7 } } }, text = "Code {{code}}" });
        answer["results.0.status"].ShouldBe("failed");
        answer["results.0.reason.slug"].ShouldBe("variable-missing");
        answer["results.1.status"].ShouldBeOneOf("sent", "delivered", "read");
        answer["figures.failed"].ShouldBe("1");
        answer["figures.pending"].ShouldBe("0");
    }

    [Fact]
    public async Task A_large_request_is_answered_at_once_and_its_results_come_page_by_page_in_the_order_of_the_request()
    {
        var stage = await CampaignStage.On(server);
        await stage.Sender();
        var recipients = CampaignStage.NewNumbers(300).Cast<object>().ToList();
        recipients.Insert(100, "nobody");
        var answer = await stage.Api.Post("/api/bulk", new { recipients, text = "Hello" });
        answer["results"].ShouldBeNull();
        await Wait.Until(async () => (await stage.Api.Get($"/api/bulk/{answer.Id}"))["state"] == "completed");
        (await stage.Api.Get($"/api/bulk/{answer.Id}"))["figures.sent"].ShouldBe("300");

        var (seen, cursor) = (new List<(int Index, string? To)>(), (string?)null);
        do
        {
            var page = await stage.Api.Get($"/api/bulk/{answer.Id}/results?limit=70{(cursor is null ? "" : "&cursor=" + cursor)}");
            page["total"].ShouldBe("301");
            seen.AddRange(page.Body.GetProperty("items").EnumerateArray().Select(r => (r.GetProperty("index").GetInt32(), r.TryGetProperty("to", out var to) ? to.GetString() : null)));
            cursor = page["nextCursor"];
        }
        while (cursor is not null);
        seen.Select(one => one.Index).ShouldBe(Enumerable.Range(0, 301));
        seen.Select(one => one.To ?? "nobody").ShouldBe(recipients.Cast<string>());
    }

    [Fact]
    public async Task Nobody_waits_for_anybody_all_go_at_once()
    {
        var stage = await CampaignStage.On(server);
        await stage.Sender(pacing: "safe");
        (await stage.Api.Put("/api/simulator/world", new { latencyMs = 300 })).Status.ShouldBe(200);
        var watch = Stopwatch.StartNew();
        var answer = await stage.Api.Post("/api/bulk", new { recipients = CampaignStage.NewNumbers(40), text = "Hello" });
        answer["figures.sent"].ShouldBe("40");
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5), "one after the other takes twelve seconds, and with the sender's pace minutes");
    }

    [Fact]
    [Trait("Requirement", "MSG-05")]
    public async Task The_same_key_sends_once_and_answers_the_same_send()
    {
        var stage = await CampaignStage.On(server);
        await stage.Sender();
        var number = CampaignStage.NewNumbers(1)[0];
        var body = new { recipients = new[] { number }, text = "Once" };
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => stage.Api.Post("/api/bulk", body, key: "same")));
        answers.Select(answer => answer.Id).Distinct().ShouldHaveSingleItem();
        (await stage.Api.Post("/api/bulk", new { recipients = new[] { number }, text = "Other" }, key: "same")).Status.ShouldBe(409);
        (await Got(stage, number)).ShouldBe(["Once"]);
    }

    [Fact]
    [Trait("Requirement", "MSG-10")]
    public async Task Send_all_deals_the_recipients_evenly_to_all_connected_senders()
    {
        var stage = await CampaignStage.On(server);
        var senders = new[] { await stage.Sender(), await stage.Sender(), await stage.Sender() };
        await stage.IdleSender();
        var answer = await stage.Api.Post("/api/bulk", new { recipients = CampaignStage.NewNumbers(60), text = "Hello", allSenders = true });
        answer["figures.sent"].ShouldBe("60");
        foreach (var sender in senders) (await server.Scalar("SELECT count(*) FROM messages WHERE queue_id = $1 AND sender_id = $2", answer.Id, sender)).ShouldBe(20L);
    }

    [Fact]
    [Trait("Requirement", "MSG-10")]
    public async Task A_chosen_sender_sends_all_of_it_and_without_a_connected_one_send_all_is_refused()
    {
        var stage = await CampaignStage.On(server);
        var recipients = CampaignStage.NewNumbers(4);
        var refused = await stage.Api.Post("/api/bulk", new { recipients, text = "Hello", allSenders = true });
        refused.Status.ShouldBe(422);
        refused["detail"]!.ShouldContain("No sender is connected");
        var (chosen, _) = (await stage.Sender("Chosen one"), await stage.Sender());
        var answer = await stage.Api.Post("/api/bulk", new { recipients, text = "Hello", senderId = "chosen ONE" });
        answer.Body.GetProperty("results").EnumerateArray().ShouldAllBe(r => r.GetProperty("senderId").GetGuid() == chosen);
        (await stage.Api.Post("/api/bulk", new { recipients, text = "Hello", senderId = "nobody" })).Status.ShouldBe(422);
        (await stage.Api.Post("/api/bulk", new { recipients, text = "Hello", senderId = "chosen one", allSenders = true })).Status.ShouldBe(400);
        (await stage.Api.Post("/api/bulk", new { recipients = Array.Empty<string>(), text = "Hello" })).Status.ShouldBe(400);
        (await stage.Api.Post("/api/bulk", new { recipients })).Status.ShouldBe(400);
        (await stage.Api.Post("/api/bulk", "{\"recipients\":[null],\"text\":\"Hello\"}")).Status.ShouldBe(400);
        (await stage.Api.Post("/api/bulk", new { recipients, text = "Nul \0" })).Status.ShouldBe(400);
        (await stage.Api.Post("/api/bulk", new { recipients = new object[] { new { to = recipients[0], variables = new { a = "\0" } } }, text = "Hello" })).Status.ShouldBe(400);
        (await stage.Api.Post("/api/bulk", new { recipients = new object[] { 5 }, text = "Hello" })).Status.ShouldBe(400);
    }

    [Fact]
    [Trait("Requirement", "SND-04")]
    public async Task The_senders_quota_holds_and_what_waits_can_be_stopped()
    {
        var stage = await CampaignStage.On(server);
        await server.ConnectedSender(stage.Api, stage.Tenant, perMinute: 5);
        var answer = await stage.Api.Post("/api/bulk", new { recipients = CampaignStage.NewNumbers(12), text = "Hello" }, prefer: "respond-async");
        answer.Status.ShouldBe(202);
        await Wait.Until(async () => (await stage.Api.Get($"/api/bulk/{answer.Id}"))["figures.sent"] == "5");
        var stopped = await stage.Api.Post($"/api/bulk/{answer.Id}/stop");
        stopped["state"].ShouldBe("stopped");
        (await stage.Api.Post($"/api/bulk/{answer.Id}/stop")).Status.ShouldBe(409);
        await Wait.Until(async () => (await stage.Api.Get($"/api/bulk/{answer.Id}"))["figures.cancelled"] == "7");
        var shown = await stage.Api.Get($"/api/bulk/{answer.Id}");
        shown["figures.sent"].ShouldBe("5");
        shown["figures.pending"].ShouldBe("0");
        (await stage.Api.Get("/api/bulk"))["items.0.id"].ShouldBe(answer.Id.ToString());
    }

    [Fact]
    public async Task The_queue_of_a_send_that_ended_long_ago_is_closed_unless_dead_letters_are_in_it()
    {
        var stage = await CampaignStage.On(server);
        await stage.Sender();
        var done = await stage.Api.Post("/api/bulk", new { recipients = CampaignStage.NewNumbers(2), text = "Hello" });
        var dead = await stage.Api.Post("/api/bulk", new { recipients = CampaignStage.NewNumbers(2), text = "Hello" });
        // A receipt that is still on its way would rescue what is made a dead letter here.
        await Wait.Until(async () => (long)(await server.Scalar("SELECT count(*) FROM messages WHERE tenant_id = $1 AND state = 'read'", stage.Tenant.Value))! == 4);
        await server.Execute("UPDATE messages SET state = 'failed', dead = true, reason = 'timeout', finished_at = now() WHERE queue_id = $1", dead.Id);
        await server.Execute("UPDATE bulk_sends SET finished_at = now() - interval '2 days' WHERE tenant_id = $1", stage.Tenant.Value);
        await FinishedQueues.Close(server.Db, "SELECT id FROM bulk_sends WHERE finished_at < $1", TimeProvider.System.GetUtcNow(), default);
        (await server.Scalar("SELECT state FROM outbox_queues WHERE id = $1", done.Id)).ShouldBe("closed");
        (await server.Scalar("SELECT state FROM outbox_queues WHERE id = $1", dead.Id)).ShouldBe("open");
        (await stage.Api.Get($"/api/bulk/{done.Id}"))["state"].ShouldBe("completed");
        (await stage.Api.Post("/api/queue/dead-letters/retry-all", new { campaignId = dead.Id }))["done"].ShouldBe("2");
    }

    private static async Task<List<string?>> Got(CampaignStage stage, string number)
    {
        // The stand-in delivers a moment after it took a message.
        await Wait.Until(async () => (await stage.Api.Get($"/api/messages?limit=500")).Body.GetProperty("items").EnumerateArray().All(m => m.GetProperty("state").GetString() is not ("sent" or "sending" or "queued")));
        return [.. (await stage.Api.Get($"/api/simulator/phones/{Uri.EscapeDataString(number)}/messages")).Body.GetProperty("items").EnumerateArray().Select(m => m.GetProperty("text").GetString())];
    }
}
