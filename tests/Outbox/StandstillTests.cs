using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Parley.Outbox;
using Parley.Platform.Cluster;
using Parley.Senders;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Outbox;

/// <summary>What waits behind something that cannot go must not wait for it: each of these once stood still for as long as the hindrance lasted.</summary>
public sealed class StandstillTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(30);
    private readonly HandClock _clock = new();

    [Fact]
    [Trait("Requirement", "MSG-09")]
    public async Task A_queue_without_pace_goes_on_while_the_paced_one_beside_it_has_to_wait()
    {
        var rig = await OutboxRig.Create(database, _clock);
        for (var i = 0; i < 4; i++) await rig.AddSender();
        var (paced, bulk) = (await rig.AddQueue(pace: TimeSpan.FromMinutes(1)), await rig.AddQueue());
        await rig.AddMessages(paced, 20);
        (await rig.ClaimOnce()).Messages.Count.ShouldBe(4);
        _clock.Advance(TimeSpan.FromMinutes(2));

        // Nobody answered yet: the paced queue may not go on, the other one may.
        await rig.AddMessages(bulk, 20);
        var messages = (await rig.ClaimOnce()).Messages;
        messages.Count.ShouldBe(20);
        messages.ShouldAllBe(message => message.Queue.Id == bulk);
    }

    [Fact]
    [Trait("Requirement", "MSG-07")]
    public async Task An_answer_goes_in_the_midst_of_a_campaigns_gap_and_does_not_shorten_it()
    {
        var rig = await OutboxRig.Create(database, _clock);
        var sender = await rig.AddSender();
        var (campaign, answers, direct) = (await rig.AddQueue(pace: TimeSpan.FromMinutes(1)), await rig.AddQueue(QueueKind.Answers), await rig.AddQueue(QueueKind.Direct));
        await rig.AddMessages(campaign, 5);
        var first = (await rig.ClaimOnce()).Messages.ShouldHaveSingleItem();
        first.Slot.Arrived(first);
        _clock.Advance(TimeSpan.FromSeconds(10));

        await rig.AddMessages(answers, 1, sender.Id, pinHard: true, origin: "flow");
        await rig.AddMessages(answers, 1, origin: "flow");
        await rig.AddMessages(direct, 1, origin: "api");
        var messages = (await rig.ClaimOnce()).Messages;
        messages.Count.ShouldBe(2);
        messages.ShouldAllBe(message => message.Queue.Id == answers);
        foreach (var message in messages) message.Slot.Arrived(message);

        _clock.Advance(TimeSpan.FromSeconds(49));
        (await rig.ClaimOnce()).Messages.ShouldBeEmpty();
        _clock.Advance(TimeSpan.FromSeconds(2));
        (await rig.ClaimOnce()).Messages.Select(message => message.Queue.Id).ShouldBe([direct, campaign], ignoreOrder: true);
    }

    [Fact]
    [Trait("Requirement", "SND-06")]
    public async Task A_send_that_is_not_answered_holds_up_its_own_sender_and_no_other()
    {
        var rig = await OutboxRig.Create(database, _clock);
        for (var i = 0; i < 3; i++) await rig.AddSender();
        await rig.AddMessages(await rig.AddQueue(pace: Pace), 30);
        var hanging = (await rig.ClaimOnce()).Messages;
        hanging.Count.ShouldBe(3);
        hanging[1].Slot.Arrived(hanging[1]);
        hanging[2].Slot.Arrived(hanging[2]);
        for (var round = 0; round < 5; round++)
        {
            _clock.Advance(Pace * 2);
            var messages = (await rig.ClaimOnce()).Messages;
            messages.Select(message => message.Sender.Id).ShouldBe([hanging[1].Sender.Id, hanging[2].Sender.Id], ignoreOrder: true);
            foreach (var message in messages) message.Slot.Arrived(message);
        }
    }

    [Fact]
    [Trait("Requirement", "MSG-07")]
    public async Task A_paced_queue_moves_although_its_senders_always_have_something_without_pace_under_way()
    {
        var rig = await OutboxRig.Create(database, _clock);
        for (var i = 0; i < 4; i++) await rig.AddSender();
        var (direct, paced) = (await rig.AddQueue(QueueKind.Direct), await rig.AddQueue(pace: Pace));
        await rig.AddMessages(paced, 40);
        List<Claimed> before = [];
        for (var round = 0; round < 5; round++)
        {
            await rig.AddMessages(direct, 4);
            var messages = (await rig.ClaimOnce()).Messages;
            messages.Count(message => message.Queue.Id == direct).ShouldBe(4);
            messages.Count(message => message.Queue.Id == paced).ShouldBe(4);
            foreach (var message in messages.Where(message => message.Queue.Id == paced).Concat(before)) message.Slot.Arrived(message);
            before = [.. messages.Where(message => message.Queue.Id == direct)];
            _clock.Advance(Pace);
        }
    }

    [Fact]
    public async Task A_lane_that_has_room_for_much_and_holds_little_leaves_the_claim_to_the_next_one()
    {
        var rig = await OutboxRig.Create(database, _clock, new ScriptedDriver(maxInFlight: 1000));
        for (var i = 0; i < 2; i++) await rig.AddSender();
        var (direct, campaign) = (await rig.AddQueue(QueueKind.Direct), await rig.AddQueue());
        await rig.AddMessages(campaign, 500);
        await rig.AddMessages(direct, 1);
        (await rig.ClaimOnce()).Messages.Count.ShouldBe(501);
    }

    [Fact]
    [Trait("Requirement", "SND-06")]
    public async Task What_waits_for_absent_senders_takes_no_turn_from_what_can_go()
    {
        var rig = await OutboxRig.Create(database, _clock);
        var waiting = await rig.AddQueue();
        for (var i = 0; i < 12; i++)
        {
            var absent = await rig.AddSender();
            await rig.Execute("UPDATE senders SET status = 'disconnected' WHERE id = $1", absent.Id.Value);
            await rig.AddMessages(waiting, 1, absent.Id, pinHard: true);
        }
        rig.Slots.Clear();
        for (var i = 0; i < 2; i++) await rig.AddSender(pacing: Pacing.Every(Pace));
        await rig.AddMessages(await rig.AddQueue(), 10);
        for (var round = 0; round < 3; round++)
        {
            var first = await rig.ClaimOnce();
            first.Progress.ShouldBeTrue();
            var messages = first.Messages.Concat((await rig.ClaimOnce(look: false)).Messages).ToList();
            messages.Count.ShouldBe(2);
            foreach (var message in messages) message.Slot.Arrived(message);
            _clock.Advance(Pace);
        }
    }

    [Fact]
    [Trait("Requirement", "SND-05")]
    public async Task A_poorly_sender_that_is_alone_in_its_pool_does_not_stand_back_for_others()
    {
        var rig = await OutboxRig.Create(database, _clock);
        await rig.AddSender();
        var poorly = await rig.AddSender(health: 30);
        await rig.AddMessages(await rig.AddQueue(), 1);
        await rig.AddMessages(await rig.AddQueue(pool: [poorly.Id]), 3);
        (await rig.ClaimOnce()).Messages.Count(message => message.Sender.Id == poorly.Id).ShouldBe(3);
    }

    [Fact]
    public async Task A_tenant_that_could_fill_every_claim_leaves_the_others_their_part()
    {
        var rig = await OutboxRig.Create(database, _clock, new ScriptedDriver(maxInFlight: 5000));
        await rig.AddSender();
        await rig.AddMessages(await rig.AddQueue(), 3000);
        rig.Tenant = await database.NewTenant();
        await rig.AddSender();
        var small = await rig.AddQueue();
        await rig.AddMessages(small, 10);
        var messages = (await rig.ClaimOnce()).Messages;
        messages.Count(message => message.Queue.Id == small).ShouldBe(10);
        messages.Count.ShouldBe(510);
    }

    [Fact]
    public async Task One_slow_look_at_the_queues_does_not_put_the_next_one_off_for_long()
    {
        var rig = await OutboxRig.Create(database, _clock);
        var queue = await rig.AddQueue();
        await rig.AddMessages(queue, 1);
        var map = new WorkMap(new Notifications(database.Db, _clock, NullLogger<Notifications>.Instance), _clock, new PacingOptions(), new OutboxOptions());
        await using (var blocker = await rig.Db.OpenEngine(default))
        await using (var transaction = await blocker.BeginTransactionAsync())
        {
            await using (var block = new NpgsqlCommand("LOCK TABLE messages IN ACCESS EXCLUSIVE MODE", blocker)) await block.ExecuteNonQueryAsync();
            var looking = map.Refresh(rig.Db, default);
            await using var observer = await rig.Db.OpenEngine(default);
            await using var waits = new NpgsqlCommand("SELECT count(*) FROM pg_locks WHERE relation = 'messages'::regclass AND NOT granted", observer);
            await Wait.Until(async () => (long)(await waits.ExecuteScalarAsync())! > 0);
            _clock.Advance(TimeSpan.FromSeconds(5));
            await transaction.RollbackAsync();
            await looking;
        }
        map.Exhausted(map.Due(_clock.GetUtcNow())[rig.Tenant].Single().Pair);

        _clock.Advance(TimeSpan.FromSeconds(3));
        await map.Refresh(rig.Db, default);
        map.Due(_clock.GetUtcNow())[rig.Tenant].Count().ShouldBe(1, "no bell rang for it, so only a look finds it");
    }
}
