// Long, because the order of receipts, messages and ends is told as one story on one rig.
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Parley.Channels;
using Parley.Contacts;
using Parley.Contacts.Consent;
using Parley.Contacts.Numbers;
using Parley.Conversations;
using Parley.Inbox;
using Parley.Outbox;
using Parley.Platform;
using Parley.Senders;
using Parley.Tests.Outbox;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Inbox;

/// <summary>The door and the router, driven step by step on a real database.</summary>
public sealed class InboxTests : IClassFixture<TestDatabase>, IDisposable
{
    private readonly TestDatabase _database;
    private readonly HandClock _clock = new();
    private readonly ProviderIds _providerIds = new(new byte[32]);
    private readonly Accept _accept;
    private readonly RouteEvent _route;

    public InboxTests(TestDatabase database)
    {
        _database = database;
        var receipts = new ApplyReceipts(_providerIds);
        _accept = new Accept(database.Db, receipts, new ApplySessionChanges(new SendersOptions()), _providerIds, _clock);
        _route = new RouteEvent(database.Db, new UpsertContacts(new LinkLid([new ConsentPersonalData()], new MoveNumber(Contacts.People.Erased, _clock), _clock), Contacts.People.Erased, _clock), new BusinessUsers([new ConsentPersonalData()], _clock), receipts, new InboundHandlers([new OptOut(_clock)]),
            new Drivers([new ScriptedDriver(DriverName.Cloud) { Capabilities = new ScriptedDriver().Capabilities with { FreeFormWindow = TimeSpan.FromHours(24) } }, new ScriptedDriver(DriverName.Baileys)]), _clock);
    }

    [Fact]
    [Trait("Requirement", "MSG-01")]
    public async Task Whose_words_open_a_window_opens_that_of_the_number_that_they_wrote_to_and_a_late_one_closes_none()
    {
        var (rig, sender) = await Stage();
        async Task<object?> Since() => await rig.Scalar("SELECT w.last_inbound_at FROM free_form_windows w WHERE w.sender_id = $1", sender.Value);
        await _accept.Run([Message(sender, "w1", "+5511987654399", "Hello") with { Driver = DriverName.Baileys }], default);
        await WorkAll(rig, sender);
        (await Since()).ShouldBeNull();

        var at = _clock.GetUtcNow();
        await _accept.Run([Message(sender, "w2", "+5511987654399", "Hello") with { Driver = DriverName.Cloud, At = at }, Message(sender, "w3", "+5511987654399", "Earlier") with { Driver = DriverName.Cloud, At = at.AddHours(-3) }], default);
        await WorkAll(rig, sender);
        (await Since()).ShouldBe(at.UtcDateTime);
    }

    [Fact]
    public async Task A_message_that_comes_twice_is_stored_and_worked_once()
    {
        var (rig, sender) = await Stage();
        var message = Message(sender, "e1", "+5511987654321", "Hello");
        await _accept.Run([message, message], default);
        await _accept.Run([message], default);
        (await WorkAll(rig, sender)).ShouldBe(1);
        (await rig.Scalar("SELECT count(*) FROM messages WHERE sender_id = $1 AND direction = 'in'", sender.Value)).ShouldBe(1L);
    }

    [Fact]
    public async Task The_same_message_under_another_event_id_is_one_row_in_the_ledger()
    {
        var (rig, sender) = await Stage();
        await _accept.Run([Message(sender, "e1", "+5511987654321", "Hello", "P1"), Message(sender, "e2", "+5511987654321", "Hello", "P1")], default);
        await WorkAll(rig, sender);
        (await rig.Scalar("SELECT count(*) FROM messages WHERE sender_id = $1", sender.Value)).ShouldBe(1L);
    }

    [Fact]
    [Trait("Requirement", "CON-07")]
    public async Task An_event_that_was_worked_off_tells_of_nobody_and_is_deleted_after_a_week()
    {
        var (rig, sender) = await Stage();
        var message = Message(sender, "e1", "+5511987650009", "A secret");
        await _accept.Run([message, new MessageEchoed(sender, DriverName.Simulator, "e2", "PHONE9", "+5511987650009", MessageContent.OfText("Another"), _clock.GetUtcNow())], default);
        await WorkAll(rig, sender);
        (await rig.Scalar("SELECT string_agg(conversation || payload::text || state, ' ') FROM inbox_events WHERE sender_id = $1", sender.Value)).ShouldBe("{}done {}done");
        await _accept.Run([message], default);
        (await WorkAll(rig, sender)).ShouldBe(0);

        await rig.Execute("INSERT INTO inbox_events (tenant_id, sender_id, event_id, kind, conversation, payload, received_at, state) VALUES ($1, $2, 'e3', 'message', '', '{}', $3, 'failed')", rig.Tenant.Value, sender.Value, _clock.GetUtcNow());
        var sweep = new InboxSweepWorker(rig.Db, _clock, NullLogger<InboxSweepWorker>.Instance);
        await Left(InboxSweepWorker.KeepDone - TimeSpan.FromMinutes(1), 3);
        await Left(TimeSpan.FromMinutes(2), 1);
        await Left(InboxSweepWorker.KeepFailed, 0);

        async Task Left(TimeSpan after, long events)
        {
            _clock.Advance(after);
            await sweep.Sweep(default);
            (await rig.Scalar("SELECT count(*) FROM inbox_events WHERE sender_id = $1", sender.Value)).ShouldBe(events);
        }
    }

    [Fact]
    [Trait("Requirement", "CON-01")]
    public async Task An_unknown_person_becomes_a_contact_that_talks_with_this_sender()
    {
        var (rig, sender) = await Stage();
        await _accept.Run([Message(sender, "e1", "+5511987650001", "Hello")], default);
        await WorkAll(rig, sender);
        (await rig.Scalar("SELECT name || ' ' || (last_sender_id = $2) || ' ' || (last_inbound_at IS NOT NULL) FROM contacts WHERE tenant_id = $1 AND phone = '+5511987650001'", rig.Tenant.Value, sender.Value)).ShouldBe("Ana true true");
    }

    [Fact]
    [Trait("Requirement", "CON-05")]
    public async Task Stop_opts_out_answers_once_and_holds_for_everything_that_waits()
    {
        var (rig, sender) = await Stage();
        await _accept.Run([Message(sender, "e1", "+5511987650002", "Hi")], default);
        await WorkAll(rig, sender);
        var queue = await rig.AddQueue();
        await rig.Execute("""
            INSERT INTO messages (id, tenant_id, direction, origin, queue_id, contact_id, recipient, state, due_at, created_at)
            SELECT gen_random_uuid(), tenant_id, 'out', 'campaign', $2, id, phone, 'queued', $3, $3 FROM contacts WHERE tenant_id = $1 AND phone = '+5511987650002'
            """, rig.Tenant.Value, queue.Value, _clock.GetUtcNow());

        await _accept.Run([Message(sender, "e2", "+5511987650002", "Stop."), Message(sender, "e3", "+5511987650002", "STOP")], default);
        await WorkAll(rig, sender);

        (await rig.Scalar("SELECT consent FROM contacts WHERE tenant_id = $1 AND phone = '+5511987650002'", rig.Tenant.Value)).ShouldBe("opted_out");
        (await rig.Scalar("SELECT count(*) FROM consent_events WHERE tenant_id = $1 AND source = 'message' AND evidence IS NOT NULL", rig.Tenant.Value)).ShouldBe(1L);
        var claimed = (await rig.ClaimOnce()).Messages;
        claimed.ShouldHaveSingleItem().Head.Origin.ShouldBe(Origin.OptOut);
        (await rig.Scalar("SELECT state || ' ' || reason FROM messages WHERE queue_id = $1", queue.Value)).ShouldBe("suppressed opted-out");
    }

    [Fact]
    [Trait("Requirement", "CON-05")]
    public async Task Stop_of_somebody_who_was_deleted_and_came_back_holds_for_what_waits_under_the_former_contact()
    {
        var (rig, sender) = await Stage();
        var queue = await rig.AddQueue(QueueKind.Direct);
        await rig.Execute("""
            INSERT INTO messages (id, tenant_id, direction, origin, queue_id, contact_id, recipient, state, due_at, created_at)
            VALUES (gen_random_uuid(), $1, 'out', 'api', $2, gen_random_uuid(), '+5511987650012', 'queued', $3, $3)
            """, rig.Tenant.Value, queue.Value, _clock.GetUtcNow());
        await _accept.Run([Message(sender, "e1", "+5511987650012", "STOP")], default);
        await WorkAll(rig, sender);
        (await rig.ClaimOnce()).Messages.ShouldHaveSingleItem().Head.Origin.ShouldBe(Origin.OptOut);
        (await rig.Scalar("SELECT state || ' ' || reason FROM messages WHERE queue_id = $1", queue.Value)).ShouldBe("suppressed opted-out");
    }

    [Fact]
    [Trait("Requirement", "BOT-03")]
    public async Task History_is_stored_and_never_answered()
    {
        var (rig, sender) = await Stage();
        await _accept.Run([new HistoryBatch(sender, DriverName.Simulator, "h1", [Message(sender, "h1/1", "+5511987650003", "STOP")], [])], default);
        await WorkAll(rig, sender);
        (await rig.Scalar("SELECT count(*) FROM messages WHERE sender_id = $1", sender.Value)).ShouldBe(1L);
        (await rig.Scalar("SELECT count(*) FROM messages WHERE tenant_id = $1 AND origin = 'opt_out'", rig.Tenant.Value)).ShouldBe(0L);
    }

    [Fact]
    public async Task What_was_written_on_the_phone_itself_is_stored_as_outgoing_and_never_answered()
    {
        var (rig, sender) = await Stage();
        await _accept.Run([new MessageEchoed(sender, DriverName.Simulator, "e1", "PHONE1", "+5511987650004", MessageContent.OfText("stop"), _clock.GetUtcNow())], default);
        await WorkAll(rig, sender);
        (await rig.Scalar("SELECT direction || ' ' || origin || ' ' || state FROM messages WHERE sender_id = $1", sender.Value)).ShouldBe("out phone sent");
    }

    [Fact]
    [Trait("Requirement", "MSG-04")]
    public async Task What_another_driver_of_the_sender_is_sending_is_not_taken_for_something_written_on_the_phone()
    {
        var (rig, sender) = await Stage(new ScriptedDriver(deduplicates: false, choosesId: false));
        await rig.AddMessages(await rig.AddQueue(), 1);
        var message = (await rig.ClaimOnce()).Messages.ShouldHaveSingleItem();
        var to = (string)(await rig.Scalar("SELECT recipient FROM messages WHERE id = $1", message.Id.Value))!;
        MessageEchoed Echo(string eventId, string providerId, string person) => new(sender, DriverName.Baileys, eventId, providerId, person, MessageContent.OfText("Hello"), _clock.GetUtcNow());
        await _accept.Run([Echo("e1", "THE-NETWORKS-OWN", to), Echo("e2", "BY-HAND", "+5511987650044")], default);
        await WorkAll(rig, sender);
        // Somebody else's is nothing that we could be sending now.
        (await rig.Scalar("SELECT string_agg(provider_id, ' ') FROM messages WHERE sender_id = $1 AND origin = 'phone'", sender.Value)).ShouldBe("BY-HAND");

        await rig.WriteDown(new Outcome(message, message.Method, new SendResult.Accepted("THE-NETWORKS-OWN", _clock.GetUtcNow()), _clock.GetUtcNow(), TimeSpan.Zero));
        _clock.Advance(TimeSpan.FromSeconds(2));
        (await WorkAll(rig, sender)).ShouldBe(1);
        (await rig.Scalar("SELECT count(*) FROM messages WHERE sender_id = $1 AND provider_id = 'THE-NETWORKS-OWN' AND origin <> 'phone'", sender.Value)).ShouldBe(1L);
        (await rig.Scalar("SELECT count(*) FROM inbox_events WHERE sender_id = $1 AND state = 'new'", sender.Value)).ShouldBe(0L);
    }

    [Fact]
    public async Task Groups_status_and_newsletters_are_nobodys_conversation()
    {
        var (rig, sender) = await Stage();
        await _accept.Run([Message(sender, "g1", "120363025246125486@g.us", "stop"), Message(sender, "s1", "status@broadcast", "stop")], default);
        (await WorkAll(rig, sender)).ShouldBe(2);
        (await rig.Scalar("SELECT count(*) FROM messages WHERE sender_id = $1", sender.Value)).ShouldBe(0L);
    }

    [Theory]
    [Trait("Requirement", "CON-05")]
    [InlineData("+999123456789", "+999123456789")] // no country has this code
    [InlineData("5511287654321", "+5511287654321")] // no operator of the plan has this range
    [InlineData("12125550199999@s.whatsapp.net", "+12125550199999")]
    public async Task Who_writes_from_a_number_that_no_plan_knows_is_heard_and_can_leave(string from, string phone)
    {
        PhoneNumber.TryParse(from, null, out _, out _).ShouldBeFalse();
        var (rig, sender) = await Stage();
        await _accept.Run([Message(sender, "e1", from, "Hello"), Message(sender, "e2", from, "STOP")], default);
        await WorkAll(rig, sender);
        (await rig.Scalar("SELECT consent FROM contacts WHERE tenant_id = $1 AND phone = $2", rig.Tenant.Value, phone)).ShouldBe("opted_out");
        (await rig.Scalar("SELECT count(*) FROM messages WHERE sender_id = $1 AND direction = 'in'", sender.Value)).ShouldBe(2L);
        (await rig.ClaimOnce()).Messages.ShouldHaveSingleItem().Head.Recipient.ShouldBe(phone);
    }

    [Fact]
    public async Task A_nul_in_a_text_does_not_stop_the_door()
    {
        var (rig, sender) = await Stage();
        await _accept.Run([Message(sender, "n1", "+5511987650005", "a\0b")], default);
        await WorkAll(rig, sender);
        (await rig.Scalar("SELECT content->>'text' FROM messages WHERE sender_id = $1", sender.Value)).ShouldBe("ab");
    }

    [Theory]
    [InlineData(new[] { ReceiptKind.Delivered, ReceiptKind.Read }, "read")]
    [InlineData(new[] { ReceiptKind.Read, ReceiptKind.Delivered }, "read")]
    [InlineData(new[] { ReceiptKind.Delivered, ReceiptKind.Sent, ReceiptKind.Delivered }, "delivered")]
    [InlineData(new[] { ReceiptKind.Read, ReceiptKind.Failed }, "read")]
    [InlineData(new[] { ReceiptKind.Failed }, "failed")]
    [InlineData(new[] { ReceiptKind.Failed, ReceiptKind.Delivered }, "delivered")]
    [Trait("Requirement", "MSG-02")]
    public async Task Receipts_move_a_message_forward_in_whatever_order_they_come_and_count_once(ReceiptKind[] kinds, string expected)
    {
        var (rig, sender) = await Stage();
        var id = await SentMessage(rig, sender);
        foreach (var kind in kinds)
            for (var copy = 0; copy < 2; copy++) await _accept.Run([Receipt(sender, kind, _providerIds.Of(id))], default);
        (await rig.Scalar("SELECT state FROM messages WHERE id = $1", id.Value)).ShouldBe(expected);
        while (await FoldTallies.Once(rig.Db, default) > 0) { }
        (await rig.Scalar("SELECT coalesce(sum(amount), 0)::int FROM sender_tallies WHERE sender_id = $1 AND metric = $2", sender.Value, expected)).ShouldBe(1);
        if (expected != "failed") (await rig.Scalar("SELECT coalesce(sum(amount), 0)::int FROM sender_tallies WHERE sender_id = $1 AND metric = 'failed'", sender.Value)).ShouldBe(0);
    }

    [Fact]
    public async Task A_receipt_for_a_message_that_was_about_to_be_tried_again_settles_it()
    {
        var (rig, sender) = await Stage();
        var id = await SentMessage(rig, sender);
        await rig.Execute("UPDATE messages SET state = 'retrying', due_at = now(), sent_at = NULL WHERE id = $1", id.Value);
        await _accept.Run([Receipt(sender, ReceiptKind.Delivered, _providerIds.Of(id))], default);
        (await rig.Scalar("SELECT state || ' ' || (due_at IS NULL) || ' ' || (sent_at IS NOT NULL) FROM messages WHERE id = $1", id.Value)).ShouldBe("delivered true true");
    }

    [Theory]
    [InlineData("cancelled")]
    [InlineData("stopped")]
    [InlineData("expired")]
    [InlineData("suppressed")]
    [InlineData("failed")]
    [InlineData("unknown")]
    [Trait("Requirement", "CMP-06")]
    public async Task A_message_that_a_receipt_finds_ended_counts_as_what_it_is_and_no_longer_as_its_end(string end)
    {
        var (rig, sender) = await Stage();
        var queue = await rig.AddQueue();
        await rig.AddMessages(queue, 1, state: "retrying");
        var id = Id.New<MessageId>();
        // Tried once already, without an answer.
        await rig.Execute("UPDATE messages SET id = $3, sender_id = $2, method = 'simulator', attempt = 1, claimed_at = created_at WHERE queue_id = $1", queue.Value, sender.Value, id.Value);
        await End(rig, queue, id, end);
        var ended = end == "stopped" ? "cancelled" : end;
        (await rig.Scalar("SELECT state FROM messages WHERE id = $1", id.Value)).ShouldBe(ended);
        (await Counted()).ShouldBe($"{ended} 1");

        await _accept.Run([Receipt(sender, ReceiptKind.Delivered, _providerIds.Of(id))], default);
        (await rig.Scalar("SELECT state || ' ' || (finished_at IS NULL) FROM messages WHERE id = $1", id.Value)).ShouldBe("delivered true");
        (await Counted()).ShouldBe("delivered 1, sent 1");

        async Task<string?> Counted()
        {
            while (await FoldTallies.Once(rig.Db, default) > 0) { }
            // By every column that is counted by, so that what is taken back is taken from where it was added.
            foreach (var sums in new[] { "queue_tallies WHERE queue_id = $1 GROUP BY metric, method, variant, reason", "sender_tallies WHERE tenant_id = (SELECT tenant_id FROM outbox_queues WHERE id = $1) GROUP BY metric, sender_id, method, reason" })
                (await rig.Scalar($"SELECT count(*) FROM (SELECT FROM {sums} HAVING sum(amount) < 0) s", queue.Value)).ShouldBe(0L, sums);
            return (string?)await rig.Scalar("SELECT string_agg(metric || ' ' || amount, ', ' ORDER BY metric) FROM queue_tallies WHERE queue_id = $1 AND amount <> 0 AND metric <> 'retried'", queue.Value);
        }
    }

    private async Task End(OutboxRig rig, QueueId queue, MessageId id, string end)
    {
        switch (end)
        {
            case "cancelled":
                await using (var connection = await rig.Db.OpenEngine(default)) (await CancelMessage.Run(connection, rig.Tenant, id, _clock.GetUtcNow(), default)).ShouldBeTrue();
                break;
            case "stopped" or "expired":
                await using (var connection = await rig.Db.OpenEngine(default)) await OutboxQueues.Close(connection, queue, end == "stopped" ? "cancelled" : end, default);
                while (await new Sweep(rig.Db, _clock).Once(default) > 0) { }
                break;
            case "suppressed":
                await rig.Execute("INSERT INTO blocklist (tenant_id, phone, reason, created_by, created_at) SELECT tenant_id, recipient, 'test', 'test', now() FROM messages WHERE id = $1", id.Value);
                (await rig.ClaimOnce()).Settled.ShouldBe(1);
                break;
            default:
                var message = (await rig.ClaimOnce()).Messages.ShouldHaveSingleItem();
                SendResult result = end == "failed" ? new SendResult.Refused(Reasons.RecipientNotOnWhatsApp, Fault.Recipient) : new SendResult.Unknown(Reasons.Timeout);
                // The third attempt of three: nothing is tried again.
                await rig.Execute("UPDATE messages SET attempt = 3 WHERE id = $1", id.Value);
                await rig.WriteDown(new Outcome(message with { Attempt = 3 }, message.Method, result, _clock.GetUtcNow(), TimeSpan.Zero));
                _clock.Advance(rig.Options.UnknownDeadline + TimeSpan.FromSeconds(1));
                while (await new Rescue(rig.Db, [], _clock, rig.Options).Once(default) > 0) { }
                break;
        }
    }

    [Fact]
    public async Task A_receipt_for_what_failed_leaves_the_time_at_which_it_failed()
    {
        var (rig, sender) = await Stage();
        var id = await SentMessage(rig, sender);
        await _accept.Run([Receipt(sender, ReceiptKind.Failed, _providerIds.Of(id))], default);
        await _accept.Run([Receipt(sender, ReceiptKind.Sent, _providerIds.Of(id))], default);
        (await rig.Scalar("SELECT state || ' ' || (finished_at IS NOT NULL) FROM messages WHERE id = $1", id.Value)).ShouldBe("failed true");
    }

    [Fact]
    public async Task A_connection_that_is_lost_while_refused_events_are_taken_one_by_one_loses_none_of_them()
    {
        var (rig, sender) = await Stage();
        await _database.AsOwner("""
            CREATE SEQUENCE IF NOT EXISTS comings;
            CREATE OR REPLACE FUNCTION stumble() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS '
                BEGIN
                    IF NEW.state = ''new'' AND NEW.event_id = ''poison'' THEN RAISE EXCEPTION ''refused'' USING ERRCODE = ''22000''; END IF;
                    IF NEW.event_id = ''unlucky'' AND nextval(''comings'') = 1 THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF;
                    RETURN NEW;
                END';
            CREATE OR REPLACE TRIGGER stumble BEFORE INSERT ON inbox_events FOR EACH ROW EXECUTE FUNCTION stumble()
            """);
        using var door = new ChannelDoor(_accept, TimeProvider.System, NullLogger<ChannelDoor>.Instance);
        var acknowledged = new TaskCompletionSource();
        await door.Put(Message(sender, "poison", "+5511987650011", "Hello"), null, default);
        await door.Put(Message(sender, "unlucky", "+5511987650012", "Hello"), null, default);
        await door.Put(Message(sender, "last", "+5511987650013", "Hello"), acknowledged.SetResult, default);
        await door.StartAsync(default);
        await acknowledged.Task.WaitAsync(TimeSpan.FromSeconds(10));
        await door.StopAsync(default);
        await _database.AsOwner("DROP TRIGGER stumble ON inbox_events");

        (await rig.Scalar("SELECT string_agg(event_id || ' ' || state, ', ' ORDER BY event_id) FROM inbox_events WHERE sender_id = $1", sender.Value)).ShouldBe("last new, poison failed, unlucky new");
    }

    [Fact]
    public async Task A_receipt_of_another_sender_changes_nothing()
    {
        var (rig, sender) = await Stage();
        var id = await SentMessage(rig, sender);
        var other = await rig.AddSender();
        await _accept.Run([Receipt(other.Id, ReceiptKind.Read, _providerIds.Of(id))], default);
        (await rig.Scalar("SELECT state FROM messages WHERE id = $1", id.Value)).ShouldBe("sent");
    }

    [Fact]
    public async Task A_receipt_that_comes_before_the_networks_own_id_is_known_is_not_lost()
    {
        var (rig, sender) = await Stage();
        var id = await SentMessage(rig, sender);
        await _accept.Run([Receipt(sender, ReceiptKind.Delivered, "wamid.LATER")], default);
        await rig.Execute("UPDATE messages SET provider_id = 'wamid.LATER' WHERE id = $1", id.Value);
        await WorkAll(rig, sender);
        (await rig.Scalar("SELECT state FROM messages WHERE id = $1", id.Value)).ShouldBe("delivered");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_networks_own_id_that_looks_like_one_of_ours_is_found_all_the_same(bool comesBefore)
    {
        var (rig, sender) = await Stage();
        var (id, looksLikeOurs) = (await SentMessage(rig, sender), _providerIds.Of(Parley.Platform.Id.New<MessageId>()));
        if (!comesBefore) await rig.Execute("UPDATE messages SET provider_id = $2 WHERE id = $1", id.Value, looksLikeOurs);
        await _accept.Run([Receipt(sender, ReceiptKind.Delivered, looksLikeOurs)], default);
        if (comesBefore) await rig.Execute("UPDATE messages SET provider_id = $2 WHERE id = $1", id.Value, looksLikeOurs);
        await WorkAll(rig, sender);
        (await rig.Scalar("SELECT state FROM messages WHERE id = $1", id.Value)).ShouldBe("delivered");
    }

    private async Task<(OutboxRig Rig, SenderId Sender)> Stage(IChannelDriver? driver = null)
    {
        var rig = await OutboxRig.Create(_database, _clock, driver);
        await rig.Execute("UPDATE tenants SET opt_out_words = '{STOP,SAIR}', opt_in_words = '{START}' WHERE id = $1", rig.Tenant.Value);
        return (rig, (await rig.AddSender()).Id);
    }

    private async Task<MessageId> SentMessage(OutboxRig rig, SenderId sender)
    {
        var id = Id.New<MessageId>();
        await rig.Execute("""
            INSERT INTO messages (id, tenant_id, direction, origin, recipient, sender_id, method, state, attempt, created_at, sent_at)
            VALUES ($1, $2, 'out', 'api', '+5511987659999', $3, 'simulator', 'sent', 1, $4, $4)
            """, id.Value, rig.Tenant.Value, sender.Value, _clock.GetUtcNow());
        return id;
    }

    /// <summary>Works off the sender's events in their order; returns how many there were.</summary>
    private async Task<int> WorkAll(OutboxRig rig, SenderId sender)
    {
        var events = new List<StoredEvent>();
        await using (var connection = await rig.Db.OpenEngine(default))
        await using (var command = new NpgsqlCommand("SELECT seq, tenant_id, sender_id, event_id, kind, conversation, payload, received_at, attempt FROM inbox_events WHERE sender_id = $1 AND state = 'new' ORDER BY seq", connection) { Parameters = { new() { Value = sender.Value } } })
        await using (var rows = await command.ExecuteReaderAsync())
            while (await rows.ReadAsync()) events.Add(StoredEvent.Read(rows));
        foreach (var stored in events) await _route.Run(stored, default);
        return events.Count;
    }

    private MessageReceived Message(SenderId sender, string eventId, string from, string text, string? providerId = null) =>
        new(sender, DriverName.Simulator, eventId, providerId ?? "IN-" + eventId + from, from, null, "Ana", MessageContent.OfText(text), _clock.GetUtcNow());

    private ReceiptReceived Receipt(SenderId sender, ReceiptKind kind, string providerId) =>
        new(sender, DriverName.Simulator, Guid.NewGuid().ToString(), [providerId], kind, _clock.GetUtcNow(), kind == ReceiptKind.Failed ? Reasons.ContentRefused : null);

    public void Dispose() => _providerIds.Dispose();
}
