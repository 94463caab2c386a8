// Long, because every rule of POST /api/messages is tried on one server that is started once.
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Parley.Channels;
using Parley.Identity;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Conversations;

public sealed class SendMessageTests(SendMessageTests.Server fixture) : IClassFixture<SendMessageTests.Server>
{
    private readonly TestServer _server = fixture.Started;

    /// <summary>With two drivers: one takes everything, <c>cloud</c> takes short texts and nothing else.</summary>
    public sealed class Server : IAsyncLifetime
    {
        public TestServer Started { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Started = await TestServer.Start(new Dictionary<string, string?> { ["SIMULATOR"] = "off" }, replace: services =>
        {
            var open = new ScriptedDriver(DriverName.Baileys);
            services.AddSingleton<IChannelDriver>(open);
            services.AddSingleton<IChannelDriver>(new ScriptedDriver(DriverName.Cloud) { Capabilities = open.Capabilities with { Content = new HashSet<ContentKind> { ContentKind.Text }, MaxTextLength = 10 } });
        });

        public ValueTask DisposeAsync() => Started.DisposeAsync();
    }

    [Fact]
    [Trait("Requirement", "MSG-01")]
    public async Task A_text_is_in_the_ledger_when_the_answer_comes()
    {
        var api = await _server.ApiKey(Scopes.SendMessages);
        var answer = await api.Post("/api/messages", new { to = "+55 (11) 98765-4321", text = "Hello {{name}}" });

        answer.Status.ShouldBe(202);
        answer["status"].ShouldBe("queued");
        var row = await Row(answer.Id);
        row["state"].ShouldBe("queued");
        row["recipient"].ShouldBe("+5511987654321");
        row["origin"].ShouldBe("api");
        // Without variables the text is meant as it is written.
        row["content.text"].ShouldBe("Hello {{name}}");
        (await _server.Scalar("SELECT phone FROM contacts WHERE id = $1", Guid.Parse(row["contact_id"]!))).ShouldBe("+5511987654321");
    }

    [Fact]
    [Trait("Requirement", "IDN-09")]
    public async Task Each_call_has_its_line_in_the_audit_log_exactly_once()
    {
        var tenant = await _server.Database.NewTenant();
        var api = await _server.Member(tenant, Role.Admin);
        var id = (await api.Post("/api/messages", new { to = "+5511900000003", text = "Hello" }, key: "a")).Id;
        await api.Post("/api/messages", new { to = "+5511900000003", text = "Hello" }, key: "a");
        await api.Post("/api/messages", new { to = "+55119", text = "Hello" });

        (await _server.Scalar("SELECT string_agg(action || ' ' || status || ' ' || coalesce(targets[1], ''), ', ' ORDER BY id) FROM audit_log WHERE tenant_id = $1", tenant.Value))
            .ShouldBe($"POST /api/messages 202 {id}, POST /api/messages 202 {id}, POST /api/messages 422 ");
    }

    [Fact]
    [Trait("Requirement", "CON-03")]
    public async Task A_number_that_cannot_exist_is_refused_with_the_reason()
    {
        var answer = await (await _server.Admin()).Post("/api/messages", new { to = "+55 11 1", text = "Hello" });
        answer.Status.ShouldBe(422);
        answer["type"].ShouldBe("invalid-number");
        answer["errors.to.0"]!.ShouldContain("too short");
    }

    [Fact]
    [Trait("Requirement", "MSG-01")]
    public async Task Each_kind_of_content_has_its_form()
    {
        var api = await _server.Admin();
        var first = (await api.Post("/api/messages", new { to = "+5511900000001", text = "First" })).Id;
        (object Body, string Kind)[] calls =
        [
            (new { to = "+5511900000001", location = new { latitude = -23.5, longitude = -46.6, name = "Office" } }, "location"),
            (new { to = "+5511900000001", contact = new { name = "Ana", phones = new[] { "+55 11 98765-4321" } } }, "contact"),
            (new { to = "+5511900000001", poll = new { question = "When?", options = new[] { "Today", "Tomorrow" } } }, "poll"),
            (new { to = "+5511900000001", reaction = new { messageId = first, emoji = "👍" } }, "reaction"),
            (new { to = "+5511900000001", text = "Hi @5511900000002", mentions = new[] { "5511900000002" }, replyTo = first, linkPreview = false }, "text"),
        ];
        foreach (var (body, kind) in calls)
        {
            var answer = await api.Post("/api/messages", body);
            answer.Status.ShouldBe(202, kind);
            (await Row(answer.Id))["content.kind"].ShouldBe(kind);
        }
    }

    [Fact]
    [Trait("Requirement", "MSG-01")]
    public async Task Contradicting_or_empty_contents_name_the_field()
    {
        var api = await _server.Admin();
        (object Body, string Field)[] calls =
        [
            (new { to = "+5511900000001" }, "text"),
            (new { to = "+5511900000001", text = "   " }, "text"),
            (new { to = "+5511900000001", text = "x", location = new { latitude = 1, longitude = 1 } }, "text"),
            (new { to = "+5511900000001", location = new { latitude = 91, longitude = 1 } }, "location"),
            (new { to = "+5511900000001", poll = new { question = "?", options = new[] { "a", "a" } } }, "poll"),
            (new { to = "+5511900000001", mediaId = Guid.NewGuid() }, "mediaId"),
            (new { to = "+5511900000001", text = "x", mentions = new[] { "nobody" } }, "mentions"),
            (new { to = "+5511900000001", text = "x", driver = "pigeon" }, "driver"),
            (new { to = "+5511900000001", text = "x", dueAt = "2999-01-01T00:00:00Z" }, "dueAt"),
        ];
        foreach (var (body, field) in calls)
        {
            var answer = await api.Post("/api/messages", body);
            answer.Status.ShouldBe(400, field);
            answer.Body.GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue(field);
        }
        (await api.Post("/api/messages", "{\"to\":\"+5511900000001\",\"text\":7}")).Status.ShouldBe(400);
        (await api.Post("/api/messages", "{\"to\":\"+5511900000001\",\"text\":\"a\\u0000b\"}")).Status.ShouldBe(400);
    }

    [Fact]
    [Trait("Requirement", "MSG-11")]
    public async Task A_file_is_sent_as_its_type_suggests_or_as_asked_and_stays_while_it_is_needed()
    {
        var api = await _server.Admin();
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Parley.Tests.Media.Samples.Png) { Headers = { { "Content-Type", "image/png" } } }, "file", "dot.png" } };
        var upload = await api.PostAsync("/api/media", form);
        var media = JsonSerializer.Deserialize<JsonElement>(await upload.Content.ReadAsStringAsync()).GetProperty("id").GetGuid();

        var row = await Row((await api.Post("/api/messages", new { to = "+5511900000009", mediaId = media, text = "A dot" })).Id);
        row["content.kind"].ShouldBe("image");
        row["content.text"].ShouldBe("A dot");
        row["content.media.type"].ShouldBe("image/png");
        (await Row((await api.Post("/api/messages", new { to = "+5511900000009", mediaId = media, sendAs = "document" })).Id))["content.kind"].ShouldBe("document");
        var refused = await api.Post("/api/messages", new { to = "+5511900000009", mediaId = media, sendAs = "video" });
        refused.Status.ShouldBe(400);
        refused["errors.sendAs.0"]!.ShouldContain("image, document");

        var deletion = await api.Delete($"/api/media/{media}");
        deletion.Status.ShouldBe(409);
        deletion["detail"]!.ShouldContain("2 waiting messages");
        await _server.Execute("UPDATE messages SET state = 'sent', due_at = NULL WHERE recipient = '+5511900000009'");
        (await api.Delete($"/api/media/{media}")).Status.ShouldBe(204);
        (await (await _server.AdminOfOtherTenant()).Post("/api/messages", new { to = "+5511900000009", mediaId = media })).Status.ShouldBe(400);
    }

    [Fact]
    [Trait("Requirement", "MSG-05")]
    public async Task The_same_key_and_body_send_once_and_answer_the_same_while_another_body_is_a_conflict()
    {
        var api = await _server.Admin();
        var body = new { to = "+5511900000011", text = "Once" };
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => api.Post("/api/messages", body, key: "order-1")));
        answers.Select(a => a.Id).Distinct().Count().ShouldBe(1);
        answers.ShouldAllBe(a => a.Status == 202 && a["status"] == "queued");
        (await _server.Scalar("SELECT count(*) FROM messages WHERE recipient = '+5511900000011'")).ShouldBe(1L);

        var other = await api.Post("/api/messages", new { to = "+5511900000011", text = "Twice" }, key: "order-1");
        other.Status.ShouldBe(409);
        other["type"].ShouldBe("idempotency-mismatch");
        (await api.Post("/api/messages", body, key: "has space")).Status.ShouldBe(400);
        // Keys belong to a tenant.
        (await (await _server.AdminOfOtherTenant()).Post("/api/messages", body, key: "order-1")).Status.ShouldBe(202);
    }

    [Fact]
    [Trait("Requirement", "MSG-05")]
    public async Task A_refused_request_does_not_use_up_its_key()
    {
        var api = await _server.Admin();
        await Block("+5511900000021");
        var body = new { to = "+5511900000021", text = "Hello" };
        (await api.Post("/api/messages", body, key: "refused-1")).Status.ShouldBe(422);
        await _server.Execute("DELETE FROM blocklist WHERE phone = '+5511900000021'");
        (await api.Post("/api/messages", body, key: "refused-1")).Status.ShouldBe(202);
    }

    [Fact]
    [Trait("Requirement", "MSG-05")]
    public async Task A_refused_answer_or_reaction_is_refused_again_under_its_key_and_the_mended_request_may_use_it()
    {
        var api = await _server.Admin();
        object[] bodies =
        [
            new { to = "+5511900000022", text = "Yes", replyTo = Guid.NewGuid() },
            new { to = "+5511900000022", reaction = new { messageId = Guid.NewGuid(), emoji = "👍" } },
        ];
        foreach (var body in bodies)
            for (var call = 1; call <= 2; call++)
                (await api.Post("/api/messages", body, key: "no-such-message")).Status.ShouldBe(422, $"call {call}");
        (await _server.Scalar("SELECT count(*) FROM messages WHERE recipient = '+5511900000022'")).ShouldBe(0L);
        var mended = await api.Post("/api/messages", new { to = "+5511900000022", text = "Yes" }, key: "no-such-message");
        mended.Status.ShouldBe(202);
        (await Row(mended.Id))["state"].ShouldBe("queued");
    }

    [Fact]
    [Trait("Requirement", "CON-04")]
    public async Task A_blocked_number_is_refused_and_nothing_is_written()
    {
        await Block("+5511900000031");
        var answer = await (await _server.Admin()).Post("/api/messages", new { to = "+5511900000031", text = "Hello" });
        answer.Status.ShouldBe(422);
        answer["type"].ShouldBe("recipient-suppressed");
        answer["reason"].ShouldBe("blocked");
        (await _server.Scalar("SELECT count(*) FROM messages WHERE recipient = '+5511900000031'")).ShouldBe(0L);
    }

    [Fact]
    [Trait("Requirement", "CON-05")]
    public async Task Who_opted_out_is_not_written_to()
    {
        var api = await _server.Admin();
        await api.Post("/api/messages", new { to = "+5511900000032", text = "Hello" });
        await _server.Execute("UPDATE contacts SET consent = 'opted_out' WHERE phone = '+5511900000032'");
        var answer = await api.Post("/api/messages", new { to = "+5511900000032", text = "Again" });
        answer.Status.ShouldBe(422);
        answer["reason"].ShouldBe("opted-out");
    }

    [Fact]
    [Trait("Requirement", "MSG-10")]
    public async Task A_chosen_sender_is_binding_and_an_unknown_one_is_refused()
    {
        var api = await _server.Admin();
        var sender = await Sender("Sales desk", DriverName.Baileys);
        var byName = await api.Post("/api/messages", new { to = "+5511900000041", text = "Hello", senderId = "sales DESK" });
        var byId = await api.Post("/api/messages", new { to = "+5511900000041", text = "Hello", senderId = sender });
        foreach (var answer in new[] { byName, byId })
        {
            var row = await Row(answer.Id);
            row["pin"].ShouldBe(sender.ToString());
            row["pin_hard"].ShouldBe("true");
        }
        var unknown = await api.Post("/api/messages", new { to = "+5511900000041", text = "Hello", senderId = "nobody" });
        unknown.Status.ShouldBe(422);
        unknown["errors.senderId.0"]!.ShouldContain("no sender");
    }

    [Fact]
    [Trait("Requirement", "SND-06")]
    public async Task Who_talks_with_a_sender_is_written_to_by_it_while_it_can()
    {
        var api = await _server.Admin();
        var sender = await Sender("Sticky", DriverName.Baileys);
        await api.Post("/api/messages", new { to = "+5511900000042", text = "Hello" });
        await _server.Execute("UPDATE contacts SET last_sender_id = $1 WHERE phone = '+5511900000042'", sender);
        var row = await Row((await api.Post("/api/messages", new { to = "+5511900000042", text = "Again" })).Id);
        row["pin"].ShouldBe(sender.ToString());
        row["pin_hard"].ShouldBe("false");
    }

    [Fact]
    [Trait("Requirement", "MSG-01")]
    public async Task What_a_driver_cannot_send_is_refused_before_it_is_queued()
    {
        var api = await _server.Admin();
        var (cloud, baileys) = (await Sender("Short", DriverName.Cloud), await Sender("Long", DriverName.Baileys));
        var longText = new string('x', 50);

        var refused = await api.Post("/api/messages", new { to = "+5511900000051", text = longText, senderId = cloud });
        refused.Status.ShouldBe(422);
        refused["type"].ShouldBe("not-supported");
        refused["detail"]!.ShouldContain("at most 10");
        // Nobody said who sends it: only senders that can are taken.
        var row = await Row((await api.Post("/api/messages", new { to = "+5511900000051", text = longText })).Id);
        row["pin_hard"].ShouldBe("true");
        (await _server.Scalar("SELECT driver FROM senders WHERE id = $1", Guid.Parse(row["pin"]!))).ShouldBe(DriverName.Baileys);

        (await api.Post("/api/messages", new { to = "+5511900000051", text = "short", senderId = cloud, driver = DriverName.Baileys }))["type"].ShouldBe("not-supported");
        (await api.Post("/api/messages", new { to = "+5511900000051", text = "short", driver = DriverName.WebJs }))["type"].ShouldBe("not-supported");
        var bound = await Row((await api.Post("/api/messages", new { to = "+5511900000051", text = "short", driver = DriverName.Cloud })).Id);
        bound["bound_driver"].ShouldBe(DriverName.Cloud);
        (await _server.Scalar("SELECT driver FROM senders WHERE id = $1", Guid.Parse(bound["pin"]!))).ShouldBe(DriverName.Cloud);
        baileys.ShouldNotBe(Guid.Empty);
    }

    [Fact]
    [Trait("Requirement", "MSG-04")]
    public async Task What_the_fallback_can_send_is_taken_at_every_door_although_the_primary_cannot()
    {
        var tenant = await _server.Database.NewTenant();
        var api = await _server.Member(tenant, Role.Admin);
        var sender = Guid.CreateVersion7();
        await _server.Execute("""
            INSERT INTO senders (id, tenant_id, name, phone, driver, fallback_driver, status, pacing, created_at, updated_at) VALUES ($1, $2, 'Both', $3, 'cloud', 'baileys', 'disconnected', '{"profile":"none"}', now(), now())
            """, sender, tenant.Value, "+1555" + Random.Shared.Next(1000000, 9999999));
        var longText = new string('x', 50);

        foreach (var body in new object[] { new { to = "+5511900000052", text = longText }, new { to = "+5511900000052", text = longText, senderId = sender }, new { to = "+5511900000052", text = longText, driver = DriverName.Baileys } })
        {
            var answer = await api.Post("/api/messages", body);
            answer.Status.ShouldBe(202, answer.Body.GetRawText());
        }
        (await api.Post("/api/messages", new { to = "+5511900000052", text = longText, senderId = sender, driver = DriverName.Cloud }))["type"].ShouldBe("not-supported");
        (await api.Post("/api/bulk", new { recipients = Enumerable.Range(0, 101).Select(n => $"+55119002{n:00000}"), text = longText, senderId = sender })).Status.ShouldBe(202);
        (await api.Post("/api/campaigns", new { name = "Long", template = longText, contacts = new[] { new { phoneNumber = "+5511900000053" } } })).Status.ShouldBe(201);
    }

    [Fact]
    [Trait("Requirement", "MSG-08")]
    public async Task Variables_are_filled_in_and_what_is_missing_is_named()
    {
        var api = await _server.Admin();
        await api.Post("/api/messages", new { to = "+5511900000061", text = "Hello" });
        await _server.Execute("UPDATE contacts SET name = 'Ana', variables = '{\"city\":\"Recife\"}' WHERE phone = '+5511900000061'");
        var answer = await api.Post("/api/messages", new { to = "+5511900000061", text = "{{name}} of {{city}}: {{order.total}} {{gift|nothing}}", variables = new { order = new { total = 12.5 } } });
        (await Row(answer.Id))["content.text"].ShouldBe("Ana of Recife: 12.5 nothing");

        var missing = await api.Post("/api/messages", new { to = "+5511900000061", text = "{{name}} {{a}} {{b.c}}", variables = new { } });
        missing.Status.ShouldBe(422);
        missing["type"].ShouldBe("unknown-variables");
        missing["errors.variables.0"]!.ShouldContain("a, b.c");
    }

    [Fact]
    [Trait("Requirement", "MSG-02")]
    public async Task A_due_time_priority_and_typing_are_kept_with_the_message()
    {
        var api = await _server.Admin();
        var due = TimeProvider.System.GetUtcNow().AddHours(3);
        var answer = await api.Post("/api/messages", new { to = "+5511900000071", text = "Later", dueAt = due, priority = 7, typing = true });
        answer["status"].ShouldBe("pending");
        var row = await Row(answer.Id);
        DateTimeOffset.Parse(row["due_at"]!, System.Globalization.CultureInfo.InvariantCulture).ShouldBe(due, TimeSpan.FromMilliseconds(1));
        row["typing_ms"].ShouldBe("-1");
        (await _server.Scalar("SELECT priority FROM outbox_queues WHERE id = $1", Guid.Parse(row["queue_id"]!))).ShouldBe((short)7);
        (await api.Post("/api/messages", new { to = "+5511900000071", text = "x", priority = 11 })).Status.ShouldBe(400);
    }

    [Fact]
    [Trait("Requirement", "IDN-01")]
    public async Task Nobody_answers_the_messages_of_another_tenant()
    {
        var mine = await (await _server.Admin()).Post("/api/messages", new { to = "+5511900000081", text = "Mine" });
        var answer = await (await _server.AdminOfOtherTenant()).Post("/api/messages", new { to = "+5511900000081", text = "Re", replyTo = mine.Id });
        answer.Status.ShouldBe(422);
        answer["errors.replyTo.0"].ShouldNotBeNull();
    }

    [Fact]
    [Trait("Requirement", "MSG-05")]
    public async Task Many_at_once_are_all_answered_each_with_its_own_fate()
    {
        var api = await _server.Admin();
        await Block("+5511900100007");
        var answers = await Task.WhenAll(Enumerable.Range(0, 300).Select(n => n % 50 == 9
            ? api.Post("/api/messages", $"{{\"to\":\"+55119001{n:00000}\",\"text\":\"bad \\u0000\"}}")
            : api.Post("/api/messages", new { to = $"+55119001{n:00000}", text = "n" + n })));
        for (var n = 0; n < answers.Length; n++) answers[n].Status.ShouldBe(n == 7 ? 422 : n % 50 == 9 ? 400 : 202);
        (await _server.Scalar("SELECT count(*) FROM messages WHERE recipient LIKE '+55119001%'")).ShouldBe(293L);
    }

    private async Task<Answer> Row(Guid message) =>
        new(0, JsonSerializer.Deserialize<JsonElement>((string)(await _server.Scalar("SELECT to_jsonb(m)::text FROM messages m WHERE id = $1", message))!));

    private Task Block(string phone) => _server.Execute("INSERT INTO blocklist (tenant_id, phone, reason, created_by, created_at) VALUES ($1, $2, 'asked', 'test', now())", _server.Tenant.Value, phone);

    private async Task<Guid> Sender(string name, string driver)
    {
        var id = Guid.CreateVersion7();
        await _server.Execute("""
            INSERT INTO senders (id, tenant_id, name, phone, driver, status, pacing, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, 'connected', '{"profile":"none"}', now(), now())
            """, id, _server.Tenant.Value, name, "+1555" + Random.Shared.Next(1000000, 9999999), driver);
        return id;
    }
}
