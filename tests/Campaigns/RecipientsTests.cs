using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Campaigns;

[Trait("Requirement", "CMP-07")]
public sealed class RecipientsTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Each_recipient_is_shown_with_its_attempts_and_with_the_reason_why_not()
    {
        var stage = await CampaignStage.On(server);
        var sender = await stage.Sender("Front desk");
        var numbers = CampaignStage.NewNumbers(3);
        await stage.Api.Patch($"/api/simulator/phones/{numbers[1]}", new { registered = false });
        await server.Execute("INSERT INTO blocklist (tenant_id, phone, reason, created_by, created_at) VALUES ($1, $2, 'asked', 'test', now())", stage.Tenant.Value, numbers[2]);
        var campaign = await stage.Create(new { name = "Three", template = "Hi", contacts = numbers.Select((n, i) => new { phoneNumber = n, name = "Person " + i }) });
        await stage.Start(campaign);
        await stage.UntilState(campaign, "completed");
        await Wait.Until(async () => (await stage.Stats(campaign))["read"] == "1");

        var shown = await stage.Api.Get($"/api/campaigns/{campaign}/recipients");
        shown["items.0.to"].ShouldBe(numbers[0]);
        shown["items.0.state"].ShouldBe("read");
        shown["items.0.senderName"].ShouldBe("Front desk");
        shown["items.0.attempts.0.outcome"].ShouldBe("accepted");
        shown["items.1.state"].ShouldBe("failed");
        shown["items.1.reason.slug"].ShouldBe("recipient-not-on-whatsapp");
        shown["items.1.attempts.0.outcome"].ShouldBe("refused");
        shown["items.2.reason.slug"].ShouldBe("blocked");
        shown["items.2.attempts"].ShouldBe("[]");
        shown["nextCursor"].ShouldBeNull();

        async Task<string[]> Of(string query) => [.. (await stage.Api.Get($"/api/campaigns/{campaign}/recipients?{query}")).Body.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("to").GetString()!)];
        (await Of("state=failed")).ShouldBe([numbers[1]]);
        (await Of("state=read")).ShouldBe([numbers[0]]);
        (await Of("reason=blocked")).ShouldBe([numbers[2]]);
        (await Of($"sender={sender}")).ShouldBe([numbers[0], numbers[1]]);
        (await Of("variant=a")).ShouldBe(numbers);
        (await Of("search=" + Uri.EscapeDataString(numbers[1]))).ShouldBe([numbers[1]]);
        (await Of("search=person+2")).ShouldBe([numbers[2]]);
        (await Of("search=nobody")).ShouldBeEmpty();
        foreach (var wrong in new[] { "state=gone", "variant=Z", "cursor=x", "limit=0" }) (await stage.Api.Get($"/api/campaigns/{campaign}/recipients?{wrong}")).Status.ShouldBe(400, wrong);
    }

    [Fact]
    public async Task Pages_bring_everybody_once_and_in_order_also_what_is_rare()
    {
        var stage = await CampaignStage.On(server);
        await stage.AddContacts(45_000);
        // Three far apart, the last one behind what one look passes over.
        await server.Execute("UPDATE contacts SET consent = 'opted_out' WHERE id IN (SELECT id FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM contacts WHERE tenant_id = $1) c WHERE n IN (10, 21000, 44000))", stage.Tenant.Value);
        var campaign = await stage.Create(new { name = "Many", template = "Hi", audience = new { all = true } });
        await stage.UntilReady(campaign);

        var seen = new List<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await stage.Api.Get($"/api/campaigns/{campaign}/recipients?limit=500&cursor={cursor}");
            seen.AddRange(page.Body.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!));
            cursor = page["nextCursor"];
        }
        seen.Count.ShouldBe(45_000);
        seen.ShouldBe(seen.Distinct().Order(StringComparer.Ordinal));

        foreach (var query in new[] { "state=suppressed", "reason=opted-out" })
        {
            var rare = 0;
            for (string? cursor = ""; cursor is not null;)
            {
                var page = await stage.Api.Get($"/api/campaigns/{campaign}/recipients?limit=2&{query}&cursor={cursor}");
                rare += page.Body.GetProperty("items").GetArrayLength();
                cursor = page["nextCursor"];
            }
            rare.ShouldBe(3, query);
        }
        // A word that fits thousands is answered along the campaign itself.
        (await stage.Api.Get($"/api/campaigns/{campaign}/recipients?search=contact&limit=7")).Body.GetProperty("items").GetArrayLength().ShouldBe(7);
    }

    [Fact]
    public async Task The_file_has_everybody_and_no_cell_that_a_spreadsheet_would_run()
    {
        var stage = await CampaignStage.On(server);
        var numbers = CampaignStage.NewNumbers(2);
        await server.Execute("INSERT INTO contacts (id, tenant_id, phone, name, consent, created_at, updated_at) VALUES (gen_random_uuid(), $1, $2, '=HYPERLINK(\"x\")', 'opted_out', now(), now())", stage.Tenant.Value, numbers[0]);
        var campaign = await stage.Create(new { name = "File", template = "Hi", contacts = numbers.Select(n => new { phoneNumber = n }) });
        using var answer = await stage.Api.GetAsync($"/api/campaigns/{campaign}/recipients.csv");
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        var lines = (await answer.Content.ReadAsStringAsync()).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(3);
        lines[0].ShouldStartWith("phone,name,state,reason,explanation,variant,sender");
        lines[1].ShouldStartWith($"{numbers[0]},\"'=HYPERLINK(\"\"x\"\")\",suppressed,opted-out,The person asked not to be written to.,A,");
        lines[2].ShouldStartWith($"{numbers[1]},,pending,");
        (await (await stage.Api.GetAsync($"/api/campaigns/{campaign}/recipients.csv?state=pending")).Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(2);
    }

    [Fact]
    [Trait("Requirement", "MSG-06")]
    public async Task Who_was_sent_to_and_gave_no_receipt_is_flagged_in_the_table_in_the_file_and_by_the_filter()
    {
        var stage = await CampaignStage.On(server);
        var numbers = CampaignStage.NewNumbers(2);
        var campaign = await stage.Create(new { name = "Silence", template = "Hi", contacts = numbers.Select(n => new { phoneNumber = n }) });
        await server.Execute("UPDATE messages SET state = 'sent', due_at = NULL, method = 'simulator', sent_at = now() - interval '1 hour' WHERE queue_id = $1 AND recipient = $2", campaign, numbers[0]);

        var shown = await stage.Api.Get($"/api/campaigns/{campaign}/recipients");
        shown["items.0.noReceipt"].ShouldBe("true");
        shown["items.1.noReceipt"].ShouldBe("false");
        foreach (var (flagged, number) in new[] { ("true", numbers[0]), ("false", numbers[1]) })
        {
            var found = await stage.Api.Get($"/api/campaigns/{campaign}/recipients?noReceipt={flagged}&variant=A&search=%2B55219");
            found.Body.GetProperty("items").EnumerateArray().ShouldHaveSingleItem().GetProperty("to").GetString().ShouldBe(number);
        }
        var lines = (await (await stage.Api.GetAsync($"/api/campaigns/{campaign}/recipients.csv")).Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines[0].ShouldEndWith(",message,no_receipt");
        lines[1].ShouldEndWith(",yes");
        lines[2].ShouldEndWith(",");
        (await (await stage.Api.GetAsync($"/api/campaigns/{campaign}/recipients.csv?noReceipt=true")).Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(2);
    }

    [Fact]
    [Trait("Requirement", "IDN-01")]
    public async Task Another_tenants_recipients_are_not_found()
    {
        var stage = await CampaignStage.On(server);
        var campaign = await stage.Create(1);
        var other = (await CampaignStage.On(server)).Api;
        (await other.Get($"/api/campaigns/{campaign}/recipients")).Status.ShouldBe(404);
        ((int)(await other.GetAsync($"/api/campaigns/{campaign}/recipients.csv")).StatusCode).ShouldBe(404);
    }
}
