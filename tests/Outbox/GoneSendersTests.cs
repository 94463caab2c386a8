using Parley.Outbox;
using Parley.Senders;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Outbox;

[Trait("Requirement", "MSG-02")]
public sealed class GoneSendersTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly HandClock _clock = new();

    [Fact]
    public async Task What_must_go_through_a_deleted_sender_fails_as_a_dead_letter_and_is_counted()
    {
        var (rig, sender, queue) = await Stage();
        await rig.AddMessages(queue, 3, sender.Id, pinHard: true);
        await rig.AddMessages(queue, 2, sender.Id);
        await rig.AddMessages(queue, 1);
        (await rig.EndGone()).ShouldBe(0, "it is there");

        await Delete(rig, sender);
        (await rig.EndGone()).ShouldBe(3);
        (await rig.EndGone()).ShouldBe(0);
        (await States(rig, queue)).ShouldBe("3 failed sender-deleted dead, 3 queued - alive");
        while (await FoldTallies.Once(rig.Db, default) > 0) { }
        (await rig.Scalar("SELECT sum(amount)::int FROM queue_tallies WHERE queue_id = $1 AND metric = 'failed' AND reason = 'sender-deleted'", queue.Value)).ShouldBe(3);
    }

    [Fact]
    public async Task What_may_have_left_through_a_deleted_sender_is_unknown_and_goes_through_no_other()
    {
        var (rig, sender, queue) = await Stage();
        await Unanswered(rig, sender, queue, 2);
        await Delete(rig, sender);
        await rig.AddSender();
        (await rig.ClaimOnce()).Messages.ShouldBeEmpty();
        (await rig.EndGone()).ShouldBe(2);
        (await States(rig, queue)).ShouldBe("2 unknown sender-deleted dead");
        (await rig.ClaimOnce()).Messages.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("banned", "sender-banned")]
    [InlineData("logged_out", "sender-logged-out")]
    public async Task What_may_have_left_through_a_lost_login_is_unknown_after_the_deadline_and_what_did_not_leave_waits_for_the_next_login(string session, string reason)
    {
        var (rig, sender, queue) = await Stage();
        await Unanswered(rig, sender, queue, 1);
        await rig.AddMessages(queue, 2, sender.Id, pinHard: true);
        await rig.Execute("INSERT INTO sessions (sender_id, driver, tenant_id, state, updated_at) VALUES ($1, 'simulator', $2, $3, $4)", sender.Id.Value, rig.Tenant.Value, session, _clock.GetUtcNow());
        await rig.Execute("UPDATE senders SET status = 'waiting_for_login' WHERE id = $1", sender.Id.Value);
        _clock.Advance(rig.Options.UnknownDeadline - TimeSpan.FromSeconds(1));
        (await rig.EndGone()).ShouldBe(0);
        _clock.Advance(TimeSpan.FromSeconds(2));
        (await rig.EndGone()).ShouldBe(1);
        (await States(rig, queue)).ShouldBe($"1 unknown {reason} dead, 2 queued - alive");
    }

    [Fact]
    public async Task A_sender_that_is_only_disconnected_keeps_what_may_have_left()
    {
        var (rig, sender, queue) = await Stage();
        await Unanswered(rig, sender, queue, 1);
        await rig.Execute("INSERT INTO sessions (sender_id, driver, tenant_id, state, updated_at) VALUES ($1, 'simulator', $2, 'disconnected', $3)", sender.Id.Value, rig.Tenant.Value, _clock.GetUtcNow());
        await rig.Execute("UPDATE senders SET status = 'disconnected' WHERE id = $1", sender.Id.Value);
        _clock.Advance(TimeSpan.FromHours(1));
        (await rig.EndGone()).ShouldBe(0);
        (await States(rig, queue)).ShouldBe("1 retrying - alive");
    }

    private async Task<(OutboxRig Rig, OwnedSender Sender, QueueId Queue)> Stage()
    {
        var rig = await OutboxRig.Create(database, _clock);
        return (rig, await rig.AddSender(), await rig.AddQueue());
    }

    /// <summary>Messages that were handed over once and never answered: bound to their sender and driver, they wait to be tried again.</summary>
    private async Task Unanswered(OutboxRig rig, OwnedSender sender, QueueId queue, int count)
    {
        await rig.AddMessages(queue, count, sender.Id, pinHard: true);
        await rig.Execute("UPDATE messages SET state = 'retrying', attempt = 1, bound_driver = 'simulator', method = 'simulator', sender_id = pin WHERE queue_id = $1", queue.Value);
        await rig.Execute("""
            INSERT INTO message_attempts (message_id, number, tenant_id, sender_id, method, started_at, duration_ms, outcome, reason)
            SELECT id, 1, tenant_id, sender_id, 'simulator', $2, 5, 'unknown', 'timeout' FROM messages WHERE queue_id = $1
            """, queue.Value, _clock.GetUtcNow());
    }

    private async Task Delete(OutboxRig rig, OwnedSender sender)
    {
        await rig.Execute("UPDATE senders SET deleted_at = $2, status = 'disconnected' WHERE id = $1", sender.Id.Value, _clock.GetUtcNow());
        rig.Slots.RemoveAll(slot => slot.Sender.Id == sender.Id);
    }

    private static async Task<string?> States(OutboxRig rig, QueueId queue) => (string?)await rig.Scalar("""
        SELECT string_agg(line, ', ' ORDER BY line) FROM (
            SELECT count(*) || ' ' || state || ' ' || coalesce(reason, '-') || CASE WHEN dead THEN ' dead' ELSE ' alive' END AS line
            FROM messages WHERE queue_id = $1 GROUP BY state, reason, dead) s
        """, queue.Value);
}
