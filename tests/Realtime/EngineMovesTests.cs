using Microsoft.Extensions.Logging.Abstractions;
using Parley.Channels;
using Parley.Conversations;
using Parley.Outbox;
using Parley.Senders;
using Parley.Tests.Outbox;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Realtime;

[Trait("Requirement", "RTM-01")]
public sealed class EngineMovesTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly HandClock _clock = new();

    [Fact]
    public async Task The_engine_says_what_became_of_a_message_and_says_nothing_of_what_was_not_its_own_to_write()
    {
        var rig = await OutboxRig.Create(database, _clock);
        await rig.AddSender();
        await rig.AddMessages(await rig.AddQueue(), 2);
        var messages = (await rig.ClaimOnce()).Messages;
        messages.Count.ShouldBe(2);
        // Another node took the second one over meanwhile: this one's fence is too old.
        await rig.Execute("UPDATE messages SET lease = lease + 1 WHERE id = $1", messages[1].Id.Value);

        using var finalizer = new Finalizer(rig.Db, rig.Options, new HealthOptions(), _clock, NullLogger<Finalizer>.Instance);
        var moves = new List<(MessageMove Move, string Stored)>();
        finalizer.Moved += move => moves.Add((move, (string)rig.Scalar("SELECT state FROM messages WHERE id = $1", move.Message.Value).GetAwaiter().GetResult()!));
        foreach (var message in messages) finalizer.Add(new Outcome(message, message.Method, new SendResult.Accepted("", _clock.GetUtcNow()), _clock.GetUtcNow(), TimeSpan.Zero));
        var written = new TaskCompletionSource();
        finalizer.Freed += () => written.TrySetResult();
        await finalizer.StartAsync(default);
        await written.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await finalizer.StopAsync(default);

        moves.ShouldBe([(new MessageMove(rig.Tenant, messages[0].Id, MessageState.Sent), "sent")]);
    }

    [Fact]
    public async Task It_says_what_the_gate_refused()
    {
        var rig = await OutboxRig.Create(database, _clock);
        await rig.AddSender();
        await rig.AddMessages(await rig.AddQueue(), 1);
        await rig.AddMessages(await rig.AddQueue(content: MessageContent.OfText("{{code}}")), 1);
        await rig.Execute("INSERT INTO blocklist (tenant_id, phone, reason, created_by, created_at) SELECT $1, recipient, 'asked', 'test', now() FROM messages WHERE tenant_id = $1 LIMIT 1", rig.Tenant.Value);
        await rig.ClaimOnce();
        await Told(rig, rig.Refused, 2);
    }

    [Fact]
    public async Task It_says_what_was_left_in_a_closed_queue_and_what_a_dead_node_held()
    {
        var rig = await OutboxRig.Create(database, _clock);
        await rig.AddSender();
        var queue = await rig.AddQueue();
        await rig.AddMessages(queue, 4);
        var taken = (await rig.ClaimOnce()).Messages[0];
        await rig.Execute("UPDATE messages SET state = 'queued', due_at = $3, lease = NULL, lease_until = NULL WHERE queue_id = $1 AND id <> $2", queue.Value, taken.Id.Value, _clock.GetUtcNow());
        await using (var connection = await rig.Db.OpenEngine(default)) await OutboxQueues.Close(connection, queue, "cancelled", default);
        var moves = new List<MessageMove>();
        var sweep = new Sweep(rig.Db, _clock);
        sweep.Moved += Mine;
        while (await sweep.Once(default) > 0) { }
        await Told(rig, moves, 3);

        _clock.Advance(TimeSpan.FromHours(1));
        var rescue = new Rescue(rig.Db, [new ScriptedDriver()], _clock, rig.Options);
        moves.Clear();
        rescue.Moved += Mine;
        while (await rescue.Once(default) > 0) { }
        if (moves.Count == 0)
        {
            // The driver does not deduplicate: it waited for an echo first.
            _clock.Advance(rig.Options.UnknownDeadline + TimeSpan.FromHours(1));
            while (await rescue.Once(default) > 0) { }
        }
        await Told(rig, moves, 1);

        // Both work for all tenants, and the tests before this one left some things behind.
        void Mine(MessageMove move)
        {
            if (move.Tenant == rig.Tenant) moves.Add(move);
        }
    }

    private static async Task Told(OutboxRig rig, List<MessageMove> moves, int count)
    {
        moves.Count.ShouldBe(count);
        foreach (var move in moves)
        {
            move.Tenant.ShouldBe(rig.Tenant);
            (await rig.Scalar("SELECT state FROM messages WHERE id = $1", move.Message.Value)).ShouldBe(Parley.Platform.Data.Words<MessageState>.Of(move.State));
        }
    }
}
