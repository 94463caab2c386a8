using System.Collections.Concurrent;
using Parley.Channels;
using Parley.Senders;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Senders.Sessions;

/// <summary>A restart with many sessions is no storm at the network's door.</summary>
public sealed class ConnectingTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    [Trait("Requirement", "SND-07")]
    public async Task Two_hundred_sessions_after_a_restart_connect_ten_at_a_time()
    {
        await using var stage = await SenderStage.Create(database);
        stage.Driver.Capabilities = stage.Driver.Capabilities with { ConnectsAtOnce = 10 };
        var knocking = new ConcurrentQueue<Session>();
        var (inside, most) = (0, 0);
        stage.Driver.OnStart = async session =>
        {
            var now = Interlocked.Increment(ref inside);
            lock (knocking) most = Math.Max(most, now);
            await stage.Driver.Tell(session, SessionState.Booting);
            knocking.Enqueue(session);
        };
        var ids = await stage.AddSenders(200);
        await stage.Connect(ids);
        await stage.StartNode();

        // Nobody is let in until ten knock, and then no eleventh does.
        await Wait.Until(() => knocking.Count == 10);
        await Task.Delay(TimeSpan.FromMilliseconds(600), TimeProvider.System); // one look more, in which an eleventh could be started
        knocking.Count.ShouldBe(10);

        var connected = 0;
        await Wait.Until(async () =>
        {
            while (knocking.TryDequeue(out var session))
            {
                Interlocked.Decrement(ref inside);
                await stage.Driver.Tell(session, SessionState.Connected);
                connected++;
            }
            return connected == 200;
        }, TimeSpan.FromSeconds(60));
        most.ShouldBe(10);
        stage.Driver.Calls.Count(call => call.Call == "start").ShouldBe(200);
    }

    [Fact]
    public async Task One_that_waits_for_its_qr_to_be_scanned_holds_nobody_up()
    {
        await using var stage = await SenderStage.Create(database);
        stage.Driver.Capabilities = stage.Driver.Capabilities with { ConnectsAtOnce = 1 };
        var ids = await stage.AddSenders(5);
        await stage.Connect(ids);
        await stage.StartNode();
        foreach (var id in ids) await stage.UntilState(id, SessionState.WaitQr);
    }

    [Fact]
    public async Task One_that_hangs_holds_its_place_only_until_it_is_given_up()
    {
        await using var stage = await SenderStage.Create(database, new SendersOptions { BootPatience = TimeSpan.FromMilliseconds(300), ReconnectFirst = TimeSpan.FromMinutes(1), ReconnectMost = TimeSpan.FromMinutes(1), StartsPerSecond = 10_000 });
        stage.Driver.Capabilities = stage.Driver.Capabilities with { ConnectsAtOnce = 1 };
        stage.Driver.OnStart = session => stage.Driver.Tell(session, SessionState.Booting);
        var ids = await stage.AddSenders(3);
        await stage.Connect(ids);
        await stage.StartNode();
        await Wait.Until(() => ids.TrueForAll(id => stage.Driver.Count("start", id) >= 1));
    }

    [Fact]
    public void The_first_in_the_row_come_first_and_each_driver_has_places_of_its_own()
    {
        var due = new[] { "a1", "b1", "a2", "c1", "b2", "a3", "c2" };
        var connecting = new Dictionary<string, int>(StringComparer.Ordinal) { ["a"] = 1, ["b"] = 5 };
        ConnectingPolicy.Admit(due, one => one[..1], driver => driver switch { "a" => 3, "b" => 5, _ => null }, connecting).ShouldBe(["a1", "a2", "c1", "c2"]);
    }
}
