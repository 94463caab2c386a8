using Microsoft.Extensions.Logging.Abstractions;
using Parley.Broadcasts;
using Parley.Outbox;
using Parley.Platform;
using Parley.Tests.Outbox;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Broadcasts;

/// <summary>The hand-over of groups, driven step by step on a real database by several nodes at once.</summary>
[Trait("Requirement", "BRD-02")]
public sealed class AdvanceBroadcastsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly HandClock _clock = new();

    [Fact]
    public async Task Eight_nodes_that_look_at_the_same_time_send_each_group_once()
    {
        var rig = await OutboxRig.Create(database, _clock);
        var sends = new List<BroadcastSendId>();
        for (var n = 0; n < 4; n++) sends.Add(await Sending(rig, members: 30, groupSize: 3, pauseMs: 0));
        var nodes = Enumerable.Range(0, 8).Select(_ => new AdvanceBroadcasts(database.Db, _clock, NullLogger<AdvanceBroadcasts>.Instance)).ToList();
        for (var round = 0; round < 40; round++)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(10));
            await Task.WhenAll(nodes.Select(node => Task.Run(() => node.Once(default))));
            // Whatever is in the ledger leaves, as the dispatchers would see to it.
            await rig.Execute("UPDATE messages SET state = 'sent', due_at = NULL WHERE tenant_id = $1 AND due_at IS NOT NULL", rig.Tenant.Value);
        }
        foreach (var send in sends)
        {
            (await rig.Scalar("SELECT state || ' ' || group_no FROM broadcast_sends WHERE id = $1", send.Value)).ShouldBe("completed 10");
            (await rig.Scalar("SELECT count(*) || ' ' || count(DISTINCT contact_id) || ' ' || max(variant) FROM messages WHERE queue_id = $1", send.Value)).ShouldBe("30 30 10");
        }
    }

    [Fact]
    public async Task The_next_group_waits_for_the_end_of_the_one_before_and_then_for_the_pause_also_after_a_restart()
    {
        var rig = await OutboxRig.Create(database, _clock);
        var send = await Sending(rig, members: 4, groupSize: 2, pauseMs: 10_000);
        await Look();
        (await Row()).ShouldBe("sending 1");
        await Look();
        (await Row()).ShouldBe("sending 1", "its messages still wait");
        await rig.Execute("UPDATE messages SET due_at = NULL, state = 'sending', lease = 1, lease_until = now() WHERE queue_id = $1", send.Value);
        await Look();
        (await Row()).ShouldBe("sending 1", "its messages are in flight");
        await rig.Execute("UPDATE messages SET state = 'failed', lease = NULL, lease_until = NULL WHERE queue_id = $1", send.Value);
        await Look();
        (await Row()).ShouldBe("waiting 1");
        _clock.Advance(TimeSpan.FromSeconds(9));
        await Look();
        (await Row()).ShouldBe("waiting 1");
        _clock.Advance(TimeSpan.FromSeconds(2));
        await Look();
        (await Row()).ShouldBe("sending 2");
        await rig.Execute("UPDATE messages SET state = 'sent', due_at = NULL WHERE queue_id = $1", send.Value);
        await Look();
        (await Row()).ShouldBe("completed 2");

        // Each look is a process of its own that knows nothing of the ones before.
        async Task Look()
        {
            _clock.Advance(TimeSpan.FromMilliseconds(1));
            await new AdvanceBroadcasts(database.Db, _clock, NullLogger<AdvanceBroadcasts>.Instance).Once(default);
        }
        async Task<object?> Row() => await rig.Scalar("SELECT state || ' ' || group_no FROM broadcast_sends WHERE id = $1", send.Value);
    }

    [Fact]
    public async Task Groups_whose_members_are_gone_are_passed_over()
    {
        var rig = await OutboxRig.Create(database, _clock);
        var send = await Sending(rig, members: 6, groupSize: 2, pauseMs: 0);
        await rig.Execute("DELETE FROM broadcast_members WHERE tenant_id = $1 AND group_no IN (1, 3)", rig.Tenant.Value);
        for (var round = 0; round < 6; round++)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(1));
            await new AdvanceBroadcasts(database.Db, _clock, NullLogger<AdvanceBroadcasts>.Instance).Once(default);
            await rig.Execute("UPDATE messages SET state = 'sent', due_at = NULL WHERE queue_id = $1", send.Value);
        }
        (await rig.Scalar("SELECT state || ' ' || (SELECT string_agg(group_no::text, ',') FROM broadcast_groups WHERE send_id = s.id) FROM broadcast_sends s WHERE id = $1", send.Value)).ShouldBe("completed 2");
    }

    [Fact]
    [Trait("Requirement", "BRD-01")]
    public async Task Eight_nodes_fill_a_list_together_and_nobody_is_in_it_twice_or_missing()
    {
        var rig = await OutboxRig.Create(database, _clock);
        await Contacts(rig, 500);
        var list = Id.New<BroadcastId>();
        await rig.Execute("INSERT INTO broadcasts (id, tenant_id, name, audience, group_size, phase, created_by, created_at, worked_at) VALUES ($1, $2, 'All', '{\"all\":true}', 7, 'filling', 'test', $3, $3)", list.Value, rig.Tenant.Value, _clock.GetUtcNow());
        var options = new BroadcastsOptions { Batch = 40 };
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            var fill = new FillBroadcast(database.Db, options, _clock);
            while (await rig.Scalar("SELECT phase FROM broadcasts WHERE id = $1", list.Value) is "filling") await fill.Once(default);
        })));
        (await rig.Scalar("SELECT total || ' ' || (SELECT count(*) FROM broadcast_members WHERE broadcast_id = b.id) || ' ' || (SELECT max(group_no) FROM broadcast_members WHERE broadcast_id = b.id) FROM broadcasts b WHERE id = $1", list.Value)).ShouldBe("500 500 72");
        (await rig.Scalar("SELECT max(n)::int FROM (SELECT count(*) AS n FROM broadcast_members WHERE broadcast_id = $1 GROUP BY group_no) g", list.Value)).ShouldBe(7);
    }

    private async Task<BroadcastSendId> Sending(OutboxRig rig, int members, int groupSize, int pauseMs)
    {
        await Contacts(rig, members);
        var (list, send, now) = (Id.New<BroadcastId>(), Id.New<BroadcastSendId>(), _clock.GetUtcNow());
        await rig.Execute("INSERT INTO broadcasts (id, tenant_id, name, audience, group_size, phase, total, created_by, created_at, worked_at) VALUES ($1, $2, 'List', '{}', $3, 'ready', $4, 'test', $5, $5)", list.Value, rig.Tenant.Value, groupSize, (long)members, now);
        await rig.Execute("""
            INSERT INTO broadcast_members (broadcast_id, tenant_id, contact_id, group_no)
            SELECT $1, $2, id, (row_number() OVER (ORDER BY id) - 1) / $3 + 1 FROM (SELECT id FROM contacts WHERE tenant_id = $2 ORDER BY id LIMIT $4) c
            """, list.Value, rig.Tenant.Value, groupSize, members);
        await using (var connection = await rig.Db.OpenEngine(default))
            await OutboxQueues.Open(connection, rig.Tenant, new NewQueue(QueueId.Of(send.Value), QueueKind.Broadcast, Templates: [Parley.Channels.MessageContent.OfText("Hello")]), now, default);
        await rig.Execute("""
            INSERT INTO broadcast_sends (id, broadcast_id, tenant_id, state, total, groups, pause_ms, next_at, created_by, created_at, worked_at) VALUES ($1, $2, $3, 'waiting', $4, $5, $6, $7, 'test', $7, '-infinity')
            """, send.Value, list.Value, rig.Tenant.Value, (long)members, (short)(members / groupSize), pauseMs, now);
        return send;
    }

    private static Task Contacts(OutboxRig rig, int count) => rig.Execute("""
        INSERT INTO contacts (id, tenant_id, phone, created_at, updated_at) SELECT gen_random_uuid(), $1, '+55319' || (80000000 + n), now(), now() FROM generate_series(1, $2) n ON CONFLICT DO NOTHING
        """, rig.Tenant.Value, count);
}
