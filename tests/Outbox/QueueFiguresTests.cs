using Parley.Outbox;
using Parley.Platform;
using Parley.Realtime;
using Parley.Realtime.Sources;
using Parley.Senders;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Outbox;

[Trait("Requirement", "MSG-12")]
public sealed class QueueFiguresTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly HandClock _clock = new();

    [Fact]
    public async Task They_tell_what_waits_what_is_on_its_way_and_since_when_the_oldest_could_go()
    {
        var rig = await OutboxRig.Create(database, _clock);
        await rig.AddSender();
        var queue = await rig.AddQueue();
        (await Read(rig)).ShouldBe((0, false, 0, 0, null));

        var began = _clock.GetUtcNow();
        await rig.AddMessages(queue, 3);
        _clock.Advance(TimeSpan.FromMinutes(1));
        await rig.AddMessages(queue, 2, pin: Id.New<SenderId>(), pinHard: true);
        (await Read(rig)).ShouldBe((5, false, 0, 0, began));

        var taken = (await rig.ClaimOnce()).Messages.Count;
        taken.ShouldBe(3);
        (await Read(rig)).ShouldBe((2, false, taken, 0, began + TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task What_is_held_back_is_due_later_or_is_another_tenants_is_told_apart()
    {
        var rig = await OutboxRig.Create(database, _clock);
        var (queue, held) = (await rig.AddQueue(), await rig.AddQueue());
        await rig.AddMessages(queue, 2);
        await rig.AddMessages(held, 7);
        await rig.Execute("UPDATE outbox_queues SET state = 'held' WHERE id = $1", held.Value);
        await rig.Execute("UPDATE messages SET due_at = due_at + interval '1 hour', state = 'pending' WHERE queue_id = $1", queue.Value);
        (await Read(rig)).ShouldBe((2, false, 0, 0, null));

        var other = await OutboxRig.Create(database, _clock);
        (await Read(other)).ShouldBe((0, false, 0, 0, null));
    }

    [Fact]
    public async Task A_person_sees_how_many_letters_wait_for_a_person()
    {
        var rig = await OutboxRig.Create(database, _clock);
        var queue = await rig.AddQueue();
        await rig.AddMessages(queue, 4);
        await rig.Execute("UPDATE messages SET state = 'failed', due_at = NULL, dead = true WHERE queue_id = $1", queue.Value);
        (await Read(rig)).ShouldBe((0, false, 0, 4, null));
    }

    [Fact]
    public async Task Counting_ends_at_enough_and_says_that_there_is_more()
    {
        var rig = await OutboxRig.Create(database, _clock);
        await rig.AddMessages(await rig.AddQueue(), QueueFigures.Enough + 500);
        (await Read(rig)).ShouldBe((QueueFigures.Enough, true, 0, 0, _clock.GetUtcNow()));
    }

    [Fact]
    [Trait("Requirement", "RTM-01")]
    public async Task The_rate_is_what_was_sent_lately()
    {
        var rig = await OutboxRig.Create(database, _clock);
        var queue = await rig.AddQueue();
        var pulse = new QueuePulse(database.Db, _clock);
        (await Rate()).ShouldBe(0, "there is nothing to compare with");
        for (var i = 0; i < 3; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(2));
            await Sent(100);
            (await Rate()).ShouldBe(50);
        }
        _clock.Advance(TimeSpan.FromSeconds(11));
        await Rate();
        _clock.Advance(TimeSpan.FromSeconds(2));
        (await Rate()).ShouldBe(0);

        async Task<double> Rate() => ((Payloads.QueueStats)(await pulse.Read(rig.Tenant, default))!).PerSecond;
        Task Sent(int amount) => rig.Execute("""
            INSERT INTO queue_tallies (queue_id, tenant_id, variant, method, metric, reason, amount) VALUES ($1, $2, 0, 'simulator', 'sent', '', $3)
            ON CONFLICT (queue_id, variant, method, metric, reason) DO UPDATE SET amount = queue_tallies.amount + excluded.amount
            """, queue.Value, rig.Tenant.Value, (long)amount);
    }

    private async Task<(long Waiting, bool More, long Sending, long Dead, DateTimeOffset? Oldest)> Read(OutboxRig rig)
    {
        var figures = await QueueFigures.Read(database.Db, rig.Tenant, _clock.GetUtcNow(), default);
        return (figures.Waiting, figures.More, figures.Sending, figures.DeadLetters, figures.OldestDueAt);
    }
}
