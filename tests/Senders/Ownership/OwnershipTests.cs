using System.Diagnostics;
using Npgsql;
using Parley.Channels;
using Parley.Platform.Cluster;
using Parley.Senders;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Senders.Ownership;

[Trait("Requirement", "SND-10")]
public sealed class OwnershipTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task Of_eight_claimers_at_once_no_two_get_the_same_sender()
    {
        await using var stage = await SenderStage.Create(database);
        var ids = await stage.AddSenders(2000);
        var epochs = new List<long>();
        for (var i = 0; i < 8; i++) epochs.Add(await NewEpoch(stage));

        var taken = await Task.WhenAll(epochs.Select(epoch => Task.Run(async () =>
        {
            var ownership = Claimer(stage, claimBatch: 70);
            var mine = new List<SenderId>();
            while ((long)(await stage.Scalar("SELECT count(*) FROM sender_owners WHERE epoch = 0"))! > 0)
                mine.AddRange((await ownership.Claim(epoch, 70, default)).Senders.Select(sender => sender.Id));
            return mine;
        })));

        taken.Sum(mine => mine.Count).ShouldBe(2000);
        taken.SelectMany(mine => mine).ToHashSet().SetEquals(ids).ShouldBeTrue();
        (await stage.Scalar("SELECT count(*) FROM sender_owners WHERE fence = 1")).ShouldBe(2000L);
    }

    [Fact]
    public async Task A_sender_is_taken_from_the_dead_by_one_claimer_and_its_fence_grows_once()
    {
        await using var stage = await SenderStage.Create(database);
        var id = await stage.AddSender();
        var dead = await NewEpoch(stage);
        await Claimer(stage).Claim(dead, 1, default);
        await stage.Execute("UPDATE nodes SET stopped_at = now() WHERE epoch = $1", dead);

        for (var round = 0; round < 20; round++)
        {
            var (one, two) = (await NewEpoch(stage), await NewEpoch(stage));
            var claims = await Task.WhenAll(Task.Run(() => Claimer(stage).Claim(one, 1, default)), Task.Run(() => Claimer(stage).Claim(two, 1, default)));
            claims.Sum(claim => claim.Taken).ShouldBe(1);
            (await stage.Scalar("SELECT fence FROM sender_owners WHERE sender_id = $1", id.Value)).ShouldBe(round + 2L);
            await stage.Execute("UPDATE nodes SET stopped_at = now() WHERE epoch IN ($1, $2)", one, two);
        }
    }

    [Fact]
    public async Task A_claimer_that_was_overthrown_itself_takes_nothing()
    {
        await using var stage = await SenderStage.Create(database);
        await stage.AddSender();
        var epoch = await NewEpoch(stage);
        await stage.Execute("UPDATE nodes SET stopped_at = now() WHERE epoch = $1", epoch);
        (await Claimer(stage).Claim(epoch, 1, default)).Taken.ShouldBe(0);
    }

    [Fact]
    public async Task A_process_that_comes_back_takes_its_senders_at_once_because_the_old_ones_lock_is_free()
    {
        await using var stage = await SenderStage.Create(database);
        var ids = await stage.AddSenders(20);
        var first = await stage.StartNode();
        await Wait.Until(() => first.Owned.All.Count == 20);
        var fence = first.Find(ids[0])!.Fence;
        await first.Crash();

        var watch = Stopwatch.StartNew();
        var second = await stage.StartNode();
        await Wait.Until(() => second.Owned.All.Count == 20, TimeSpan.FromSeconds(5));
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
        second.Find(ids[0])!.Fence.ShouldBe(fence + 1);
    }

    [Fact]
    public async Task A_frozen_process_loses_its_senders_within_fifteen_seconds_and_one_that_still_beats_loses_none()
    {
        await using var stage = await SenderStage.Create(database);
        await stage.AddSenders(3);
        await using var frozen = await Frozen.Holding(stage);
        (await stage.Scalar("SELECT count(*) FROM sender_owners WHERE epoch = $1", frozen.Epoch)).ShouldBe(3L);

        var node = await stage.StartNode();
        var watch = Stopwatch.StartNew();
        for (var beat = 0; beat < 3; beat++)
        {
            await frozen.Beat();
            await Wait.Until(() => watch.Elapsed > TimeSpan.FromSeconds(beat + 1));
            node.Owned.All.Count.ShouldBe(0);
        }
        watch.Restart(); // from here on it is frozen
        await Wait.Until(() => node.Owned.All.Count == 3, TimeSpan.FromSeconds(15));
        watch.Elapsed.ShouldBeGreaterThan(Node.OwnLimit);
    }

    [Fact]
    [Trait("Requirement", "SND-06")]
    public async Task Who_takes_a_sender_over_knows_what_it_was_given()
    {
        await using var stage = await SenderStage.Create(database);
        var id = await stage.AddSender();
        await stage.Execute("UPDATE sender_dispatch SET given = 4711 WHERE sender_id = $1", id.Value);
        var node = await stage.StartNode();
        await Wait.Until(() => node.Find(id) is not null);
        node.Find(id)!.Given.ShouldBe(4711);
    }

    [Fact]
    public async Task A_process_that_wakes_up_in_the_moment_of_its_burial_lives()
    {
        await using var stage = await SenderStage.Create(database);
        await using var frozen = await Frozen.Holding(stage);
        var clock = new HandClock();
        var ownership = Claimer(stage, clock: clock);
        var me = await NewEpoch(stage);
        (await ownership.Look(me, default)).Workers.ShouldBe(2);
        clock.Advance(TimeSpan.FromSeconds(11));
        await frozen.Beat();
        await ownership.Look(me, default);
        (await stage.Scalar("SELECT stopped_at IS NULL FROM nodes WHERE epoch = $1", frozen.Epoch)).ShouldBe(true);
        clock.Advance(TimeSpan.FromSeconds(11));
        await ownership.Look(me, default);
        (await stage.Scalar("SELECT stopped_at IS NULL FROM nodes WHERE epoch = $1", frozen.Epoch)).ShouldBe(false);
    }

    [Fact]
    public async Task An_overthrown_process_holds_nothing_at_once_and_goes_on_under_a_newer_fence()
    {
        await using var stage = await SenderStage.Create(database);
        var id = await stage.AddSender(connect: true);
        stage.Driver.HasLogin(id);
        var node = await stage.StartNode();
        await Wait.Until(() => node.Find(id) is { IsConnected: true });
        var held = node.Find(id)!;
        node.Owned.MayAct(held).ShouldBeTrue();

        int? heldWhenDeposed = null;
        node.Node.Deposed += () => heldWhenDeposed = node.Owned.All.Count;
        await stage.Execute("UPDATE nodes SET stopped_at = now() WHERE epoch = $1", node.Node.Epoch);

        await Wait.Until(() => node.Find(id) is { IsConnected: true } again && again.Fence > held.Fence);
        heldWhenDeposed.ShouldBe(0);
        node.Owned.MayAct(held).ShouldBeFalse();
        // The session went on: it was adopted, not stopped and started.
        stage.Driver.Count("stop", id).ShouldBe(0);
    }

    [Fact]
    public async Task A_new_node_gets_its_share_and_no_sender_is_ever_connected_twice()
    {
        await using var stage = await SenderStage.Create(database);
        var ids = await stage.AddSenders(60);
        foreach (var id in ids) stage.Driver.HasLogin(id);
        await stage.Connect(ids);
        var first = await stage.StartNode();
        await Wait.Until(() => first.Owned.All.Count(sender => sender.IsConnected) == 60);

        var second = await stage.StartNode();
        await Wait.Until(() => first.Owned.All.Count == 30 && second.Owned.All.Count(sender => sender.IsConnected) == 30);
        stage.Driver.Doubles.ShouldBeEmpty();

        await second.Stop();
        await Wait.Until(() => first.Owned.All.Count(sender => sender.IsConnected) == 60, TimeSpan.FromSeconds(5));
        stage.Driver.Doubles.ShouldBeEmpty();
    }

    [Fact]
    public async Task Ten_thousand_senders_are_held_within_seconds()
    {
        await using var stage = await SenderStage.Create(database);
        await stage.AddSenders(10_000);
        var node = await stage.StartNode();
        var watch = Stopwatch.StartNew();
        await Wait.Until(() => node.Owned.All.Count == 10_000, TimeSpan.FromSeconds(10));
        TestContext.Current.SendDiagnosticMessage($"10,000 senders taken in {watch.Elapsed.TotalSeconds:0.00} s");
    }

    [Fact]
    public async Task What_a_person_changes_reaches_the_holder_by_the_bell()
    {
        // Everything is read again only after an hour, so only the bell can bring it.
        await using var stage = await SenderStage.Create(database, new SendersOptions { RefreshEvery = TimeSpan.FromHours(1) });
        var id = await stage.AddSender();
        var node = await stage.StartNode();
        await Wait.Until(() => node.Find(id) is { Paused: false });
        await stage.Change([id], (sender, now) => sender.Pause("Too many complaints", now));
        await Wait.Until(() => node.Find(id) is { Paused: true });
    }

    [Fact]
    public async Task A_missed_bell_is_made_up_for()
    {
        await using var stage = await SenderStage.Create(database, new SendersOptions { RefreshEvery = TimeSpan.FromSeconds(1) });
        var id = await stage.AddSender();
        var node = await stage.StartNode();
        await Wait.Until(() => node.Find(id) is not null);
        await stage.Execute("UPDATE senders SET typing = true WHERE id = $1", id.Value);
        await Wait.Until(() => node.Find(id) is { Typing: true });
    }

    private static async Task<long> NewEpoch(SenderStage stage) =>
        (long)(await stage.Scalar("INSERT INTO nodes (name, roles, version, started_at, seen_at) VALUES ('test', 'worker', '0', now(), now()) RETURNING epoch"))!;

    private static Parley.Senders.Ownership Claimer(SenderStage stage, int claimBatch = 1000, TimeProvider? clock = null) =>
        new(stage.Db, clock ?? TimeProvider.System, new OwnedSenderReader(new Drivers([stage.Driver]), new PacingOptions()), new SendersOptions { ClaimBatch = claimBatch });

    /// <summary>A process whose lock is held and which beats only when told to.</summary>
    private sealed class Frozen(NpgsqlConnection connection, long epoch) : IAsyncDisposable
    {
        public long Epoch => epoch;

        public static async Task<Frozen> Holding(SenderStage stage)
        {
            var epoch = await NewEpoch(stage);
            var connection = new NpgsqlConnection(stage.Db.Login.ConnectionString);
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand("SELECT pg_try_advisory_lock($1, $2)", connection) { Parameters = { new() { Value = Node.LockClass }, new() { Value = (int)epoch } } };
            (await command.ExecuteScalarAsync()).ShouldBe(true);
            await Claimer(stage).Claim(epoch, 1000, default);
            return new Frozen(connection, epoch);
        }

        public async Task Beat()
        {
            await using var command = new NpgsqlCommand("UPDATE nodes SET seen_at = clock_timestamp() WHERE epoch = $1", connection) { Parameters = { new() { Value = epoch } } };
            await command.ExecuteNonQueryAsync();
        }

        public ValueTask DisposeAsync() => connection.DisposeAsync();
    }
}
