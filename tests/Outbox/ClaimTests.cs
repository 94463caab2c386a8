// Long, because the rules of a claim hold together and share one rig.
using Parley.Outbox;
using Parley.Senders;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Outbox;

public sealed class ClaimTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly HandClock _clock = new();

    [Fact]
    [Trait("Requirement", "CMP-11")]
    public async Task Eight_claimers_at_once_take_each_message_exactly_once()
    {
        var first = await OutboxRig.Create(database, _clock);
        var queue = await first.AddQueue();
        await first.AddMessages(queue, 4000);
        var rigs = new List<OutboxRig> { first };
        for (var i = 1; i < 8; i++) rigs.Add(await OutboxRig.Create(database, _clock, tenant: first.Tenant));
        foreach (var rig in rigs)
            for (var i = 0; i < 10; i++) await rig.AddSender();

        var taken = await Task.WhenAll(rigs.Select(async rig =>
        {
            var mine = new List<Guid>();
            // Skipped rows belong to another claimer of the same moment; nothing left for anybody ends the loop.
            while ((long)(await rig.Scalar("SELECT count(*) FROM messages WHERE queue_id = $1 AND due_at IS NOT NULL", queue.Value))! > 0)
            {
                var result = await rig.ClaimOnce();
                mine.AddRange(result.Messages.Select(message => message.Id.Value));
                foreach (var message in result.Messages) message.Slot.Arrived(message);
            }
            return mine;
        }));

        var all = taken.SelectMany(mine => mine).ToList();
        all.Count.ShouldBe(4000);
        all.Distinct().Count().ShouldBe(4000);
        (await first.Scalar("SELECT count(*) FROM messages WHERE queue_id = $1 AND state = 'sending' AND attempt = 1", queue.Value)).ShouldBe(4000L);
    }

    [Fact]
    [Trait("Requirement", "SND-04")]
    public async Task A_quota_is_never_exceeded_by_several_claimers_of_one_sender()
    {
        var rig = await OutboxRig.Create(database, _clock, new ScriptedDriver(maxInFlight: 1000));
        await rig.AddSender(new SenderQuota(20, 500, 5000));
        var queue = await rig.AddQueue();
        await rig.AddMessages(queue, 100);

        var claims = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => rig.ClaimOnce())));
        claims.Sum(claim => claim.Messages.Count).ShouldBe(20);
        (await rig.ClaimOnce()).Messages.ShouldBeEmpty();

        _clock.Advance(TimeSpan.FromMinutes(1));
        foreach (var message in claims.SelectMany(claim => claim.Messages)) message.Slot.Arrived(message);
        (await rig.ClaimOnce()).Messages.Count.ShouldBe(20);
    }

    [Theory]
    [Trait("Requirement", "SND-04")]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_clock_that_jumps_an_hour_changes_no_quota_by_more_than_a_window(int seed)
    {
        var random = new Random(seed);
        var rig = await OutboxRig.Create(database, _clock, new ScriptedDriver(maxInFlight: 1000));
        await rig.AddSender(new SenderQuota(20, 200, 5000));
        var queue = await rig.AddQueue();
        await rig.AddMessages(queue, 3000);
        await rig.Execute("UPDATE messages SET due_at = due_at - interval '1 year' WHERE queue_id = $1", queue.Value);

        var (taken, jumps, passed) = (0, 0, TimeSpan.Zero);
        for (var step = 0; step < 120; step++)
        {
            var messages = (await rig.ClaimOnce()).Messages;
            foreach (var message in messages) message.Slot.Arrived(message);
            taken += messages.Count;
            var windows = 1 + jumps;
            taken.ShouldBeLessThanOrEqualTo(20 * ((int)(passed / TimeSpan.FromMinutes(1)) + windows));
            taken.ShouldBeLessThanOrEqualTo(200 * ((int)(passed / TimeSpan.FromHours(1)) + windows));

            var by = TimeSpan.FromSeconds(random.Next(5, 90));
            _clock.Advance(by);
            passed += by;
            if (random.Next(8) > 0) continue;
            _clock.Advance(TimeSpan.FromHours(random.Next(2) * 2 - 1));
            jumps++;
        }
        jumps.ShouldBePositive();
        taken.ShouldBeGreaterThan(200, "a clock that went back must not hold the sender up for an hour either");
    }

    [Fact]
    [Trait("Requirement", "MSG-07")]
    public async Task A_paced_sender_goes_on_when_the_clock_went_back()
    {
        var rig = await OutboxRig.Create(database, _clock);
        await rig.AddSender(pacing: Pacing.Every(TimeSpan.FromSeconds(10)));
        var queue = await rig.AddQueue();
        await rig.AddMessages(queue, 10);
        await rig.Execute("UPDATE messages SET due_at = due_at - interval '1 day' WHERE queue_id = $1", queue.Value);
        await OneArrives(rig);
        (await rig.ClaimOnce()).Messages.ShouldBeEmpty();

        _clock.Advance(TimeSpan.FromHours(-1));
        await OneArrives(rig);
        (await rig.ClaimOnce()).Messages.ShouldBeEmpty("its pace holds from there on");
    }

    [Fact]
    [Trait("Requirement", "SND-10")]
    public async Task A_node_that_lost_a_sender_claims_nothing_for_it()
    {
        var rig = await OutboxRig.Create(database, _clock);
        await rig.AddSender();
        await rig.AddMessages(await rig.AddQueue(), 5);
        (await rig.ClaimOnce(epoch: rig.Epoch + 1000)).Messages.ShouldBeEmpty();
    }

    [Fact]
    [Trait("Requirement", "SND-06")]
    public async Task Equal_senders_stay_within_one_message_of_each_other()
    {
        var rig = await OutboxRig.Create(database, _clock);
        for (var i = 0; i < 7; i++) await rig.AddSender(pacing: Pacing.Every(TimeSpan.FromSeconds(2)));
        var queue = await rig.AddQueue();
        await rig.AddMessages(queue, 45);
        for (var round = 0; round < 8; round++)
        {
            var result = await rig.ClaimOnce();
            foreach (var message in result.Messages) message.Slot.Arrived(message);
            _clock.Advance(TimeSpan.FromSeconds(2));
        }
        var counts = rig.Slots.ConvertAll(slot => slot.Turn);
        counts.Sum().ShouldBe(45);
        (counts.Max() - counts.Min()).ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    [Trait("Requirement", "SND-06")]
    public async Task Equal_senders_stay_within_one_message_of_each_other_across_restarts()
    {
        var rig = await OutboxRig.Create(database, _clock);
        for (var i = 0; i < 3; i++) await rig.AddSender();
        for (var message = 1; message <= 20; message++)
        {
            await rig.AddMessages(await rig.AddQueue(), 1);
            foreach (var taken in (await rig.ClaimOnce()).Messages) taken.Slot.Arrived(taken);
            await rig.Restart();
            (await rig.Scalar("SELECT max(given) - min(given) FROM sender_dispatch WHERE tenant_id = $1", rig.Tenant.Value)).ShouldBe(message % 3 == 0 ? 0L : 1L);
        }
    }

    [Fact]
    [Trait("Requirement", "SND-06")]
    public async Task A_new_sender_beside_one_that_has_sent_for_years_takes_its_share_and_no_more_also_after_a_restart()
    {
        var rig = await OutboxRig.Create(database, _clock);
        var old = await rig.AddSender();
        var young = await rig.AddSender();
        await rig.Execute("UPDATE sender_dispatch SET given = 250000 WHERE sender_id = $1", old.Id.Value);
        await rig.Restart();
        await rig.AddMessages(await rig.AddQueue(), 10);
        var taken = new List<Claimed>();
        while (taken.Count < 10)
        {
            var messages = (await rig.ClaimOnce()).Messages;
            foreach (var message in messages) message.Slot.Arrived(message);
            taken.AddRange(messages);
        }
        taken.Count(message => message.Sender.Id == young.Id).ShouldBeInRange(5, 6);
    }

    [Fact]
    [Trait("Requirement", "MSG-07")]
    public async Task A_paced_sender_has_one_message_in_flight_and_waits_its_gap()
    {
        var rig = await OutboxRig.Create(database, _clock);
        await rig.AddSender(pacing: Pacing.Every(TimeSpan.FromSeconds(5)));
        await rig.AddMessages(await rig.AddQueue(), 10);

        var first = await rig.ClaimOnce();
        first.Messages.Count.ShouldBe(1);
        _clock.Advance(TimeSpan.FromSeconds(6));
        (await rig.ClaimOnce()).Messages.ShouldBeEmpty("the first is still in flight");
        first.Messages[0].Slot.Arrived(first.Messages[0]);
        await OneArrives(rig);
        _clock.Advance(TimeSpan.FromSeconds(4.9));
        (await rig.ClaimOnce()).Messages.ShouldBeEmpty("the gap is not over");
    }

    [Fact]
    public async Task An_answer_overtakes_a_campaign_of_many()
    {
        var rig = await OutboxRig.Create(database, _clock);
        var sender = await rig.AddSender(pacing: Pacing.Every(TimeSpan.FromSeconds(2)));
        await rig.AddMessages(await rig.AddQueue(), 5000);
        await rig.AddMessages(await rig.AddQueue(QueueKind.Answers), 1, sender.Id, pinHard: true, origin: "bot");
        (await rig.ClaimOnce()).Messages.ShouldHaveSingleItem().Queue.Kind.ShouldBe(QueueKind.Answers);
    }

    [Fact]
    public async Task Equal_campaigns_share_the_senders_fairly()
    {
        var rig = await OutboxRig.Create(database, _clock);
        for (var i = 0; i < 4; i++) await rig.AddSender(pacing: Pacing.Every(TimeSpan.FromSeconds(2)));
        var (large, small) = (await rig.AddQueue(), await rig.AddQueue());
        await rig.AddMessages(large, 3000);
        await rig.AddMessages(small, 20);
        var taken = new Dictionary<QueueId, int> { [large] = 0, [small] = 0 };
        for (var round = 0; round < 10; round++)
        {
            var result = await rig.ClaimOnce();
            foreach (var message in result.Messages)
            {
                taken[message.Queue.Id]++;
                message.Slot.Arrived(message);
            }
            _clock.Advance(TimeSpan.FromSeconds(2));
        }
        taken[small].ShouldBe(20);
        taken[large].ShouldBe(20);
    }

    [Fact]
    public async Task A_campaign_of_higher_priority_goes_first()
    {
        var rig = await OutboxRig.Create(database, _clock);
        await rig.AddSender(pacing: Pacing.Every(TimeSpan.FromSeconds(2)));
        await rig.AddMessages(await rig.AddQueue(), 10);
        var urgent = await rig.AddQueue(priority: 5);
        await rig.AddMessages(urgent, 1);
        (await rig.ClaimOnce()).Messages.ShouldHaveSingleItem().Queue.Id.ShouldBe(urgent);
    }

    [Fact]
    [Trait("Requirement", "CMP-05")]
    public async Task A_held_queue_gives_nothing_and_an_opened_one_goes_on()
    {
        var rig = await OutboxRig.Create(database, _clock);
        await rig.AddSender();
        var queue = await rig.AddQueue();
        await rig.AddMessages(queue, 5);
        await using (var connection = await rig.Db.OpenEngine(default)) await OutboxQueues.SetOpen(connection, queue, false, default);
        (await rig.ClaimOnce()).Messages.ShouldBeEmpty();
        await using (var connection = await rig.Db.OpenEngine(default)) await OutboxQueues.SetOpen(connection, queue, true, default);
        (await rig.ClaimOnce()).Messages.Count.ShouldBe(5);
    }

    [Fact]
    [Trait("Requirement", "SND-05")]
    public async Task A_sender_in_poor_health_stands_back_while_another_can_send()
    {
        var rig = await OutboxRig.Create(database, _clock);
        var poorly = await rig.AddSender(health: 40);
        var well = await rig.AddSender();
        await rig.AddMessages(await rig.AddQueue(), 6);
        (await rig.ClaimOnce()).Messages.ShouldAllBe(message => message.Sender.Id == well.Id);
        rig.Slots.RemoveAll(slot => slot.Sender.Id == well.Id);
        await rig.AddMessages(await rig.AddQueue(), 3);
        (await rig.ClaimOnce()).Messages.ShouldAllBe(message => message.Sender.Id == poorly.Id);
    }

    [Fact]
    public async Task A_hard_pin_waits_for_its_sender_and_a_soft_one_does_not_when_that_sender_is_away()
    {
        var rig = await OutboxRig.Create(database, _clock);
        var away = await rig.AddSender();
        await rig.Execute("UPDATE senders SET status = 'disconnected' WHERE id = $1", away.Id.Value);
        rig.Slots.Clear();
        var here = await rig.AddSender();
        var queue = await rig.AddQueue(QueueKind.Direct);
        await rig.AddMessages(queue, 3, away.Id, pinHard: true, origin: "api");
        await rig.AddMessages(queue, 2, away.Id, pinHard: false, origin: "api");
        var result = await rig.ClaimOnce();
        result.Messages.Count.ShouldBe(2);
        result.Messages.ShouldAllBe(message => message.Sender.Id == here.Id && !message.Head.PinHard);
    }

    [Fact]
    [Trait("Requirement", "CON-04")]
    public async Task A_number_that_was_blocked_after_it_was_queued_is_suppressed_at_the_claim()
    {
        var rig = await OutboxRig.Create(database, _clock);
        await rig.AddSender();
        var queue = await rig.AddQueue();
        await rig.AddMessages(queue, 2);
        await rig.Execute("INSERT INTO blocklist (tenant_id, phone, reason, created_by, created_at) VALUES ($1, '+5511900000001', 'asked', 'test', now())", rig.Tenant.Value);
        var result = await rig.ClaimOnce();
        result.Messages.ShouldHaveSingleItem().Head.Recipient.ShouldBe("+5511900000002");
        (await rig.Scalar("SELECT reason FROM messages WHERE queue_id = $1 AND state = 'suppressed'", queue.Value)).ShouldBe("blocked");
    }

    [Fact]
    [Trait("Requirement", "CMP-10")]
    public async Task Two_campaigns_in_one_claim_do_not_exceed_the_frequency_cap_together()
    {
        var rig = await OutboxRig.Create(database, _clock, new ScriptedDriver(maxInFlight: 1000));
        await rig.AddSender();
        await rig.Execute("UPDATE tenants SET cap_messages = 2, cap_days = 7 WHERE id = $1", rig.Tenant.Value);
        var people = await AddPeople(rig, 5);
        for (var campaign = 0; campaign < 3; campaign++) await WriteTo(rig, people, await rig.AddQueue());
        (await rig.ClaimOnce()).Messages.CountBy(message => message.Head.Contact!.Value).ShouldAllBe(each => each.Value == 2);
        (await rig.Scalar("SELECT count(*) FROM messages WHERE tenant_id = $1 AND state = 'suppressed' AND reason = 'frequency-capped'", rig.Tenant.Value)).ShouldBe(5L);
    }

    [Fact]
    [Trait("Requirement", "CMP-10")]
    public async Task Several_nodes_with_a_campaign_each_do_not_exceed_the_frequency_cap_together()
    {
        const int People = 300;
        var rigs = new List<OutboxRig> { await OutboxRig.Create(database, _clock, new ScriptedDriver(maxInFlight: 1000)) };
        while (rigs.Count < 4) rigs.Add(await OutboxRig.Create(database, _clock, new ScriptedDriver(maxInFlight: 1000), rigs[0].Tenant));
        await rigs[0].Execute("UPDATE tenants SET cap_messages = 1, cap_days = 7 WHERE id = $1", rigs[0].Tenant.Value);
        var people = await AddPeople(rigs[0], People);
        foreach (var rig in rigs)
        {
            var sender = await rig.AddSender();
            await WriteTo(rig, people, await rig.AddQueue(pool: [sender.Id]));
        }

        await Task.WhenAll(rigs.Select(rig => Task.Run(async () =>
        {
            // Whoever another claim holds at that moment is left for the next one.
            while ((long)(await rig.Scalar("SELECT count(*) FROM messages WHERE tenant_id = $1 AND due_at IS NOT NULL", rig.Tenant.Value))! > 0)
                foreach (var message in (await rig.ClaimOnce()).Messages) message.Slot.Arrived(message);
        })));

        (await rigs[0].Scalar("SELECT count(*) FROM messages WHERE tenant_id = $1 AND state = 'sending'", rigs[0].Tenant.Value)).ShouldBe((long)People);
        (await rigs[0].Scalar("SELECT count(DISTINCT contact_id) FROM messages WHERE tenant_id = $1 AND state = 'sending'", rigs[0].Tenant.Value)).ShouldBe((long)People);
        (await rigs[0].Scalar("SELECT count(*) FROM messages WHERE tenant_id = $1 AND reason = 'frequency-capped'", rigs[0].Tenant.Value)).ShouldBe(3L * People);
    }

    private async Task<Guid[]> AddPeople(OutboxRig rig, int count)
    {
        var ids = Enumerable.Range(0, count).Select(_ => Guid.CreateVersion7()).ToArray();
        await rig.Execute("INSERT INTO contacts (id, tenant_id, phone, created_at, updated_at) SELECT id, $1, '+5511' || (900000000 + n), $3, $3 FROM unnest($2) WITH ORDINALITY AS u(id, n)",
            rig.Tenant.Value, ids, _clock.GetUtcNow());
        return ids;
    }

    private Task WriteTo(OutboxRig rig, Guid[] people, QueueId queue) => rig.Execute("""
        INSERT INTO messages (id, tenant_id, direction, origin, queue_id, contact_id, recipient, state, due_at, created_at)
        SELECT gen_random_uuid(), tenant_id, 'out', 'campaign', $2, id, phone, 'queued', $3, $3 FROM contacts WHERE id = ANY($1)
        """, people, queue.Value, _clock.GetUtcNow());

    private static async Task OneArrives(OutboxRig rig)
    {
        var message = (await rig.ClaimOnce()).Messages.ShouldHaveSingleItem();
        message.Slot.Arrived(message);
    }
}
