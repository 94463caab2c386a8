using Parley.Channels;
using Parley.Outbox;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Outbox;

/// <summary>What the finaliser writes about an attempt, and what the rescue makes of attempts that nobody wrote about.</summary>
public sealed partial class OutcomeTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly HandClock _clock = new();

    [Fact]
    public async Task An_accepted_message_is_sent_and_counted_once()
    {
        var (rig, message) = await Claimed();
        await rig.WriteDown(Ended(message, new SendResult.Accepted("X", _clock.GetUtcNow())));
        (await Row(rig, message)).ShouldBe("sent 1 simulator");
        (await Counted(rig, "sent")).ShouldBe(1);
    }

    [Fact]
    public async Task An_outcome_whose_lease_was_taken_over_writes_nothing()
    {
        var (rig, message) = await Claimed();
        await rig.Execute("UPDATE messages SET lease = lease + 1 WHERE id = $1", message.Id.Value);
        await rig.WriteDown(Ended(message, new SendResult.Retry(Reasons.NetworkFailure)));
        (await Row(rig, message)).ShouldBe("sending 1 simulator");
        (await Counted(rig, "retried")).ShouldBe(0);
    }

    [Fact]
    public async Task A_receipt_that_was_faster_than_the_answer_keeps_its_state()
    {
        var (rig, message) = await Claimed();
        await rig.Execute("UPDATE messages SET state = 'delivered', delivered_at = $2 WHERE id = $1", message.Id.Value, _clock.GetUtcNow());
        await rig.WriteDown(Ended(message, new SendResult.Accepted("X", _clock.GetUtcNow())));
        (await Row(rig, message)).ShouldBe("delivered 1 simulator");
        (await rig.Scalar("SELECT sent_at IS NOT NULL AND lease IS NULL AND lease_until IS NULL FROM messages WHERE id = $1", message.Id.Value)).ShouldBe(true);
        (await Counted(rig, "sent")).ShouldBe(1);
    }

    [Fact]
    [Trait("Requirement", "MSG-03")]
    public async Task A_transient_failure_waits_and_keeps_its_attempt_on_record()
    {
        var (rig, message) = await Claimed();
        await rig.WriteDown(Ended(message, new SendResult.Retry(Reasons.NetworkFailure, RawError: "ECONNRESET")));
        (await Row(rig, message)).ShouldBe("retrying 1 simulator");
        (await rig.Scalar("SELECT outcome || ' ' || reason || ' ' || raw_error FROM message_attempts WHERE message_id = $1", message.Id.Value)).ShouldBe("retry network-failure ECONNRESET");
        (await rig.ClaimOnce()).Messages.ShouldBeEmpty();
        _clock.Advance(TimeSpan.FromSeconds(2.5));
        (await rig.ClaimOnce()).Messages.ShouldHaveSingleItem().Attempt.ShouldBe((short)2);
    }

    [Fact]
    [Trait("Requirement", "MSG-03")]
    public async Task The_third_transient_failure_makes_a_dead_letter()
    {
        var (rig, message) = await Claimed();
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await rig.WriteDown(Ended(message, new SendResult.Retry(Reasons.NetworkFailure)));
            if (attempt == 3) break;
            _clock.Advance(TimeSpan.FromSeconds(10));
            message = (await rig.ClaimOnce()).Messages.ShouldHaveSingleItem();
        }
        (await Row(rig, message)).ShouldBe("failed 3 simulator");
        (await rig.Scalar("SELECT dead FROM messages WHERE id = $1", message.Id.Value)).ShouldBe(true);
        (await rig.Scalar("SELECT count(*) FROM message_attempts WHERE message_id = $1", message.Id.Value)).ShouldBe(3L);
    }

    [Fact]
    [Trait("Requirement", "SND-05")]
    public async Task A_fault_of_the_sender_costs_it_health_and_another_sender_takes_the_message()
    {
        var (rig, message) = await Claimed();
        await rig.WriteDown(Ended(message, new SendResult.Refused(Reasons.SenderRestricted, Fault.Sender)));
        (await Row(rig, message)).ShouldBe("queued 0 simulator");
        (await rig.Scalar("SELECT health * 100 + failures FROM sender_dispatch WHERE sender_id = $1", message.Sender.Id.Value)).ShouldBe(9501);
        rig.Slots.Clear();
        var other = await rig.AddSender();
        _clock.Advance(TimeSpan.FromSeconds(1));
        (await rig.ClaimOnce()).Messages.ShouldHaveSingleItem().Sender.Id.ShouldBe(other.Id);
    }

    [Fact]
    public async Task What_is_handed_back_keeps_its_attempt_count_and_gives_its_quota_back()
    {
        var (rig, message) = await Claimed();
        await rig.WriteDown(new Outcome(message, message.Method, null, _clock.GetUtcNow(), TimeSpan.Zero));
        (await Row(rig, message)).ShouldBe("queued 0 simulator");
        (await rig.Scalar("SELECT minute_used + hour_used + day_used FROM sender_dispatch WHERE sender_id = $1", message.Sender.Id.Value)).ShouldBe(0);
        (await rig.ClaimOnce()).Messages.Count.ShouldBe(1);
    }

    [Fact]
    [Trait("Requirement", "MSG-04")]
    public async Task A_message_that_may_have_left_stays_with_its_sender_and_driver()
    {
        var (rig, message) = await Claimed();
        await rig.WriteDown(Ended(message, new SendResult.Unknown(Reasons.Timeout)));
        (await rig.Scalar("SELECT state || ' ' || bound_driver || ' ' || pin_hard || ' ' || (pin = sender_id) FROM messages WHERE id = $1", message.Id.Value)).ShouldBe("retrying simulator true true");
    }

    [Fact]
    [Trait("Requirement", "MSG-02")]
    public async Task Without_deduplication_an_unknown_outcome_waits_and_then_a_person_decides()
    {
        var driver = new ScriptedDriver(deduplicates: false);
        var (rig, message) = await Claimed(driver);
        await rig.WriteDown(Ended(message, new SendResult.Unknown(Reasons.Timeout)));
        (await Row(rig, message)).ShouldBe("sending 1 simulator");

        var rescue = new Rescue(rig.Db, [driver], _clock, rig.Options);
        await rescue.Once(default);
        (await Row(rig, message)).ShouldBe("sending 1 simulator");
        _clock.Advance(rig.Options.UnknownDeadline + TimeSpan.FromSeconds(1));
        await rescue.Once(default);
        (await Row(rig, message)).ShouldBe("unknown 1 simulator");
        (await rig.Scalar("SELECT dead AND reason = 'timeout' FROM messages WHERE id = $1", message.Id.Value)).ShouldBe(true);
        (await Counted(rig, "unknown")).ShouldBe(1);
    }

    [Theory]
    [InlineData(true, "retrying")]
    [InlineData(false, "sending")]
    public async Task A_lease_that_ran_out_is_tried_again_only_where_the_network_deduplicates(bool deduplicates, string expected)
    {
        var driver = new ScriptedDriver(deduplicates: deduplicates);
        var (rig, message) = await Claimed(driver);
        _clock.Advance(rig.Options.Lease + TimeSpan.FromSeconds(1));
        await new Rescue(rig.Db, [driver], _clock, rig.Options).Once(default);
        (await Row(rig, message)).ShouldBe($"{expected} 1 simulator");
        (await rig.Scalar("SELECT bound_driver FROM messages WHERE id = $1", message.Id.Value)).ShouldBe("simulator");
    }

    [Fact]
    public async Task A_crash_costs_a_message_no_attempt_but_one_that_is_there_at_every_crash_is_put_aside()
    {
        var driver = new ScriptedDriver();
        var (rig, message) = await Claimed(driver);
        var rescue = new Rescue(rig.Db, [driver], _clock, rig.Options);
        for (var crash = 1; crash <= 20; crash++)
        {
            await rig.Execute("UPDATE nodes SET stopped_at = now() WHERE epoch = $1", rig.Epoch);
            (await rescue.Once(default)).ShouldBePositive();
            (await Row(rig, message)).ShouldBe($"retrying {crash} simulator");
            (await rig.Scalar("SELECT granted FROM messages WHERE id = $1", message.Id.Value)).ShouldBe((short)crash);
            // At once after the first crash, then later and later.
            var wait = (DateTime)(await rig.Scalar("SELECT due_at FROM messages WHERE id = $1", message.Id.Value))! - _clock.GetUtcNow().UtcDateTime;
            wait.ShouldBe(TimeSpan.FromSeconds(Math.Min(Math.Pow(2, crash - 1) - 1, 60)), TimeSpan.FromMilliseconds(1));
            _clock.Advance(TimeSpan.FromMinutes(2));
            var again = (await rig.ClaimOnce()).Messages.Single();
            again.Slot.Arrived(again);
        }
        await rescue.Once(default);
        (await Row(rig, message)).ShouldBe("sending 21 simulator");
        _clock.Advance(rig.Options.UnknownDeadline + TimeSpan.FromSeconds(1));
        await rescue.Once(default);
        (await Row(rig, message)).ShouldBe("unknown 21 simulator");
    }

    [Fact]
    [Trait("Requirement", "MSG-02")]
    public async Task A_message_of_which_an_attempt_went_unanswered_never_counts_as_surely_not_sent()
    {
        var (rig, message) = await Claimed();
        await rig.WriteDown(Ended(message, new SendResult.Unknown(Reasons.Timeout)));
        for (var attempt = 2; attempt <= 3; attempt++)
        {
            _clock.Advance(TimeSpan.FromSeconds(20));
            var again = (await rig.ClaimOnce()).Messages.Single();
            again.Head.MayHaveLeft.ShouldBeTrue();
            await rig.WriteDown(Ended(again, new SendResult.Retry(Reasons.NetworkFailure)));
        }
        (await Row(rig, message)).ShouldBe("sending 3 simulator");
        _clock.Advance(rig.Options.UnknownDeadline + TimeSpan.FromSeconds(1));
        await new Rescue(rig.Db, [new ScriptedDriver()], _clock, rig.Options).Once(default);
        (await Row(rig, message)).ShouldBe("unknown 3 simulator");
    }

    [Fact]
    public async Task An_outcome_that_is_written_a_second_time_does_not_touch_a_later_claim()
    {
        var (rig, message) = await Claimed();
        var handedBack = Ended(message, new SendResult.Accepted("X", _clock.GetUtcNow())) with { Result = null };
        await rig.WriteDown(handedBack);
        _clock.Advance(TimeSpan.FromSeconds(1));
        (await rig.ClaimOnce()).Messages.Single().Attempt.ShouldBe(message.Attempt);
        await rig.WriteDown(handedBack);
        (await Row(rig, message)).ShouldBe("sending 1 simulator");
    }

    [Fact]
    public async Task A_dead_nodes_messages_are_taken_over_before_their_lease_ends()
    {
        var driver = new ScriptedDriver();
        var (rig, message) = await Claimed(driver);
        var rescue = new Rescue(rig.Db, [driver], _clock, rig.Options);
        await rig.Execute("UPDATE nodes SET stopped_at = now() WHERE epoch = $1", rig.Epoch);
        (await rescue.Once(default)).ShouldBeGreaterThan(0);
        (await Row(rig, message)).ShouldBe("retrying 1 simulator");
    }

    [Fact]
    public async Task A_delivered_message_whose_node_died_counts_as_sent()
    {
        var driver = new ScriptedDriver();
        var (rig, message) = await Claimed(driver);
        await rig.Execute("UPDATE messages SET state = 'delivered', delivered_at = $2 WHERE id = $1", message.Id.Value, _clock.GetUtcNow());
        _clock.Advance(rig.Options.Lease + TimeSpan.FromSeconds(1));
        await new Rescue(rig.Db, [driver], _clock, rig.Options).Once(default);
        (await rig.Scalar("SELECT state = 'delivered' AND sent_at IS NOT NULL AND lease_until IS NULL FROM messages WHERE id = $1", message.Id.Value)).ShouldBe(true);
        (await Counted(rig, "sent")).ShouldBe(1);
    }

    [Fact]
    [Trait("Requirement", "CMP-05")]
    public async Task What_is_left_in_a_closed_queue_is_cancelled_and_counted()
    {
        var rig = await OutboxRig.Create(database, _clock);
        var queue = await rig.AddQueue();
        await rig.AddMessages(queue, 12);
        await using (var connection = await rig.Db.OpenEngine(default)) await OutboxQueues.Close(connection, queue, "cancelled", default);
        var sweep = new Sweep(rig.Db, _clock);
        while (await sweep.Once(default) > 0) { }
        (await rig.Scalar("SELECT count(*) FROM messages WHERE queue_id = $1 AND state = 'cancelled' AND reason = 'campaign-stopped' AND due_at IS NULL", queue.Value)).ShouldBe(12L);
        (await Counted(rig, "cancelled")).ShouldBe(12);
        (await rig.Scalar("SELECT closes_as IS NULL FROM outbox_queues WHERE id = $1", queue.Value)).ShouldBe(true);
    }

    [Fact]
    [Trait("Requirement", "CMP-03")]
    public async Task A_queue_whose_end_came_expires_what_is_left()
    {
        var rig = await OutboxRig.Create(database, _clock);
        var queue = await rig.AddQueue();
        await rig.AddMessages(queue, 3);
        await rig.Execute("UPDATE outbox_queues SET closes_at = $2 WHERE id = $1", queue.Value, _clock.GetUtcNow().AddMinutes(1));
        var sweep = new Sweep(rig.Db, _clock);
        (await sweep.Once(default)).ShouldBe(0);
        _clock.Advance(TimeSpan.FromMinutes(1));
        while (await sweep.Once(default) > 0) { }
        (await rig.Scalar("SELECT count(*) FROM messages WHERE queue_id = $1 AND state = 'expired' AND reason = 'campaign-ended'", queue.Value)).ShouldBe(3L);
    }

    [Theory]
    [Trait("Requirement", "MSG-04")]
    [InlineData("sent", "sent 1 simulator", 0, 0)]
    [InlineData("delivered", "delivered 1 simulator", 1, 0)]
    [InlineData("read", "read 1 simulator", 1, 1)]
    public async Task A_message_that_another_linked_driver_told_first_stands_in_the_ledger_once(string told, string wanted, int delivered, int read)
    {
        var (rig, message) = await Claimed(new ScriptedDriver(deduplicates: false, choosesId: false));
        var other = Guid.CreateVersion7();
        await rig.Execute("""
            INSERT INTO messages (id, tenant_id, direction, origin, contact_id, recipient, sender_id, content, state, provider_id, created_at, sent_at, delivered_at, read_at)
            SELECT $2, tenant_id, 'out', 'phone', contact_id, recipient, $3, content, $4, 'THE-NETWORKS-OWN', now(), now(), CASE WHEN $4 <> 'sent' THEN now() END, CASE WHEN $4 = 'read' THEN now() END
            FROM messages WHERE id = $1
            """, message.Id.Value, other, message.Sender.Id.Value, told);
        await rig.WriteDown(Ended(message, new SendResult.Accepted("THE-NETWORKS-OWN", _clock.GetUtcNow())));
        (await Row(rig, message)).ShouldBe(wanted);
        (await rig.Scalar("SELECT provider_id FROM messages WHERE id = $1", message.Id.Value)).ShouldBe("THE-NETWORKS-OWN");
        (await rig.Scalar("SELECT count(*) FROM messages WHERE id = $1", other)).ShouldBe(0L);
        (await rig.Scalar("SELECT lease_until IS NULL AND sent_at IS NOT NULL FROM messages WHERE id = $1", message.Id.Value)).ShouldBe(true);
        (await Counted(rig, "sent")).ShouldBe(1);
        while (await FoldTallies.Once(rig.Db, default) > 0) { }
        (await rig.Scalar("SELECT coalesce(sum(amount) FILTER (WHERE metric = 'delivered'), 0) || ' ' || coalesce(sum(amount) FILTER (WHERE metric = 'read'), 0) FROM queue_tallies WHERE queue_id = $1", message.Queue.Id.Value))
            .ShouldBe($"{delivered} {read}");
    }

    [Fact]
    public async Task An_id_that_another_message_has_already_does_not_keep_a_message_from_being_written_down()
    {
        var (rig, messages) = await ManyClaimed(3, new ScriptedDriver(deduplicates: false, choosesId: false));
        await rig.WriteDown([.. messages.Select(message => Ended(message, new SendResult.Accepted("TWICE", _clock.GetUtcNow())))]);
        (await rig.Scalar("SELECT count(*) || ' ' || count(provider_id) FROM messages WHERE state = 'sent' AND lease_until IS NULL AND id = ANY($1)", messages.Select(message => message.Id.Value).ToArray())).ShouldBe("3 1");
    }

    private async Task<(OutboxRig Rig, Claimed Message)> Claimed(ScriptedDriver? driver = null)
    {
        var rig = await OutboxRig.Create(database, _clock, driver);
        await rig.AddSender();
        await rig.AddMessages(await rig.AddQueue(), 1);
        return (rig, (await rig.ClaimOnce()).Messages.ShouldHaveSingleItem());
    }

    private Outcome Ended(Claimed message, SendResult result) => new(message, message.Method, result, _clock.GetUtcNow(), TimeSpan.FromMilliseconds(12));

    private static async Task<string?> Row(OutboxRig rig, Claimed message) =>
        (string?)await rig.Scalar("SELECT state || ' ' || attempt || ' ' || method FROM messages WHERE id = $1", message.Id.Value);

    private static async Task<int> Counted(OutboxRig rig, string metric)
    {
        while (await FoldTallies.Once(rig.Db, default) > 0) { }
        return (int)(long)(await rig.Scalar("SELECT coalesce(sum(amount), 0)::bigint FROM sender_tallies WHERE tenant_id = $1 AND metric = $2", rig.Tenant.Value, metric))!;
    }
}
