using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Parley.Channels;
using Parley.Channels.Simulator;
using Parley.Conversations;
using Parley.Outbox;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Channels.Cloud;

/// <summary>The whole server with the official API's driver, against the stand-in in the phones' own process: as an operator without a Meta account tries it.</summary>
[Trait("Requirement", "SND-01")]
public sealed class CloudJourneyTests : IAsyncLifetime
{
    private const string Token = "EAAJ-journey-token", Secret = "journey-app-secret", Business = "102290129340398", Number = "106540352242922", Ours = "+5511900001111", Ana = "+5511900002222";
    private WebApplication _phones = null!;
    private TestServer _server = null!;
    private HttpClient _admin = null!;

    public async ValueTask InitializeAsync()
    {
        _phones = PhonesProcess.Build(new IPEndPoint(IPAddress.Loopback, 0), token: null);
        await _phones.StartAsync();
        var url = _phones.Urls.First();
        _server = await TestServer.Start(new Dictionary<string, string?>(StringComparer.Ordinal) { ["WHATSAPP_CLOUD"] = "on", ["WHATSAPP_CLOUD_URL"] = url + "/graph", ["SIMULATOR_URL"] = url },
            // A second way that knows nothing of templates and buttons.
            replace: services => services.AddSingleton<IChannelDriver>(new ScriptedDriver(DriverName.Baileys) { Capabilities = new ScriptedDriver().Capabilities with { Content = ContentKinds.Plain } }));
        _admin = await _server.Admin();
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _phones.StopAsync(new CancellationToken(canceled: true));
        await _phones.DisposeAsync();
    }

    private Task<Answer> Pretend(bool keepsWindow = true, bool hidesNumbers = false, string token = Token) => _admin.Put("/api/simulator/cloud", new
    {
        businessAccountId = Business,
        accessToken = token,
        appSecret = Secret,
        webhookUrl = new Uri(_server.Address, "/hooks/cloud").ToString(),
        numbers = new[] { new { id = Number, phoneNumber = Ours, verifiedName = "Ana's flowers" } },
        templates = new[] { new { name = "order_ready", language = "pt_BR", components = new[] { new { type = "BODY", text = "Oi {{1}}, seu pedido está pronto." } } } },
        keepsWindow,
        hidesNumbers,
    });

    private async Task<(Guid Account, Guid Sender)> Set()
    {
        (await Pretend()).Status.ShouldBe(200);
        var account = await _admin.Post("/api/cloud/accounts", new { name = "Flowers", businessAccountId = Business, accessToken = Token, appSecret = Secret });
        account.Status.ShouldBe(201);
        var sender = await _admin.Post("/api/senders", new { name = "Shop", phoneNumber = Ours, driver = "cloud", pacing = "none" });
        sender.Status.ShouldBe(201);
        (await _admin.Post($"/api/senders/{sender.Id}/connect", new { })).Status.ShouldBeOneOf(200, 202);
        await Wait.Until(async () => (await _admin.Get($"/api/senders/{sender.Id}"))["status"] == "connected");
        return (account.Id, sender.Id);
    }

    private Task<string?> State(Guid message) => Field(message, "state");

    private async Task<string?> Field(Guid message, string field) => (await _admin.Get($"/api/messages/{message}"))[field];

    [Fact]
    public async Task From_an_account_to_a_read_message_and_its_answer()
    {
        var (account, sender) = await Set();
        (await _admin.Get("/api/cloud/accounts"))["items.0.senders"].ShouldBe("1");
        var check = await _admin.Post($"/api/cloud/accounts/{account}/check");
        (check["ok"], check["sentence"]).ShouldBe(("true", "The token is good. Numbers of the account: 1."));
        var numbers = await _admin.Get($"/api/cloud/accounts/{account}/numbers");
        (numbers["items.0.phoneNumberId"], numbers["items.0.phoneNumber"], numbers["items.0.senderId"], numbers["items.0.quality"]).ShouldBe((Number, Ours, sender.ToString(), "green"));
        (await _admin.Get($"/api/senders/{sender}"))["sessions.0.facts.verifiedName"].ShouldBe("Ana's flowers");
        (await _admin.Get($"/api/cloud/senders/{sender}"))["phoneNumberId"].ShouldBe(Number);

        // Nobody wrote yet: known before queueing.
        var refused = await _admin.Post("/api/messages", new { to = Ana, text = "Oi", senderId = sender });
        (refused.Status, refused["type"]).ShouldBe((422, "recipient-suppressed"));
        (await _server.Scalar("SELECT count(*) FROM contacts WHERE phone = $1", Ana)).ShouldBe(0L);

        (await _admin.Post($"/api/cloud/accounts/{account}/templates/sync"))["templates"].ShouldBe("1");
        (await _admin.Get($"/api/cloud/accounts/{account}/templates"))["items.0.body.text"].ShouldBe("Oi {{1}}, seu pedido está pronto.");
        var bad = await _admin.Post("/api/messages", new { to = Ana, senderId = sender, template = new { name = "order_ready", language = "pt_BR" } });
        (bad.Status, bad["type"], bad["detail"]).ShouldBe((422, "template-variables", "The template order_ready takes 1 value in body, and there are 0."));
        (await _admin.Post("/api/messages", new { to = Ana, senderId = sender, template = new { name = "order_lost", language = "pt_BR" } }))["type"].ShouldBe("template-missing");
        (await _server.Scalar("SELECT count(*) FROM contacts WHERE phone = $1", Ana)).ShouldBe(0L);
        var template = await _admin.Post("/api/messages", new { to = Ana, senderId = sender, template = new { name = "order_ready", language = "pt_BR", body = new[] { "{{name|Ana}}" } }, variables = new { } });
        template.Status.ShouldBe(202);
        await Wait.Until(async () => await State(template.Id) == "read");
        (await Field(template.Id, "content.text")).ShouldBe("Oi Ana, seu pedido está pronto.");
        (await Field(template.Id, "method")).ShouldBe("cloud");

        (await _admin.Post($"/api/simulator/phones/{Ana}/send", new { to = Ours, text = "Obrigada!" })).Status.ShouldBe(200);
        await Wait.Until(async () => (long)(await _server.Scalar("SELECT count(*) FROM messages WHERE direction = 'in' AND content ->> 'text' = 'Obrigada!'"))! == 1);
        ((string)(await _server.Scalar("SELECT business_user_id FROM contacts WHERE phone = $1", Ana))!).ShouldStartWith("BR.");
        var answer = await _admin.Post("/api/messages", new { to = Ana, text = "De nada", senderId = sender });
        answer.Status.ShouldBe(202);
        await Wait.Until(async () => await State(answer.Id) == "read");

        (await _admin.Delete($"/api/cloud/accounts/{account}")).Status.ShouldBe(409);
        (await _admin.Delete($"/api/senders/{sender}")).Status.ShouldBe(204);
        (await _admin.Delete($"/api/cloud/accounts/{account}")).Status.ShouldBe(204);
    }

    [Fact]
    [Trait("Requirement", "MSG-05")]
    public async Task A_message_of_which_nobody_heard_what_became_of_it_is_settled_by_its_status()
    {
        var (_, sender) = await Set();
        var message = Parley.Platform.Id.New<MessageId>();
        await _server.Execute("""
            INSERT INTO messages (id, tenant_id, direction, origin, recipient, sender_id, method, state, reason, attempt, content, created_at, claimed_at, lease_until)
            VALUES ($1, $2, 'out', 'api', $3, $4, 'cloud', 'sending', 'timeout', 1, '{"kind":"text","text":"Oi"}', now(), now(), now() + interval '1 hour')
            """, message.Value, _server.Tenant.Value, Ana, sender);
        var chosen = _server.Services.GetRequiredService<ProviderIds>().Of(message);
        (await Tell(new { statuses = new[] { new { id = "wamid.SETTLED", status = "delivered", timestamp = "1772452000", biz_opaque_callback_data = chosen } } })).ShouldBe(HttpStatusCode.OK);
        (await _server.Scalar("SELECT state || ' ' || provider_id FROM messages WHERE id = $1", message.Value)).ShouldBe("delivered wamid.SETTLED");

        // Told again, late, and in the wrong order: nothing moves back, and the network's id now finds it by itself.
        foreach (var status in new[] { "delivered", "sent", "failed" }) await Tell(new { statuses = new[] { new { id = "wamid.SETTLED", status, timestamp = "1772452000", biz_opaque_callback_data = chosen } } });
        (await State(message.Value)).ShouldBe("delivered");
        await Tell(new { statuses = new[] { new { id = "wamid.SETTLED", status = "read", timestamp = "1772452100" } } });
        (await State(message.Value)).ShouldBe("read");
    }

    [Fact]
    public async Task A_person_who_hides_the_number_is_one_contact_and_the_same_when_the_number_comes()
    {
        await Set();
        await Pretend(hidesNumbers: true);
        await _admin.Post($"/api/simulator/phones/{Ana}/send", new { to = Ours, text = "Sem número" });
        async Task<long> Contacts() => (long)(await _server.Scalar("SELECT count(*) FROM contacts WHERE business_user_id IS NOT NULL"))!;
        await Wait.Until(async () => await Contacts() == 1);
        (await _server.Scalar("SELECT phone FROM contacts WHERE business_user_id IS NOT NULL")).ShouldBe(DBNull.Value);

        await Pretend();
        await _admin.Post($"/api/simulator/phones/{Ana}/send", new { to = Ours, text = "Com número" });
        await Wait.Until(async () => (long)(await _server.Scalar("SELECT count(*) FROM messages m JOIN contacts c ON c.id = m.contact_id WHERE c.phone = $1", Ana))! == 2);
        (await Contacts()).ShouldBe(1);
    }

    [Fact]
    public async Task Nothing_of_an_accounts_secrets_comes_out_again()
    {
        var (account, _) = await Set();
        var shown = (await _admin.Get($"/api/cloud/accounts/{account}")).Body.GetRawText();
        shown.ShouldNotContain(Token);
        shown.ShouldNotContain(Secret);
        var verify = JsonDocument.Parse(shown).RootElement.GetProperty("verifyToken").GetString();
        (await _admin.Patch($"/api/cloud/accounts/{account}", new { newVerifyToken = true }))["verifyToken"].ShouldNotBe(verify);
        (await _admin.Post("/api/cloud/accounts", new { name = "flowers", businessAccountId = "102290129340399", accessToken = Token, appSecret = Secret })).Status.ShouldBe(409);
        (await _admin.Post("/api/cloud/accounts", new { name = "Other", businessAccountId = "10229; DROP", accessToken = Token, appSecret = Secret })).Status.ShouldBe(400);
        (await _admin.Patch($"/api/cloud/accounts/{account}", new { apiVersion = "../v1" })).Status.ShouldBe(400);
    }

    [Fact]
    [Trait("Requirement", "SND-07")]
    public async Task Senders_that_an_old_token_ended_are_back_with_the_new_one_and_no_others()
    {
        var (account, sender) = await Set();
        var other = await _admin.Post("/api/senders", new { name = "Other", phoneNumber = "+5511900001112", driver = "cloud" });
        (await _admin.Post($"/api/senders/{other.Id}/connect", new { })).Status.ShouldBeOneOf(200, 202);
        async Task<string?> Status(Guid id) => (await _admin.Get($"/api/senders/{id}"))["sessions.0.state"];
        await Wait.Until(async () => await Status(other.Id) == "logged_out");

        // The token is taken away; the next message learns it.
        (await Pretend(token: "EAAJ-the-next-token")).Status.ShouldBe(200);
        (await _admin.Patch($"/api/cloud/accounts/{account}", new { name = "Flowers and more" })).Status.ShouldBe(200);
        await Wait.Until(async () => await Status(sender) == "logged_out");
        (await _admin.Get($"/api/cloud/accounts/{account}"))["problem.slug"].ShouldBe("access-refused");

        (await _admin.Patch($"/api/cloud/accounts/{account}", new { accessToken = "EAAJ-the-next-token" })).Status.ShouldBe(200);
        await Wait.Until(async () => await Status(sender) == "connected");
        (await Status(other.Id)).ShouldBe("logged_out");
        (await _admin.Get($"/api/cloud/accounts/{account}"))["problem"].ShouldBeNull();
    }

    private const string Bea = "+5511900003333", Rui = "+5511900004444";

    private static object Ready(params string[] body) => new { template = new { name = "order_ready", language = "pt_BR", body } };

    private Task<Answer> Campaign(object template, params object[] contacts) => _admin.Post("/api/campaigns", new { name = "Ready", template, contacts });

    private async Task<string?[]> Got(string person) => [.. (await _admin.Get($"/api/simulator/phones/{person}/messages")).Body.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("text").GetString())];

    [Fact]
    [Trait("Requirement", "CMP-01")]
    public async Task A_campaign_sends_an_approved_template_to_people_who_never_wrote_each_with_their_values()
    {
        var (account, _) = await Set();
        (await _admin.Post($"/api/cloud/accounts/{account}/templates/sync"))["templates"].ShouldBe("1");
        object ana = new { phoneNumber = Ana, name = "Ana" }, bea = new { phoneNumber = Bea, variables = new { name = "Bea" } }, nameless = new { phoneNumber = Rui };

        var bad = await Campaign(Ready(), ana);
        (bad.Status, bad.Body.GetProperty("errors").GetProperty("template.template")[0].GetString()).ShouldBe((400, "The template order_ready takes 1 value in body, and there are 0."));
        (await Campaign(Ready("{{Order No}}"), ana)).Status.ShouldBe(400);

        var campaign = await Campaign(Ready("{{name}}"), ana, bea, nameless);
        (campaign.Status, campaign["variants.0.content.kind"], campaign["variants.0.content.text"]).ShouldBe((201, "template", "Oi {{name}}, seu pedido está pronto."));
        campaign["audience.missingVariables"].ShouldBe("{\"name\":1}");
        (await _admin.Post($"/api/campaigns/{campaign.Id}/start"))["type"].ShouldBe("unknown-variables");

        (await _admin.Patch($"/api/campaigns/{campaign.Id}", new { template = Ready("a", "b") })).Status.ShouldBe(400);
        (await _admin.Patch($"/api/campaigns/{campaign.Id}", new { template = new { template = new { } } })).Status.ShouldBe(400);
        var changed = await _admin.Patch($"/api/campaigns/{campaign.Id}", new { template = Ready("{{name|cliente}}") });
        (changed.Status, changed["variants.0.content.template.body.0"], changed["audience.missingVariables"]).ShouldBe((200, "{{name|cliente}}", "{}"));

        var test = await _admin.Post($"/api/campaigns/{campaign.Id}/test", new { to = "+5511900005555", variables = new { name = "Eu" } });
        (test.Status, test["content.text"]).ShouldBe((202, "Oi Eu, seu pedido está pronto."));
        (await _admin.Post($"/api/campaigns/{campaign.Id}/start")).Status.ShouldBe(200);
        await Wait.Until(async () => (await _admin.Get($"/api/campaigns/{campaign.Id}"))["state"] == "completed");
        (await Got(Ana)).ShouldBe(["Oi Ana, seu pedido está pronto."]);
        (await Got(Bea)).ShouldBe(["Oi Bea, seu pedido está pronto."]);
        (await Got(Rui)).ShouldBe(["Oi cliente, seu pedido está pronto."]);
        await Wait.Until(async () => (await Got("+5511900005555")) is ["Oi Eu, seu pedido está pronto."]);
    }

    [Fact]
    [Trait("Requirement", "CMP-01")]
    public async Task Variants_of_a_campaign_may_be_templates_and_buttons_and_need_senders_that_can_send_them()
    {
        var (account, _) = await Set();
        await _admin.Post($"/api/cloud/accounts/{account}/templates/sync");
        var buttons = new { interactive = new { body = "Vem, {{name|amiga}}?", buttons = new[] { new { id = "yes", title = "Sim" } } } };
        object With(object second) => new { name = "Two", variants = new object[] { new { template = Ready("{{name|amiga}}") }, new { template = second } }, contacts = new object[] { new { phoneNumber = Ana } } };

        var bad = await _admin.Post("/api/campaigns", With(Ready("a", "b")));
        (bad.Status, bad.Body.GetProperty("errors").TryGetProperty("variants[1].template.template", out _)).ShouldBe((400, true));
        (await _admin.Post("/api/campaigns", With(new { text = "Oi", replyTo = Guid.NewGuid() })))["detail"].ShouldBe("A campaign cannot answer or react to a message.");
        var two = await _admin.Post("/api/campaigns", With(buttons));
        (two.Status, two["variants.1.content.kind"], two["variants.1.content.interactive.buttons.0.title"]).ShouldBe((201, "interactive", "Sim"));

        var plain = await _admin.Post("/api/senders", new { name = "Plain", phoneNumber = "+5511900001112", driver = "baileys" });
        var refused = await _admin.Post("/api/campaigns", With(buttons));
        (refused.Status, refused["type"]).ShouldBe((422, "not-supported"));
        refused["detail"]!.ShouldContain("The sender Plain cannot send this");
        (await _admin.Delete($"/api/senders/{plain.Id}")).Status.ShouldBe(204);

        // Who wrote within the day gets the buttons as well.
        (await _admin.Post($"/api/simulator/phones/{Bea}/send", new { to = Ours, text = "Oi" })).Status.ShouldBe(200);
        await Wait.Until(async () => (long)(await _server.Scalar("SELECT count(*) FROM messages WHERE direction = 'in'"))! == 1);
        var one = await Campaign(buttons, new { phoneNumber = Bea, name = "Bea" });
        (await _admin.Post($"/api/campaigns/{one.Id}/start")).Status.ShouldBe(200);
        await Wait.Until(async () => (await _admin.Get($"/api/campaigns/{one.Id}"))["state"] == "completed");
        (await Got(Bea)).ShouldContain("Vem, Bea?");
    }

    [Fact]
    [Trait("Requirement", "CMP-06")]
    public async Task A_check_tells_that_some_of_the_senders_reach_nobody()
    {
        var (_, sender) = await Set();
        var template = Ready("Ana");
        object Body(params object?[] senders) => new { template, contacts = new[] { new { phoneNumber = Ana } }, senderIds = senders.Length == 0 ? null : senders };
        var pretended = await _admin.Post("/api/senders", new { name = "Pretended", phoneNumber = "+5511900001112", driver = "simulator" });

        var mixed = await _admin.Post("/api/campaigns/check", Body());
        (mixed.Status, mixed["simulatedSenders"]).ShouldBe((200, "1"));
        mixed["notices"]!.ShouldContain("Of its 2 senders, 1 is of the simulator: what they send reaches nobody.");
        foreach (var alone in new[] { sender, pretended.Id })
        {
            var check = await _admin.Post("/api/campaigns/check", Body(alone));
            check["simulatedSenders"].ShouldBe("0");
            check["notices"]!.ShouldNotContain("simulator");
        }
    }

    [Fact]
    [Trait("Requirement", "CMP-06")]
    public async Task A_check_counts_whom_no_sender_may_write_to_freely_and_whom_only_some_may()
    {
        var (account, _) = await Set();
        await _admin.Post($"/api/cloud/accounts/{account}/templates/sync");
        (await _admin.Post($"/api/simulator/phones/{Bea}/send", new { to = Ours, text = "Oi" })).Status.ShouldBe(200);
        await Wait.Until(async () => (long)(await _server.Scalar("SELECT count(*) FROM free_form_windows"))! == 1);
        object[] people = [new { phoneNumber = Bea, name = "Bea" }, new { phoneNumber = Rui }, .. Enumerable.Range(0, 20).Select(n => new { phoneNumber = $"+55119100000{n:00}", name = "Someone" })];
        static string Left(Answer check) => string.Join(' ', check.Body.GetProperty("willNotGet").EnumerateArray().Select(one => $"{one.GetProperty("reason").GetString()} {one.GetProperty("amount").GetInt64()}"));
        Task<Answer> Check(object template, DateTimeOffset? scheduledStart = null) => _admin.Post("/api/campaigns/check", new { template, contacts = people, skipIncomplete = true, scheduledStart });

        // Who lacks a value is left out for that: it is what a start is refused for.
        var check = await Check("Oi {{name}}");
        (check.Status, check["given"], check["willGet"], Left(check), check["canStart"], check["onlyOtherSenders"]).ShouldBe((200, "22", "1", "outside-free-form-window 20 variable-missing 1", "true", "0"));
        check["willNotGet.0.sentence"].ShouldBe("The person last wrote too long ago; only an approved template may be sent.");
        check["notices"]!.ShouldContain("20 wrote too long ago, or never, to the senders that could send it");
        (await Check("Oi", TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(-3)).AddDays(2)))["willGet"].ShouldBe("0");
        (await Check(Ready("Ana")))["willGet"].ShouldBe("22");
        var halves = await _admin.Post("/api/campaigns/check", new { variants = new object[] { new { template = Ready("Ana") }, new { template = "Oi" } }, contacts = people });
        long.Parse(halves["willGet"]!).ShouldBeInRange(1, 21);
        halves["willNotGet.0.reason"].ShouldBe("outside-free-form-window");

        // What is written down is said the same of, and comes true.
        var campaign = await _admin.Post("/api/campaigns", new { name = "Free", template = "Oi {{name|você}}", contacts = people });
        var written = await _admin.Post($"/api/campaigns/{campaign.Id}/check");
        (written["given"], written["willGet"], Left(written)).ShouldBe(("22", "1", "outside-free-form-window 21"));
        (await _admin.Post($"/api/campaigns/{campaign.Id}/start")).Status.ShouldBe(200);
        await Wait.Until(async () => (await _admin.Get($"/api/campaigns/{campaign.Id}"))["state"] == "completed");
        (await _server.Scalar("SELECT count(*) FROM messages WHERE queue_id = $1 AND reason = 'outside-free-form-window'", campaign.Id)).ShouldBe(21L);

        (await _admin.Post("/api/senders", new { name = "Free", phoneNumber = "+5511900001112", driver = "simulator" })).Status.ShouldBe(201);
        var mixed = await Check("Oi");
        (mixed["willGet"], Left(mixed), mixed["onlyOtherSenders"]).ShouldBe(("22", "", "21"));
        mixed["notices"]!.ShouldContain("Of the 22 who get it, 21 wrote too long ago, or never");
    }

    private async Task<HttpStatusCode> Tell(object value)
    {
        var said = JsonSerializer.SerializeToNode(value)!.AsObject();
        said["metadata"] = JsonSerializer.SerializeToNode(new { phone_number_id = Number });
        var body = JsonSerializer.SerializeToUtf8Bytes(new { @object = "whatsapp_business_account", entry = new[] { new { id = Business, changes = new[] { new { field = "messages", value = said } } } } });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/hooks/cloud") { Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } } };
        request.Headers.Add("X-Hub-Signature-256", "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), body)));
        using var answer = await _server.Anonymous().SendAsync(request);
        return answer.StatusCode;
    }
}
