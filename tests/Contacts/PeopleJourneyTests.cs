using Parley.Channels;
using Parley.Tests.Campaigns;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Contacts;

/// <summary>What people want is done: over the API, the engine and the stand-in's phones, as it happens in a business.</summary>
public sealed class PeopleJourneyTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    [Trait("Requirement", "CON-04")]
    public async Task Blocking_a_number_holds_for_what_waits_already()
    {
        var stage = await CampaignStage.On(server);
        var numbers = CampaignStage.NewNumbers(3);
        var campaign = await stage.Create(new { name = "Blocked", template = "Hello", contacts = numbers.Select(n => new { phoneNumber = n }) });
        await stage.Start(campaign);
        // Nobody can send yet, so all of it waits.
        var single = (await stage.Api.Post("/api/messages", new { to = numbers[0], text = "Hello" })).Id;
        (await stage.Api.Post("/api/blocklist", new { phoneNumber = numbers[0], reason = "asked by phone" })).Status.ShouldBe(200);
        (await stage.Api.Get($"/api/messages/{single}"))["state"].ShouldNotBe("suppressed");

        await stage.Sender();
        await stage.UntilState(campaign, "completed");
        await Wait.Until(async () => (await stage.Api.Get($"/api/messages/{single}"))["state"] == "suppressed");
        (await stage.Api.Get($"/api/messages/{single}"))["reason.slug"].ShouldBe("blocked");
        var stats = await stage.Stats(campaign);
        (stats["sent"], stats["suppressed"], stats["pending"], stats["reasons.0.slug"]).ShouldBe(("2", "1", "0", "blocked"));
        (await Received(stage, numbers[0])).ShouldBeEmpty();
        (await Received(stage, numbers[1])).ShouldBe(["Hello"]);

        (await stage.Api.Post("/api/messages", new { to = numbers[0], text = "Hello again" }))["type"].ShouldBe("recipient-suppressed");
        (await stage.Api.Delete($"/api/blocklist?phoneNumber={Uri.EscapeDataString(numbers[0])}")).Status.ShouldBe(204);
        await stage.Api.Post("/api/messages", new { to = numbers[0], text = "Welcome back" });
        await Wait.Until(async () => (await Received(stage, numbers[0])) is ["Welcome back"]);
    }

    [Fact]
    [Trait("Requirement", "CON-05")]
    public async Task Who_asks_to_leave_is_understood_in_any_spelling_answered_once_and_left_alone()
    {
        var stage = await CampaignStage.On(server);
        var sender = (await stage.Api.Get($"/api/senders/{await stage.Sender()}"))["phoneNumber"]!;
        string[] spellings = ["STOP", " stop. ", "¡Baja!", "Désabonner", "DESABONNER!!", "Não quero receber", "🛑 Sair"];
        var numbers = CampaignStage.NewNumbers(spellings.Length);
        foreach (var (number, text) in numbers.Zip(spellings)) Write(stage, number, sender, text);
        foreach (var (number, text) in numbers.Zip(spellings))
        {
            await Wait.Until(async () => await Consent(stage, number) == "opted_out", condition: $"\"{text}\" is understood");
            await Wait.Until(async () => (await Received(stage, number)).Count == 1, condition: $"\"{text}\" is answered");
        }

        // Saying it again changes nothing and is not answered: the answer to what is said after it comes alone.
        Write(stage, numbers[0], sender, "STOP");
        Write(stage, numbers[0], sender, "start");
        await Wait.Until(async () => (await Received(stage, numbers[0])).Count == 2);
        (await Received(stage, numbers[0]))[^1].ShouldContain("again");
        (await Consent(stage, numbers[0])).ShouldBe("opted_in");
        (await stage.Api.Post("/api/messages", new { to = numbers[1], text = "Hello" }))["type"].ShouldBe("recipient-suppressed");
    }

    [Fact]
    [Trait("Requirement", "CON-05")]
    public async Task A_tenant_chooses_its_words_its_answers_and_whether_campaigns_need_consent()
    {
        var stage = await CampaignStage.On(server);
        var sender = (await stage.Api.Get($"/api/senders/{await stage.Sender()}"))["phoneNumber"]!;
        var changed = await stage.Api.Patch("/api/tenant", new { optOutWords = new[] { "Chega" }, optInWords = new[] { "Volto" }, optOutReply = "Até logo!", optInReply = "Olá de novo!", requireOptIn = true });
        (changed.Status, changed["requireOptIn"]).ShouldBe((200, "true"));
        var number = CampaignStage.NewNumbers(1)[0];
        Write(stage, number, sender, "stop");
        Write(stage, number, sender, "chega!");
        await Wait.Until(async () => (await Received(stage, number)) is ["Até logo!"]);
        Write(stage, number, sender, "VOLTO");
        await Wait.Until(async () => (await Received(stage, number)) is ["Até logo!", "Olá de novo!"]);

        var stranger = CampaignStage.NewNumbers(1)[0];
        var campaign = await stage.Create(new { name = "Consent", template = "Hello", contacts = new[] { number, stranger }.Select(n => new { phoneNumber = n }) });
        var stats = await stage.Stats(campaign);
        (stats["pending"], stats["suppressed"], stats["reasons.0.slug"]).ShouldBe(("1", "1", "not-opted-in"));
    }

    [Fact]
    [Trait("Requirement", "CON-07")]
    public async Task Who_is_erased_leaves_a_campaign_whose_figures_stay_right()
    {
        var stage = await CampaignStage.On(server);
        var numbers = CampaignStage.NewNumbers(3);
        var campaign = await stage.Create(new { name = "Erased", template = "Hello", contacts = numbers.Select(n => new { phoneNumber = n }) });
        await stage.Start(campaign);
        (await stage.Api.Delete($"/api/contacts/{await Id(stage, numbers[1])}?erase=true")).Status.ShouldBe(204);
        var waiting = await stage.Stats(campaign);
        (waiting["total"], waiting["pending"], waiting["cancelled"]).ShouldBe(("3", "2", "1"));

        var sender = await stage.Sender();
        await stage.UntilState(campaign, "completed");
        await Wait.Until(async () => (await stage.Stats(campaign))["read"] == "2");
        // Their row stays for the sums, and goes on being one of those who read it.
        (await stage.Api.Delete($"/api/contacts/{await Id(stage, numbers[0])}?erase=true")).Status.ShouldBe(204);
        var stats = await stage.Stats(campaign);
        (stats["total"], stats["sent"], stats["read"], stats["cancelled"], stats["pending"]).ShouldBe(("3", "2", "2", "1", "0"));
        (await stage.Ledger(campaign)).ShouldBe(new Dictionary<string, long> { ["read"] = 2, ["cancelled"] = 1 }, ignoreOrder: true);
        await Wait.Until(async () => (await server.Scalar("SELECT coalesce(sum(amount), 0)::bigint FROM sender_tallies WHERE sender_id = $1 AND metric = 'sent'", sender)) is 2L);
        (await server.Scalar("SELECT count(*) FROM sender_tallies WHERE sender_id = $1 AND metric = 'cancelled'", sender)).ShouldBe(0L);
    }

    [Fact]
    [Trait("Requirement", "CON-07")]
    public async Task A_failed_message_of_somebody_who_was_erased_is_not_tried_again()
    {
        var stage = await CampaignStage.On(server);
        await stage.Sender();
        var numbers = CampaignStage.NewNumbers(2);
        foreach (var number in numbers) (await stage.Api.Patch($"/api/simulator/phones/{number[1..]}", new { registered = false })).Status.ShouldBe(200);
        var campaign = await stage.Create(new { name = "Failed", template = "Hello", contacts = numbers.Select(n => new { phoneNumber = n }) });
        await stage.Start(campaign);
        await stage.UntilState(campaign, "completed");
        (await stage.Stats(campaign))["failed"].ShouldBe("2");
        (await stage.Api.Delete($"/api/contacts/{await Id(stage, numbers[0])}?erase=true")).Status.ShouldBe(204);

        foreach (var number in numbers) await stage.Api.Patch($"/api/simulator/phones/{number[1..]}", new { registered = true });
        (await stage.Api.Post($"/api/campaigns/{campaign}/retry-failed")).Status.ShouldBe(202);
        await Wait.Until(async () => (await Received(stage, numbers[1])) is ["Hello"]);
        await stage.UntilState(campaign, "completed");
        var stats = await stage.Stats(campaign);
        (stats["total"], stats["sent"], stats["failed"], stats["pending"]).ShouldBe(("2", "1", "1", "0"));
        (await server.Scalar("SELECT state || ' ' || recipient FROM messages WHERE queue_id = $1 AND contact_id IS NULL", campaign)).ShouldBe("failed erased");
    }

    [Fact]
    [Trait("Requirement", "CON-07")]
    public async Task After_a_whole_conversation_erasing_leaves_no_trace_of_the_person()
    {
        var stage = await CampaignStage.On(server);
        var sender = (await stage.Api.Get($"/api/senders/{await stage.Sender()}"))["phoneNumber"]!;
        var number = CampaignStage.NewNumbers(1)[0];
        await Import.ImportCalls.Import(stage.Api, $"phone,name,city\n{number},Zuleica Traceable,Itaquaquecetuba\n");
        await stage.Create(new { name = "Traces", template = "Hi {{name}}", contacts = new[] { new { phoneNumber = number, variables = new { name = "Zuleica" } } } });
        (await stage.Api.Post("/api/messages", new { to = number, text = "Dear Zuleica" }, key: "order-1")).Status.ShouldBe(202);
        (await stage.Api.Post("/api/bulk", new { text = "Hi {{name}}", recipients = new[] { new { to = number, name = "Zuleica" } } })).Status.ShouldBeLessThan(300);
        (await stage.Api.Post("/api/broadcasts", new { name = "Friends", numbers = new[] { number } })).Status.ShouldBe(201);
        await Wait.Until(async () => (await Received(stage, number)).Count == 2);
        Write(stage, number, sender, "I am Zuleica, call me");
        await stage.Api.Post($"/api/contacts/{await Id(stage, number)}/consent", new { state = "opted_in", evidence = "Zuleica said so" });
        await Wait.Until(async () => (await server.Scalar("SELECT count(*) FROM messages WHERE tenant_id = $1 AND direction = 'in'", stage.Tenant.Value)) is 1L);
        var id = await Id(stage, number);
        string[] words = [number, "Zuleica", "Itaquaquecetuba"];
        (await server.Find(stage.Tenant, words)).ShouldNotBeEmpty();

        (await stage.Api.Delete($"/api/contacts/{id}?erase=true")).Status.ShouldBe(204);
        (await server.Find(stage.Tenant, words)).ShouldBeEmpty();
        (await server.Find(stage.Tenant, [id], "audit_log")).ShouldBeEmpty();
    }

    private static async Task<string> Id(CampaignStage stage, string number) => (await stage.Api.Get($"/api/contacts?q={Uri.EscapeDataString(number)}"))["items.0.id"]!;

    private static async Task<string?> Consent(CampaignStage stage, string number)
    {
        var found = await stage.Api.Get($"/api/contacts?q={Uri.EscapeDataString(number)}");
        return found.Body.GetProperty("items").GetArrayLength() == 0 ? null : found["items.0.consent"];
    }

    // Not over the stand-in's API, whose paths name the phones: the audit log keeps paths.
    private void Write(CampaignStage stage, string from, string to, string text)
    {
        var (_, refusal) = server.World(stage.Tenant).Write(Digits(from), Digits(to), MessageContent.OfText(text));
        refusal.ShouldBeNull();
    }

    private static long Digits(string number) => long.Parse(number[1..], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The texts that a phone got, oldest first.</summary>
    private static async Task<List<string>> Received(CampaignStage stage, string number) =>
        [.. (await stage.Api.Get($"/api/simulator/phones/{number[1..]}/messages")).Body.GetProperty("items").EnumerateArray()
            .Select(item => item.GetProperty("text").GetString()!).Reverse()];
}
