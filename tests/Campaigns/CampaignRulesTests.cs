using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Campaigns;

/// <summary>What a campaign keeps to while it runs, from the draft to the phone.</summary>
public sealed class CampaignRulesTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    [Trait("Requirement", "CMP-02")]
    public async Task The_people_of_a_segment_get_it_and_nobody_else()
    {
        var stage = await CampaignStage.On(server);
        await stage.Sender();
        await stage.AddContacts(20);
        await server.Execute("UPDATE contacts SET variables = '{\"city\":\"Recife\"}' WHERE tenant_id = $1 AND phone LIKE '%3'", stage.Tenant.Value);
        var segment = await stage.Api.Post("/api/segments", new { name = "Recife", filter = new { field = "variables.city", op = "equals", value = "recife" } });
        segment.Status.ShouldBe(201, segment.Body.GetRawText());
        var campaign = await stage.Create(new { name = "City", template = "Hi {{name}} of {{city}}", audience = new { segmentId = segment.Id } });
        await stage.UntilReady(campaign);
        await stage.Start(campaign);
        await stage.UntilState(campaign, "completed");
        (await stage.Stats(campaign))["sent"].ShouldBe("2");
        (await server.Scalar("SELECT count(*) FROM messages WHERE queue_id = $1 AND recipient LIKE '%3'", campaign)).ShouldBe(2L);
        (await stage.Api.Post("/api/campaigns", new { name = "x", template = "Hi", audience = new { segmentId = Guid.NewGuid() } })).Status.ShouldBe(422);
    }

    [Fact]
    [Trait("Requirement", "CMP-02")]
    public async Task The_people_of_an_uploaded_file_get_it_with_what_the_file_says_of_them()
    {
        var stage = await CampaignStage.On(server);
        await stage.Sender();
        await stage.AddContacts(5);
        var numbers = CampaignStage.NewNumbers(3);
        using var form = new MultipartFormDataContent();
        var file = new ByteArrayContent(Encoding.UTF8.GetBytes("phone,name,code\n" + string.Join('\n', numbers.Select((n, i) => $"{n},Person {i},C{i}"))));
        file.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        form.Add(file, "file", "people.csv");
        using var uploaded = await stage.Api.PostAsync("/api/contacts/imports", form);
        var import = JsonSerializer.Deserialize<JsonElement>(await uploaded.Content.ReadAsStringAsync()).GetProperty("id").GetGuid();
        (await stage.Api.Post("/api/campaigns", new { name = "Early", template = "Hi", audience = new { importId = import } })).Status.ShouldBe(422);
        (await stage.Api.Post($"/api/contacts/imports/{import}/start", new { })).Status.ShouldBeOneOf(200, 202);
        await Wait.Until(async () => (await server.Scalar("SELECT count(*) FROM import_people WHERE import_id = $1", import)) is 3L && (await stage.Api.Post("/api/campaigns/check", new { template = "Hi", audience = new { importId = import } })).Status == 200);

        var campaign = await stage.Create(new { name = "File", template = "{{name}} {{code}}", audience = new { importId = import } });
        await stage.UntilReady(campaign);
        await stage.Start(campaign);
        await stage.UntilState(campaign, "completed");
        (await stage.Stats(campaign))["sent"].ShouldBe("3");
        (await stage.Api.Get($"/api/messages?campaign={campaign}&limit=1"))["items.0.content.text"]!.ShouldMatch("^Person [0-2] C[0-2]$");
    }

    [Fact]
    [Trait("Requirement", "CMP-10")]
    public async Task Nobody_gets_more_campaign_messages_than_the_cap_allows()
    {
        var stage = await CampaignStage.On(server);
        await stage.Sender();
        await server.Execute("UPDATE tenants SET cap_messages = 2, cap_days = 7 WHERE id = $1", stage.Tenant.Value);
        var people = CampaignStage.People(3);
        for (var round = 1; round <= 3; round++)
        {
            var campaign = await stage.Create(new { name = "Round " + round, template = "Hi", contacts = people });
            await stage.Start(campaign);
            await stage.UntilState(campaign, "completed");
            var stats = await stage.Stats(campaign);
            stats["sent"].ShouldBe(round < 3 ? "3" : "0");
            if (round == 3) stats["reasons.0.slug"].ShouldBe("frequency-capped");
        }
        // What a person asked for is no campaign message.
        (await stage.Api.Post("/api/messages", new { to = CampaignStage.NewNumbers(1)[0], text = "Direct" })).Status.ShouldBe(202);
    }

    [Fact]
    [Trait("Requirement", "CMP-01")]
    public async Task It_does_not_wait_for_ever_for_a_sender_that_was_deleted()
    {
        var stage = await CampaignStage.On(server);
        var sender = await stage.IdleSender();
        var campaign = await stage.Create(2);
        // They were tried through it, which binds them to it.
        await server.Execute("UPDATE messages SET pin = $2, pin_hard = true WHERE queue_id = $1", campaign, sender);
        await stage.Start(campaign);
        await stage.UntilState(campaign, "waiting_for_login");
        (await stage.Api.DeleteAsync($"/api/senders/{sender}")).IsSuccessStatusCode.ShouldBeTrue();
        await stage.UntilState(campaign, "completed");
        var stats = await stage.Stats(campaign);
        (stats["failed"], stats["reasons.0.slug"]).ShouldBe(("2", "sender-deleted"));
    }

    [Fact]
    [Trait("Requirement", "CMP-03")]
    public async Task In_the_recipients_own_zone_each_waits_for_their_own_hours()
    {
        var stage = await CampaignStage.On(server);
        await stage.Sender();
        var numbers = CampaignStage.NewNumbers(2);
        var now = TimeProvider.System.GetUtcNow();
        // Noon is within the hours for one of them; on the other side of the world it is midnight.
        var (noon, midnight) = (12 - now.Hour, now.Hour > 12 ? 24 - now.Hour : -now.Hour);
        foreach (var (number, shift) in new[] { (numbers[0], noon), (numbers[1], midnight) })
            await server.Execute("INSERT INTO contacts (id, tenant_id, phone, time_zone, created_at, updated_at) VALUES (gen_random_uuid(), $1, $2, $3, now(), now())", stage.Tenant.Value, number, Zone(shift));
        var campaign = await stage.Create(new { name = "Local", template = "Hi", contacts = numbers.Select(n => new { phoneNumber = n }), timeWindowStart = "10:00", timeWindowEnd = "15:00", timeZone = "recipient" });
        await stage.Start(campaign);
        await Wait.Until(async () => (await stage.Stats(campaign))["sent"] == "1");
        await Wait.Until(async () => (await server.Scalar("SELECT count(*) FROM messages WHERE queue_id = $1 AND recipient = $2 AND due_at > now() + interval '5 hours'", campaign, numbers[1])) is 1L);
        (await server.Scalar("SELECT recipient FROM messages WHERE queue_id = $1 AND sent_at IS NOT NULL", campaign)).ShouldBe(numbers[0]);
        (await stage.Show(campaign))["state"].ShouldBe("running");
    }

    [Fact]
    [Trait("Requirement", "CMP-03")]
    public async Task On_other_weekdays_nothing_is_sent()
    {
        var stage = await CampaignStage.On(server);
        await stage.Sender();
        var today = TimeProvider.System.GetUtcNow().DayOfWeek;
        var twoDaysOn = ((int)today + 2) % 7;
        var campaign = await stage.Create(new { name = "Day", template = "Hi", contacts = CampaignStage.People(2), weekdays = new[] { twoDaysOn == 0 ? 7 : twoDaysOn }, timeZone = "UTC" });
        await stage.Start(campaign);
        await Wait.Until(async () => (await server.Scalar("SELECT count(*) FROM messages WHERE queue_id = $1 AND due_at > now() + interval '20 hours'", campaign)) is 2L);
        (await stage.Stats(campaign))["sent"].ShouldBe("0");
    }

    [Fact]
    [Trait("Requirement", "CMP-01")]
    public async Task It_waits_when_its_senders_are_lost_and_goes_on_when_one_is_back_and_nobody_gets_it_twice()
    {
        var stage = await CampaignStage.On(server);
        var sender = await stage.Sender(pacing: new { minMs = 100, maxMs = 100 });
        var campaign = await stage.Create(30);
        await stage.Start(campaign);
        await Wait.Until(async () => int.Parse((await stage.Stats(campaign))["sent"]!, CultureInfo.InvariantCulture) >= 3);
        (await stage.Api.Post($"/api/senders/{sender}/disconnect")).Status.ShouldBeLessThan(300);
        await stage.UntilState(campaign, "waiting_for_login");
        (await stage.Api.Post($"/api/campaigns/{campaign}/resume")).Status.ShouldBe(409);
        int.Parse((await stage.Stats(campaign))["pending"]!, CultureInfo.InvariantCulture).ShouldBeGreaterThan(0);

        (await stage.Api.Post($"/api/senders/{sender}/connect")).Status.ShouldBeLessThan(300);
        await stage.UntilState(campaign, "completed");
        (await stage.Stats(campaign))["sent"].ShouldBe("30");
        (await stage.Api.Get("/api/simulator/stats"))["accepted"].ShouldBe("30");
        (await stage.Api.Get("/api/simulator/stats"))["duplicatesSuppressed"].ShouldBe("0");
    }

    [Fact]
    [Trait("Requirement", "CMP-04")]
    public async Task Attempts_typing_and_pace_are_the_campaigns_own()
    {
        var stage = await CampaignStage.On(server);
        await stage.Sender();
        var numbers = CampaignStage.NewNumbers(2);
        var campaign = await stage.Create(new { name = "Own", template = "Hello you", contacts = numbers.Select(n => new { phoneNumber = n }), enableTyping = true, minDelay = 1000, maxDelay = 1000, attempts = 7 });
        await stage.Start(campaign);
        await stage.UntilState(campaign, "completed");
        (await server.Scalar("SELECT bool_and(typing_ms >= 400) FROM messages WHERE queue_id = $1", campaign)).ShouldBe(true);
        (await server.Scalar("SELECT max(claimed_at) - min(claimed_at) >= interval '1 second' FROM messages WHERE queue_id = $1", campaign)).ShouldBe(true);
        (await server.Scalar("SELECT attempts FROM outbox_queues WHERE id = $1", campaign)).ShouldBe((short)7);
    }

    [Fact]
    [Trait("Requirement", "CMP-04")]
    public async Task Of_two_campaigns_the_one_with_the_higher_priority_goes_first()
    {
        var stage = await CampaignStage.On(server);
        await stage.Sender(pacing: new { minMs = 40, maxMs = 40 });
        async Task<Guid> Make(int priority) => await stage.Create(new { name = "P" + priority, template = "Hi", contacts = CampaignStage.People(15), priority });
        var (low, high) = (await Make(-5), await Make(5));
        await stage.Start(high);
        await stage.Start(low);
        await stage.UntilState(low, "completed");
        (await server.Scalar("SELECT (SELECT max(claimed_at) FROM messages WHERE queue_id = $1) < (SELECT min(claimed_at) FROM messages WHERE queue_id = $2)", high, low)).ShouldBe(true);
    }

    [Fact]
    [Trait("Requirement", "CMP-08")]
    public async Task Who_wrote_back_and_who_left_is_counted_by_variant_and_once()
    {
        var stage = await CampaignStage.On(server);
        await stage.Sender();
        var numbers = CampaignStage.NewNumbers(4);
        var campaign = await stage.Create(new { name = "Answers", contacts = numbers.Select(n => new { phoneNumber = n }), variants = new[] { new { name = "A", template = "Hi" }, new { name = "B", template = "Ho" } } });
        await stage.Start(campaign);
        await stage.UntilState(campaign, "completed");
        var sender = (await stage.Api.Get("/api/senders"))["items.0.phoneNumber"];
        foreach (var (number, text) in new[] { (numbers[0], "Thanks"), (numbers[0], "Really"), (numbers[1], "Who is this?"), (numbers[1], "STOP"), (numbers[2], "SAIR") })
            (await stage.Api.Post($"/api/simulator/phones/{number}/send", new { to = sender, text })).Status.ShouldBeLessThan(300);
        async Task<long> Sum(string metric) => (await stage.Stats(campaign)).Body.GetProperty("byVariant").EnumerateArray().Sum(variant => variant.GetProperty(metric).GetInt64());
        await Wait.Until(async () => await Sum("optedOut") == 2 && await Sum("replied") == 3);
        await Wait.Until(async () => (await server.Scalar("SELECT count(*) FROM messages WHERE direction = 'in' AND tenant_id = $1", stage.Tenant.Value)) is 5L); // the second thanks may come after the last goodbye
        (await Sum("replied")).ShouldBe(3);
    }

    [Fact]
    [Trait("Requirement", "CMP-08")]
    public async Task The_variant_that_is_read_most_takes_what_is_left()
    {
        var stage = await CampaignStage.On(server);
        await stage.Sender(pacing: new { minMs = 25, maxMs = 25 });
        var campaign = await stage.Create(new
        {
            name = "Winner", contacts = CampaignStage.People(300), winner = new { by = "read", afterSent = 10 },
            variants = new[] { new { name = "A", template = "Hi {{name}}", weight = 1 }, new { name = "B", template = "Ho {{name}}", weight = 1 } },
        });
        (await stage.Show(campaign))["winnerRule.afterSent"].ShouldBe("10");
        await stage.Start(campaign);
        await Wait.Until(async () => (await stage.Show(campaign))["winner"] is not null);
        var winner = (await stage.Show(campaign))["winner"] == "A" ? 0 : 1;
        await stage.UntilState(campaign, "completed");
        var stats = await stage.Stats(campaign);
        var (won, lost) = (long.Parse(stats[$"byVariant.{winner}.sent"]!, CultureInfo.InvariantCulture), long.Parse(stats[$"byVariant.{1 - winner}.sent"]!, CultureInfo.InvariantCulture));
        (won + lost).ShouldBe(300);
        won.ShouldBeGreaterThan(220);
        lost.ShouldBeGreaterThanOrEqualTo(10);
    }

    // A zone that is so many hours from UTC; POSIX names count the other way round.
    private static string Zone(int shift) => shift == 0 ? "Etc/UTC" : $"Etc/GMT{(shift > 0 ? "-" : "+")}{Math.Abs(shift)}";
}
