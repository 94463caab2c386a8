using Parley.Identity;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Conversations;

/// <summary>What the API tells about messages.</summary>
public sealed class LedgerTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    [Trait("Requirement", "MSG-04")]
    public async Task A_message_tells_each_attempt_and_the_accepted_one_is_its_own_row()
    {
        var api = await server.Admin();
        var sender = await Sender("Attempts");
        var id = (await api.Post("/api/messages", new { to = "+5511900000001", text = "Hello" })).Id;
        await server.Execute("""
            INSERT INTO message_attempts (message_id, number, tenant_id, sender_id, method, started_at, duration_ms, outcome, reason, raw_error)
            VALUES ($1, 1, $2, $3, 'webjs', '2026-01-01T10:00:00Z', 120, 'retry', 'gateway-down', 'ECONNREFUSED')
            """, id, server.Tenant.Value, sender);
        await server.Execute("""
            UPDATE messages SET state = 'sent', due_at = NULL, sender_id = $2, method = 'simulator', attempt = 2, claimed_at = '2026-01-01T10:00:02Z', sent_at = '2026-01-01T10:00:02Z', duration_ms = 40 WHERE id = $1
            """, id, sender);

        var shown = await api.Get($"/api/messages/{id}");
        shown["state"].ShouldBe("sent");
        shown["senderName"].ShouldBe("Attempts");
        shown["attempts.0.reason.slug"].ShouldBe("gateway-down");
        shown["attempts.0.reason.sentence"]!.ShouldContain("gateway");
        shown["attempts.0.rawError"].ShouldBe("ECONNREFUSED");
        shown["attempts.1.outcome"].ShouldBe("accepted");
        shown["attempts.1.number"].ShouldBe("2");
        shown["attempts.1.durationMs"].ShouldBe("40");
        shown["providerId"]!.Length.ShouldBe(32);
        shown["why"].ShouldBeNull();
    }

    [Fact]
    [Trait("Requirement", "MSG-06")]
    public async Task A_sent_message_without_a_receipt_for_long_is_flagged()
    {
        var api = await server.Admin();
        var id = (await api.Post("/api/messages", new { to = "+5511900000002", text = "Hello" })).Id;
        await server.Execute("UPDATE messages SET state = 'sent', due_at = NULL, sent_at = now() - interval '1 hour' WHERE id = $1", id);
        (await api.Get($"/api/messages/{id}"))["noReceipt"].ShouldBe("true");
        await server.Execute("UPDATE messages SET sent_at = now() WHERE id = $1", id);
        (await api.Get($"/api/messages/{id}"))["noReceipt"].ShouldBe("false");
        await server.Execute("UPDATE messages SET state = 'delivered', sent_at = now() - interval '1 hour', delivered_at = now() WHERE id = $1", id);
        (await api.Get($"/api/messages/{id}"))["noReceipt"].ShouldBe("false");
    }

    [Fact]
    [Trait("Requirement", "MSG-06")]
    public async Task Messages_without_a_receipt_can_be_searched_for()
    {
        var tenant = await server.Database.NewTenant();
        var api = await server.Member(tenant, Role.Admin);
        var (missing, fresh, read) = (await Sent("1 hour", "sent"), await Sent("1 minute", "sent"), await Sent("1 hour", "read"));
        (await Found("noReceipt=true")).ShouldBe([missing]);
        (await Found("noReceipt=false")).ShouldBe([fresh, read], ignoreOrder: true);
        (await Found("noReceipt=true&state=read")).ShouldBeEmpty();
        (await Found("")).Count.ShouldBe(3);
        (await api.Get("/api/messages?noReceipt=perhaps")).Status.ShouldBe(400);

        async Task<Guid> Sent(string ago, string state)
        {
            var id = (await api.Post("/api/messages", new { to = "+5511900000004", text = "Hello" })).Id;
            await server.Execute($"UPDATE messages SET state = $2, due_at = NULL, method = 'simulator', sent_at = now() - interval '{ago}' WHERE id = $1", id, state);
            return id;
        }
        async Task<List<Guid>> Found(string query) => [.. (await api.Get($"/api/messages?{query}")).Body.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetGuid())];
    }

    [Fact]
    [Trait("Requirement", "SND-12")]
    public async Task A_waiting_message_says_why_and_until_when()
    {
        var api = await server.Admin();
        var sender = await Sender("Reason");
        var id = (await api.Post("/api/messages", new { to = "+5511900000003", text = "Hello", senderId = sender })).Id;

        (await Why(id)).ShouldContain("Reason can send now");
        await server.Execute("UPDATE senders SET status = 'disconnected' WHERE id = $1", sender);
        (await Why(id)).ShouldContain("Reason is disconnected");
        await server.Execute("UPDATE senders SET status = 'connected' WHERE id = $1", sender);
        await server.Execute("INSERT INTO sender_dispatch (sender_id, tenant_id, health_at, hour_at, hour_used) VALUES ($1, $2, now(), now() - interval '10 minutes', 500)", sender, server.Tenant.Value);
        (await Why(id)).ShouldContain("has used its quota of 500 messages an hour until");
        var until = DateTimeOffset.Parse((await api.Get($"/api/messages/{id}"))["why.until"]!, System.Globalization.CultureInfo.InvariantCulture);
        (until - TimeProvider.System.GetUtcNow()).TotalMinutes.ShouldBeInRange(48, 51);
        await server.Execute("UPDATE contacts SET consent = 'opted_out' WHERE phone = '+5511900000003'");
        (await Why(id)).ShouldContain("asked not to be written to");

        async Task<string> Why(Guid message) => (await api.Get($"/api/messages/{message}"))["why.sentence"]!;
    }

    [Fact]
    [Trait("Requirement", "MSG-12")]
    public async Task The_ledger_is_listed_newest_first_in_pages_and_by_filters()
    {
        var tenant = await server.Database.NewTenant();
        var api = await server.Member(tenant, Role.Admin);
        var ids = new List<Guid>();
        for (var n = 0; n < 5; n++) ids.Add((await api.Post("/api/messages", new { to = $"+551190000010{n}", text = "n" + n })).Id);
        await server.Execute("UPDATE messages SET state = 'failed', due_at = NULL, reason = 'recipient-invalid' WHERE id = $1", ids[1]);

        var first = await api.Get("/api/messages?limit=3");
        Ids(first).ShouldBe([ids[4], ids[3], ids[2]]);
        var second = await api.Get("/api/messages?limit=3&cursor=" + first["nextCursor"]);
        Ids(second).ShouldBe([ids[1], ids[0]]);
        second["nextCursor"].ShouldBeNull();

        var failed = await api.Get("/api/messages?state=failed&origin=api&direction=out");
        Ids(failed).ShouldBe([ids[1]]);
        failed["items.0.reason.sentence"]!.ShouldContain("cannot be reached");
        Ids(await api.Get("/api/messages?contact=" + (await api.Get($"/api/messages/{ids[3]}"))["contactId"])).ShouldBe([ids[3]]);
        Ids(await api.Get("/api/messages?since=" + Uri.EscapeDataString(TimeProvider.System.GetUtcNow().AddMinutes(1).ToString("o")))).ShouldBeEmpty();
        Ids(await api.Get("/api/messages?since=" + Uri.EscapeDataString(TimeProvider.System.GetUtcNow().AddMinutes(-1).ToString("o")))).Count.ShouldBe(5);
        (await api.Get("/api/messages?state=lost")).Status.ShouldBe(400);
        (await api.Get("/api/messages?limit=0")).Status.ShouldBe(400);

        static List<Guid> Ids(Answer page) => [.. page.Body.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetGuid())];
    }

    [Fact]
    [Trait("Requirement", "IDN-01")]
    public async Task Another_tenant_finds_nothing_and_a_vendor_is_not_let_in()
    {
        var id = (await (await server.Admin()).Post("/api/messages", new { to = "+5511900000005", text = "Hello" })).Id;
        var other = await server.AdminOfOtherTenant();
        (await other.Get($"/api/messages/{id}")).Status.ShouldBe(404);
        (await other.Get("/api/messages")).Body.GetProperty("items").GetArrayLength().ShouldBe(0);
        (await (await server.Vendor()).Get($"/api/messages/{id}")).Status.ShouldBe(403);
        (await (await server.ApiKey(Scopes.SendMessages)).Get($"/api/messages/{id}")).Status.ShouldBe(403);
        (await (await server.ApiKey(Scopes.Read)).Get($"/api/messages/{id}")).Status.ShouldBe(200);
    }

    private async Task<Guid> Sender(string name)
    {
        var id = Guid.CreateVersion7();
        await server.Execute("""
            INSERT INTO senders (id, tenant_id, name, phone, driver, status, pacing, created_at, updated_at) VALUES ($1, $2, $3, $4, 'simulator', 'connected', '{"profile":"none"}', now(), now())
            """, id, server.Tenant.Value, name, "+1555" + Random.Shared.Next(1000000, 9999999));
        return id;
    }
}
