using Parley.Channels;
using Parley.Conversations;
using Parley.Outbox;
using Parley.Senders;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Outbox;

/// <summary>A pool whose senders' drivers do not all know the same: what one cannot send is another's, and costs no attempt on the way.</summary>
[Trait("Requirement", "MSG-01")]
public sealed class MixedDriversTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly MessageContent Poll = new() { Kind = ContentKind.Poll, Text = "When?", PollOptions = ["Now", "Later"] };
    private readonly HandClock _clock = new();
    private readonly ScriptedDriver _plain = new(DriverName.Cloud) { Capabilities = new ScriptedDriver().Capabilities with { Content = new HashSet<ContentKind> { ContentKind.Text } } };
    private readonly ScriptedDriver _rich = new(DriverName.Baileys);
    private readonly ScriptedDriver _window = new(DriverName.WebJs) { Capabilities = new ScriptedDriver().Capabilities with { FreeFormWindow = TimeSpan.FromHours(24) } };

    private Task<OutboxRig> Rig() => OutboxRig.Create(database, _clock, _plain, drivers: [_plain, _rich, _window]);

    [Fact]
    public async Task Only_senders_that_can_send_it_get_it_whoever_had_fewer_turns()
    {
        var rig = await Rig();
        await rig.AddSender();
        var rich = await rig.AddSender(through: _rich);
        rig.Slots[1].Turn = 100;
        await rig.AddMessages(await rig.AddQueue(content: Poll), 5);
        (await rig.ClaimOnce()).Messages.Select(message => message.Sender.Id).ShouldBe(Enumerable.Repeat(rich.Id, 5));
    }

    [Fact]
    public async Task A_sender_whose_fallback_can_send_it_sends_it_through_the_fallback()
    {
        var rig = await Rig();
        await rig.AddSender(fallback: _rich);
        await rig.AddMessages(await rig.AddQueue(content: Poll), 1);
        (await rig.ClaimOnce()).Messages.ShouldHaveSingleItem().Method.ShouldBe(DriverName.Baileys);
    }

    [Fact]
    [Trait("Requirement", "MSG-03")]
    public async Task What_those_that_are_free_cannot_send_is_handed_on_and_holds_nobody_up()
    {
        var rig = await Rig();
        await rig.AddSender(pacing: Pacing.Every(TimeSpan.FromSeconds(1)));
        var rich = await rig.AddSender(through: _rich);
        var busy = rig.Slots[1];
        rig.Slots.Remove(busy);
        var polls = await rig.AddQueue(content: Poll);
        await rig.AddMessages(polls, 3);
        for (var round = 0; round < 3; round++) (await rig.ClaimOnce()).Messages.ShouldBeEmpty();
        (await rig.Scalar("SELECT count(*) FROM messages WHERE queue_id = $1 AND pin = $2 AND NOT pin_hard AND attempt = 0 AND state = 'queued'", polls.Value, rich.Id.Value)).ShouldBe(3L);

        rig.Slots.Add(busy);
        (await rig.ClaimOnce()).Messages.Select(message => message.Sender.Id).ShouldBe(Enumerable.Repeat(rich.Id, 3));
    }

    [Fact]
    public async Task What_waits_for_the_only_one_that_can_send_it_is_looked_at_from_time_to_time_and_not_all_the_time()
    {
        var rig = await Rig();
        await rig.AddSender();
        var rich = await rig.AddSender(through: _rich);
        rig.Slots.RemoveAt(1);
        await rig.Execute("UPDATE senders SET status = 'disconnected' WHERE id = $1", rich.Id.Value);
        await rig.AddMessages(await rig.AddQueue(content: Poll), 3);
        (await rig.ClaimOnce()).Settled.ShouldBe(3);
        (await rig.ClaimOnce()).Progress.ShouldBeFalse();
        _clock.Advance(TimeSpan.FromSeconds(6));
        (await rig.ClaimOnce()).Settled.ShouldBe(3);
    }

    [Fact]
    public async Task What_nobody_of_the_pool_can_send_fails_with_its_reason_and_without_an_attempt()
    {
        var rig = await Rig();
        var plain = await rig.AddSender();
        await rig.AddSender(through: _rich);
        var queue = await rig.AddQueue(pool: [plain.Id], content: Poll);
        await rig.AddMessages(queue, 1);
        (await rig.ClaimOnce()).Messages.ShouldBeEmpty();
        (await rig.Scalar("SELECT state || ' ' || reason || ' ' || attempt FROM messages WHERE queue_id = $1", queue.Value)).ShouldBe("failed content-not-supported 0");
    }

    [Fact]
    public async Task What_is_softly_pinned_to_one_that_cannot_send_it_goes_through_another()
    {
        var rig = await Rig();
        var plain = await rig.AddSender();
        var rich = await rig.AddSender(through: _rich);
        await rig.AddMessages(await rig.AddQueue(content: Poll), 1, plain.Id);
        (await rig.ClaimOnce()).Messages.ShouldHaveSingleItem().Sender.Id.ShouldBe(rich.Id);
    }

    [Fact]
    public async Task Somebody_who_never_wrote_is_reached_through_the_driver_that_needs_no_open_window()
    {
        var rig = await Rig();
        await rig.AddSender(through: _window);
        var free = await rig.AddSender(through: _rich);
        await rig.AddMessages(await rig.AddQueue(), 2);
        (await rig.ClaimOnce()).Messages.Select(message => message.Sender.Id).ShouldBe([free.Id, free.Id]);

        var alone = await rig.AddQueue(pool: [rig.Slots[0].Sender.Id]);
        await rig.AddMessages(alone, 1);
        (await rig.ClaimOnce()).Messages.ShouldBeEmpty();
        (await rig.Scalar("SELECT state || ' ' || reason FROM messages WHERE queue_id = $1", alone.Value)).ShouldBe("suppressed outside-free-form-window");
    }

    /// <summary>The people of a queue are contacts, who wrote to a sender so long ago.</summary>
    private async Task Wrote(OutboxRig rig, QueueId queue, SenderId sender, TimeSpan ago)
    {
        await rig.Execute("""
            INSERT INTO contacts (id, tenant_id, phone, last_inbound_at, created_at, updated_at) SELECT gen_random_uuid(), tenant_id, recipient, $2, $2, $2 FROM messages WHERE queue_id = $1 ON CONFLICT (tenant_id, phone) DO NOTHING
            """, queue.Value, _clock.GetUtcNow() - ago);
        await rig.Execute("UPDATE messages m SET contact_id = c.id FROM contacts c WHERE m.queue_id = $1 AND c.tenant_id = m.tenant_id AND c.phone = m.recipient", queue.Value);
        await rig.Execute("INSERT INTO free_form_windows (contact_id, sender_id, tenant_id, last_inbound_at) SELECT contact_id, $2, tenant_id, $3 FROM messages WHERE queue_id = $1", queue.Value, sender.Value, _clock.GetUtcNow() - ago);
    }

    [Fact]
    public async Task A_window_is_of_the_number_that_the_person_wrote_to_and_of_no_other()
    {
        var rig = await Rig();
        var (written, other) = (await rig.AddSender(through: _window), await rig.AddSender(through: _window));
        var (open, closed) = (await rig.AddQueue(pool: [written.Id]), await rig.AddQueue(pool: [other.Id]));
        await rig.AddMessages(open, 1);
        await Wrote(rig, open, written.Id, TimeSpan.FromHours(23));
        (await rig.ClaimOnce()).Messages.ShouldHaveSingleItem().Sender.Id.ShouldBe(written.Id);

        await rig.AddMessages(closed, 1);
        await rig.Execute("UPDATE messages SET contact_id = (SELECT contact_id FROM messages WHERE queue_id = $2) WHERE queue_id = $1", closed.Value, open.Value);
        (await rig.ClaimOnce()).Messages.ShouldBeEmpty();
        (await rig.Scalar("SELECT state || ' ' || reason FROM messages WHERE queue_id = $1", closed.Value)).ShouldBe("suppressed outside-free-form-window");

        // Of a pool it is the one that may.
        var pool = await rig.AddQueue();
        await rig.AddMessages(pool, 1);
        await rig.Execute("UPDATE messages SET contact_id = (SELECT contact_id FROM messages WHERE queue_id = $2) WHERE queue_id = $1", pool.Value, open.Value);
        (await rig.ClaimOnce()).Messages.ShouldHaveSingleItem().Sender.Id.ShouldBe(written.Id);
    }

    [Fact]
    public async Task An_approved_template_needs_no_window()
    {
        var rig = await Rig();
        await rig.AddSender(through: _window);
        await rig.AddMessages(await rig.AddQueue(content: new MessageContent { Kind = ContentKind.Template, Template = new TemplateMessage("order_ready", "pt_BR") { Body = ["{{phone}}"] } }), 1);
        var message = (await rig.ClaimOnce()).Messages.ShouldHaveSingleItem();
        message.Content.Template!.Body.ShouldBe([message.Head.Recipient]);
    }

    [Fact]
    [Trait("Requirement", "MSG-04")]
    public async Task Outside_of_the_window_the_fallback_that_needs_none_takes_it()
    {
        var rig = await Rig();
        var sender = await rig.AddSender(through: _window, fallback: _rich);
        await rig.AddMessages(await rig.AddQueue(), 1, sender.Id, pinHard: true);
        (await rig.ClaimOnce()).Messages.ShouldHaveSingleItem().Method.ShouldBe(DriverName.Baileys);
    }

    [Fact]
    [Trait("Requirement", "SND-12")]
    public async Task Why_not_now_says_that_the_window_is_closed_and_to_whom_it_is_open()
    {
        var rig = await Rig();
        var (written, other) = (await rig.AddSender(through: _window), await rig.AddSender(through: _window));
        var queue = await rig.AddQueue(pool: [other.Id]);
        await rig.AddMessages(queue, 1);
        await Wrote(rig, queue, written.Id, TimeSpan.FromHours(1));
        var message = MessageId.Of((Guid)(await rig.Scalar("SELECT id FROM messages WHERE queue_id = $1", queue.Value))!);
        var explain = new ExplainMessage(new Drivers([_plain, _rich, _window]), new HealthOptions(), _clock);
        await using var connection = await rig.Db.OpenTenant(rig.Tenant, default);
        (await explain.Run(connection, rig.Tenant, message, default))!.ShouldSatisfyAllConditions(why => why.Slug.ShouldBe("to-be-suppressed"), why => why.Values.Reason.ShouldBe(Reasons.OutsideFreeFormWindow));

        await rig.Execute("UPDATE outbox_queues SET sender_ids = NULL WHERE id = $1", queue.Value);
        (await explain.Run(connection, rig.Tenant, message, default))!.Slug.ShouldNotBe("to-be-suppressed");
    }

    [Fact]
    [Trait("Requirement", "MSG-04")]
    public async Task What_only_the_fallback_can_send_waits_for_it_and_is_not_refused_by_the_primary()
    {
        var rig = await Rig();
        var sender = await rig.AddSender(fallback: _rich);
        var queue = await rig.AddQueue(content: Poll);
        await rig.AddMessages(queue, 1, sender.Id, pinHard: true);
        rig.Connect(sender, driver: true, fallback: false);
        (await rig.ClaimOnce()).Messages.ShouldBeEmpty();
        (await rig.Scalar("SELECT state || ' ' || attempt FROM messages WHERE queue_id = $1", queue.Value)).ShouldBe("queued 0");

        rig.Connect(sender, driver: true, fallback: true);
        _clock.Advance(TimeSpan.FromSeconds(6));
        (await rig.ClaimOnce()).Messages.ShouldHaveSingleItem().Method.ShouldBe(DriverName.Baileys);
    }

    [Fact]
    [Trait("Requirement", "SND-12")]
    public async Task What_waits_for_a_driver_says_so_whenever_it_is_asked()
    {
        var rig = await Rig();
        var sender = await rig.AddSender(fallback: _rich);
        await rig.Execute("""
            INSERT INTO sessions (sender_id, driver, tenant_id, state, updated_at) VALUES ($1, 'cloud', $2, 'connected', $3), ($1, 'baileys', $2, 'disconnected', $3)
            """, sender.Id.Value, rig.Tenant.Value, _clock.GetUtcNow());
        rig.Connect(sender, driver: true, fallback: false);
        var (pinned, pooled, bound) = (await rig.AddQueue(content: Poll), await rig.AddQueue(content: Poll), await rig.AddQueue());
        await rig.AddMessages(pinned, 1, sender.Id, pinHard: true);
        await rig.AddMessages(pooled, 1);
        await rig.AddMessages(bound, 1, sender.Id, pinHard: true, state: "retrying");
        await rig.Execute("UPDATE messages SET bound_driver = 'baileys', attempt = 1 WHERE queue_id = $1", bound.Value);
        var explain = new ExplainMessage(new Drivers([_plain, _rich, _window]), new HealthOptions(), _clock);

        for (var look = 0; look < 3; look++)
        {
            (await rig.ClaimOnce()).Messages.ShouldBeEmpty();
            foreach (var queue in new[] { pinned, pooled, bound })
            {
                var message = MessageId.Of((Guid)(await rig.Scalar("SELECT id FROM messages WHERE queue_id = $1", queue.Value))!);
                await using var connection = await rig.Db.OpenTenant(rig.Tenant, default);
                (await explain.Run(connection, rig.Tenant, message, default)).ShouldBe(new WhyNot("driver-away", new() { Sender = sender.Name, Driver = "baileys" }, $"{sender.Name} must send it through baileys, which is not connected.", null));
            }
            _clock.Advance(TimeSpan.FromSeconds(look == 0 ? 3 : 6));
        }
    }

    [Fact]
    [Trait("Requirement", "MSG-04")]
    public async Task What_must_go_through_a_driver_that_is_away_waits_for_it_without_losing_attempts()
    {
        var rig = await Rig();
        var sender = await rig.AddSender(through: _rich, fallback: _plain);
        var queue = await rig.AddQueue();
        await rig.AddMessages(queue, 1, sender.Id, pinHard: true);
        await rig.Execute("UPDATE messages SET bound_driver = 'baileys' WHERE queue_id = $1", queue.Value);
        rig.Connect(sender, driver: false, fallback: true);
        (await rig.ClaimOnce()).Messages.ShouldBeEmpty();

        rig.Connect(sender, driver: true, fallback: true);
        _clock.Advance(TimeSpan.FromSeconds(6));
        var message = (await rig.ClaimOnce()).Messages.ShouldHaveSingleItem();
        (message.Method, message.Attempt).ShouldBe((DriverName.Baileys, (short)1));
    }
}
