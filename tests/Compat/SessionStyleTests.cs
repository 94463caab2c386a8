using Parley.Tests.Campaigns;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Compat;

/// <summary>A client of a session-style system, from the QR to the phones and back.</summary>
[Trait("Requirement", "MSG-10")]
public sealed class SessionStyleTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_session_is_started_scanned_used_and_ended()
    {
        var stage = await CampaignStage.On(server);
        var number = CampaignStage.NewNumbers(1)[0];
        (await stage.Api.Post("/session/start", new { sessionId = "front desk" })).Status.ShouldBe(404, "there is no such sender, and no number to make one");
        var started = await stage.Api.Post("/session/start", new { sessionId = "front desk", phoneNumber = number, driver = "simulator" });
        started["success"].ShouldBe("true", started.Body.GetRawText());
        started["connected"].ShouldBe("false");

        await Wait.Until(async () => (await stage.Api.Get("/session/front%20desk/qr")).Status == 200);
        var qr = await stage.Api.Get("/session/front%20desk/qr");
        qr["qrImage"]!.ShouldStartWith("data:image/png;base64,iVBOR");
        (await stage.Api.Post($"/api/simulator/phones/{Uri.EscapeDataString(number)}/scan", new { qr = qr["qr"] })).Status.ShouldBeInRange(200, 204);
        await Wait.Until(async () => (await stage.Api.Get("/session/FRONT DESK/status"))["connected"] == "true");
        (await stage.Api.Get("/session/front%20desk/qr")).Status.ShouldBe(409);
        (await stage.Api.Get("/sessions"))["sessions.0.sessionId"].ShouldBe("front desk");

        var person = CampaignStage.NewNumbers(1)[0];
        var sent = await stage.Api.Post("/message/send", new { sessionId = "front desk", to = person, text = "Hello there" });
        sent["success"].ShouldBe("true", sent.Body.GetRawText());
        sent["message.id"].ShouldNotBeNull();
        await stage.UntilGot(person, "Hello there");

        (await stage.Api.Delete("/session/front%20desk"))["connected"].ShouldBe("false");
        await Wait.Until(async () => (await stage.Api.Get("/session/front%20desk/status"))["status"] == "waiting_for_login", condition: "the phone knows that the login is gone");
        (await stage.Api.Get("/session/nobody/status")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Many_are_written_to_through_one_session_or_all_of_them_with_one_result_each()
    {
        var stage = await CampaignStage.On(server);
        var (one, two) = (await stage.Sender("one"), await stage.Sender("two"));
        var people = CampaignStage.NewNumbers(4);
        var bulk = await stage.Api.Post("/message/send-bulk", new { sessionId = "one", recipients = people.Append("nobody"), text = "Bulk" });
        bulk["sent"].ShouldBe("4", bulk.Body.GetRawText());
        bulk["failed"].ShouldBe("1");
        bulk["results.4.to"].ShouldBe("nobody");
        bulk["results.4.success"].ShouldBe("false");
        foreach (var person in people) await stage.UntilGot(person, "Bulk");
        (await server.Scalar("SELECT count(*) FROM messages WHERE queue_id = $1 AND sender_id = $2", Guid.Parse(bulk["bulkId"]!), one)).ShouldBe(4L);

        var all = await stage.Api.Post("/message/send-all", new { recipients = people, text = "All" }, key: "all");
        all["sent"].ShouldBe("4");
        (await stage.Api.Post("/message/send-all", new { recipients = people, text = "All" }, key: "all"))["bulkId"].ShouldBe(all["bulkId"]);
        foreach (var sender in new[] { one, two }) (await server.Scalar("SELECT count(*) FROM messages WHERE queue_id = $1 AND sender_id = $2", Guid.Parse(all["bulkId"]!), sender)).ShouldBe(2L);

        (await stage.Api.Post("/whatsapp/bulk-send", new { numbers = people, message = "Field" }))["sent"].ShouldBe("4");
        await stage.UntilGot(people[0], "Field");
        (await stage.Api.Post("/whatsapp/bulk-send", new { message = "Field" })).Status.ShouldBe(400);
        (await stage.Api.Post("/message/send", new { text = "x" })).Status.ShouldBe(400);
        (await stage.Api.Post("/message/send", new { to = people[0] })).Status.ShouldBe(400);
    }

    [Fact]
    [Trait("Requirement", "BRD-01")]
    public async Task A_broadcast_list_is_made_sent_watched_and_removed()
    {
        var stage = await CampaignStage.On(server);
        await stage.Sender("shop");
        var people = CampaignStage.NewNumbers(3);
        var made = await stage.Api.Post("/whatsapp/broadcast/create", new { name = "Friends", recipients = people });
        made["broadcast.totalRecipients"].ShouldBe("3", made.Body.GetRawText());
        var id = made["broadcast.id"];
        (await stage.Api.Post($"/whatsapp/broadcast/{id}/send", new { sessionId = "shop", message = "News" }))["success"].ShouldBe("true");
        await Wait.Until(async () => (await stage.Api.Get($"/whatsapp/broadcast/{id}"))["broadcast.progress.state"] == "completed");
        (await stage.Api.Get("/whatsapp/broadcast"))["broadcasts.0.progress.sent"].ShouldBe("3");
        foreach (var person in people) await stage.UntilGot(person, "News");
        (await stage.Api.Delete($"/whatsapp/broadcast/{id}"))["success"].ShouldBe("true");
        (await stage.Api.Get($"/whatsapp/broadcast/{id}")).Status.ShouldBe(404);
    }
}
