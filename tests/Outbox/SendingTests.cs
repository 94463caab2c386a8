using Microsoft.Extensions.Logging.Abstractions;
using Parley.Channels;
using Parley.Outbox;
using Parley.Platform;
using Parley.Platform.Cluster;
using Parley.Senders;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Outbox;

/// <summary>The hand-over to the driver.</summary>
public sealed class SendingTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly HandClock _clock = new();

    [Fact]
    [Trait("Requirement", "CMP-11")]
    public async Task What_was_not_written_when_the_process_stops_goes_back_with_its_attempt_and_its_quota()
    {
        using var gone = new CancellationTokenSource();
        var driver = new ScriptedDriver
        {
            Answer = async (_, _) =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, gone.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return new SendResult.Retry(Reasons.Stopping);
            },
        };
        var rig = await OutboxRig.Create(database, _clock, driver);
        var sender = await rig.AddSender();
        await using var hands = await Hands.Over(rig, database, _clock, sender);
        await rig.AddMessages(await rig.AddQueue(), 1);
        var message = (await rig.ClaimOnce()).Messages.Single();

        hands.Sending.Begin(message);
        await Wait.Until(() => driver.Sent.Count == 1);
        var draining = hands.Sending.Drain(TimeSpan.FromMilliseconds(50));
        await Wait.Until(() => hands.Sending.IsGivingUp);
        await gone.CancelAsync();
        await draining;
        await hands.Written();

        (await rig.Scalar("SELECT state || ' ' || attempt || ' ' || (due_at IS NOT NULL) || ' ' || (lease IS NULL) FROM messages WHERE id = $1", message.Id.Value)).ShouldBe("queued 0 true true");
        (await rig.Scalar("SELECT minute_used + hour_used + day_used FROM sender_dispatch WHERE sender_id = $1", sender.Id.Value)).ShouldBe(0);
        (await rig.Scalar("SELECT count(*) FROM message_attempts WHERE message_id = $1", message.Id.Value)).ShouldBe(0L);
    }

    [Fact]
    [Trait("Requirement", "MSG-04")]
    public async Task A_fallback_that_cannot_send_it_is_not_asked_and_the_primary_tries_again()
    {
        var primary = new ScriptedDriver { Answer = (_, _) => Task.FromResult<SendResult>(new SendResult.Retry(Reasons.NetworkFailure)) };
        var fallback = new ScriptedDriver(DriverName.Cloud) { Capabilities = new ScriptedDriver().Capabilities with { Content = new HashSet<ContentKind>() } };
        var rig = await OutboxRig.Create(database, _clock, primary);
        var sender = await rig.AddSender(fallback: fallback);
        await using var hands = await Hands.Over(rig, database, _clock, sender);
        await rig.AddMessages(await rig.AddQueue(), 1);
        var message = (await rig.ClaimOnce()).Messages.Single();

        hands.Sending.Begin(message);
        await hands.Written();
        fallback.Sent.ShouldBeEmpty();
        (await rig.Scalar("SELECT state || ' ' || attempt || ' ' || method FROM messages WHERE id = $1", message.Id.Value)).ShouldBe("retrying 1 simulator");
    }

    [Fact]
    [Trait("Requirement", "MSG-04")]
    public async Task What_the_primary_refuses_for_the_senders_fault_goes_through_the_fallback_at_once()
    {
        var (rig, hands, fallback) = await Restricted();
        await using var _ = hands;
        var queue = await rig.AddQueue();
        await rig.AddMessages(queue, 1);
        var message = (await rig.ClaimOnce()).Messages.Single();

        hands.Sending.Begin(message);
        await hands.Written();
        fallback.Sent.ShouldHaveSingleItem();
        (await rig.Scalar("SELECT state || ' ' || attempt || ' ' || method FROM messages WHERE id = $1", message.Id.Value)).ShouldBe("sent 1 cloud");
        (await rig.Scalar("SELECT method || ' ' || outcome || ' ' || reason FROM message_attempts WHERE message_id = $1", message.Id.Value)).ShouldBe("simulator refused sender-restricted");
        // Each driver is counted with what it did, the one that did not send it too.
        (await rig.Scalar("""
            SELECT string_agg(t.method || ' ' || t.metric || ' ' || t.amount, ', ' ORDER BY t.method) FROM tally_batches b, unnest(b.queue_id, b.method, b.metric, b.amount) AS t(queue_id, method, metric, amount)
            WHERE t.queue_id = $1
            """, queue.Value)).ShouldBe("cloud sent 1, simulator fell_back 1");
        (await rig.Scalar("SELECT health FROM sender_dispatch WHERE sender_id = $1", message.Sender.Id.Value)).ShouldBe((short)96);
    }

    [Fact]
    [Trait("Requirement", "MSG-04")]
    public async Task What_may_have_left_through_the_primary_never_goes_through_the_fallback_whatever_the_primary_says_later()
    {
        var (rig, hands, fallback) = await Restricted();
        await using var _ = hands;
        await rig.AddMessages(await rig.AddQueue(), 1, state: "retrying");
        // As the finaliser leaves what was not answered.
        await rig.Execute("UPDATE messages SET attempt = 1, bound_driver = 'simulator', pin = $2, pin_hard = true WHERE tenant_id = $1", rig.Tenant.Value, rig.Slots[0].Sender.Id.Value);
        var message = (await rig.ClaimOnce()).Messages.Single();

        hands.Sending.Begin(message);
        await hands.Written();
        fallback.Sent.ShouldBeEmpty();
        (await rig.Scalar("SELECT state || ' ' || method FROM messages WHERE id = $1", message.Id.Value)).ShouldBe("queued simulator");
    }

    /// <summary>One sender whose primary driver is not let through and whose fallback is.</summary>
    private async Task<(OutboxRig Rig, Hands Hands, ScriptedDriver Fallback)> Restricted()
    {
        var primary = new ScriptedDriver { Answer = (_, _) => Task.FromResult<SendResult>(new SendResult.Refused(Reasons.SenderRestricted, Fault.Sender)) };
        var fallback = new ScriptedDriver(DriverName.Cloud);
        var rig = await OutboxRig.Create(database, _clock, primary);
        var sender = await rig.AddSender(fallback: fallback);
        return (rig, await Hands.Over(rig, database, _clock, sender), fallback);
    }

    /// <summary>The part of the engine behind the claim, as one node that holds the sender.</summary>
    private sealed class Hands(Node node, Finalizer finalizer, Sending sending) : IAsyncDisposable
    {
        public Sending Sending => sending;

        public static async Task<Hands> Over(OutboxRig rig, TestDatabase database, HandClock clock, OwnedSender sender)
        {
            var node = new Node(database.Db, new ParleySettings { DatabaseUrl = database.Url, DataDir = "unused", PublicUrl = new Uri("http://localhost") }, TimeProvider.System, NullLogger<Node>.Instance);
            await node.StartAsync(default);
            var owned = new OwnedSenders(node);
            owned.Put(node.Epoch, [sender]);
            var finalizer = new Finalizer(rig.Db, rig.Options, new HealthOptions(), clock, NullLogger<Finalizer>.Instance);
            await finalizer.StartAsync(default);
            return new Hands(node, finalizer, new Sending(rig.Db, owned, finalizer, new ProviderIds(new byte[32]), rig.Options, TimeProvider.System, NullLogger<Sending>.Instance));
        }

        /// <summary>Nothing more comes, and what came is in the ledger.</summary>
        public async Task Written()
        {
            await sending.Drain(TimeSpan.FromSeconds(5));
            await finalizer.StopAsync(default);
        }

        public async ValueTask DisposeAsync()
        {
            finalizer.Dispose();
            await node.StopAsync(default);
            await node.DisposeAsync();
        }
    }
}
