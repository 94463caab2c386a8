using System.Diagnostics;
using System.Runtime.Versioning;
using Microsoft.Extensions.Logging;
using Parley.Channels;
using Parley.Channels.Baileys;
using Parley.Channels.Gateway;
using Parley.Platform.Data;
using Parley.Senders;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Channels.Gateway;

/// <summary>Sessions shared out over several gateway processes, which are real ones here with nothing behind them.</summary>
[Trait("Requirement", "SND-07")]
[SupportedOSPlatform("linux")]
public sealed class GatewayPoolTests : IAsyncLifetime
{
    private static readonly string? Node = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/bin").Select(path => Path.Combine(path, "node")).FirstOrDefault(File.Exists);
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "parley-pool-" + Guid.NewGuid().ToString("N"));
    private readonly LogCapture _log = new();
    private readonly List<GatewayPool> _pools = [];
    private readonly TenantId _tenant = Parley.Platform.Id.New<TenantId>();

    /// <summary>One server's pool.</summary>
    private sealed record Served(GatewayPool Pool, GatewayPoolDriver Driver, TestDoor Door)
    {
        public GatewayRoom Room(int number) => Pool.Rooms.Single(room => room.Number == number);

        public int NumberOf(Session session) => Pool.Find(session.Sender)!.Number;

        public async Task<Session> Connected(Session session)
        {
            await Driver.Start(session, default);
            await Door.State(session.Sender, SessionState.Connected);
            return session;
        }
    }

    public ValueTask InitializeAsync()
    {
        Assert.SkipWhen(Node is null, "Node is not installed.");
        Directory.CreateDirectory(_folder);
        return default;
    }

    [Fact]
    public async Task Sessions_fill_one_process_after_the_other_and_take_the_places_that_become_free()
    {
        var served = await Serve(perProcess: 2);
        var sessions = new List<Session>();
        for (var i = 0; i < 5; i++) sessions.Add(await served.Connected(NewSession()));
        sessions.Select(served.NumberOf).ShouldBe([1, 1, 2, 2, 3]);
        served.Pool.Rooms.Select(room => room.Process!.ProcessId).Distinct().Count().ShouldBe(3);
        served.Pool.Rooms.Select(room => room.Folder).ShouldBe([Folder(1), Folder(2), Folder(3)]);

        await served.Driver.Stop(sessions[1], default);
        served.Pool.Find(sessions[1].Sender).ShouldBeNull();
        served.NumberOf(await served.Connected(NewSession())).ShouldBe(1);
        served.NumberOf(await served.Connected(sessions[1])).ShouldBe(3);
    }

    [Fact]
    public async Task A_session_stays_where_it_is_when_it_is_started_again()
    {
        var served = await Serve(perProcess: 1);
        var (first, second) = (await served.Connected(NewSession()), await served.Connected(NewSession()));
        await served.Driver.Stop(first, default);
        await served.Driver.Start(second with { Fence = 2 }, default);
        served.NumberOf(second).ShouldBe(2);
    }

    [Fact]
    public async Task The_end_of_one_process_is_the_end_of_its_own_sessions_and_of_no_others()
    {
        var served = await Serve(perProcess: 1);
        var (one, other) = (await served.Connected(NewSession()), await served.Connected(NewSession()));
        var survivor = served.Room(2).Process!.ProcessId;
        Process.GetProcessById(served.Room(1).Process!.ProcessId).Kill();
        (await served.Door.State(one.Sender, SessionState.Disconnected)).Reason.ShouldBe(Reasons.GatewayDown);
        (await Send(served, other)).ShouldBeOfType<SendResult.Accepted>();
        await served.Door.First<MessageReceived>(other.Sender);

        await Wait.Until(() => served.Room(1).Process!.Starts == 2 && served.Room(1).Place.Now is not null);
        served.Door.Forget();
        await served.Connected(one);
        served.NumberOf(one).ShouldBe(1);
        served.Room(2).Process!.ProcessId.ShouldBe(survivor);
        served.Room(2).Process!.Starts.ShouldBe(1);
        served.Door.Of<SessionChanged>(other.Sender).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_session_waits_for_its_own_process_to_be_started_again_and_needs_no_other()
    {
        var served = await Serve(perProcess: 1, new GatewayOptions { RestartFirst = TimeSpan.FromSeconds(1) });
        var session = await served.Connected(NewSession());
        Process.GetProcessById(served.Room(1).Process!.ProcessId).Kill();
        await served.Door.State(session.Sender, SessionState.Disconnected);
        await Wait.Until(() => served.Room(1).Process!.Problem is not null);
        served.Door.Forget();
        await served.Connected(session);
        served.NumberOf(session).ShouldBe(1);
        served.Pool.Rooms.ShouldHaveSingleItem().Process!.Starts.ShouldBe(2);
    }

    [Fact]
    public async Task What_a_process_told_and_nobody_stored_is_told_by_the_next_server_though_nothing_is_started_and_then_its_folder_goes()
    {
        var before = await Serve(perProcess: 1);
        var sessions = new[] { await before.Connected(NewSession()), await before.Connected(NewSession()) };
        before.Door.Acknowledges = false;
        foreach (var session in sessions) await Send(before, session);
        foreach (var session in sessions) await before.Door.First<MessageReceived>(session.Sender);
        await Crash(before);

        // Twice the places: the second process's number is not needed any more.
        var after = await Serve(perProcess: 2, new GatewayOptions { IdleAfter = TimeSpan.Zero, IdleLook = TimeSpan.FromMilliseconds(100) });
        foreach (var session in sessions) await after.Door.First<MessageReceived>(session.Sender);
        await Wait.Until(() => after.Pool.Rooms.Count == 0 && !Directory.Exists(Folder(1)) && !Directory.Exists(Folder(2)));
        after.NumberOf(await after.Connected(sessions[0])).ShouldBe(1);
    }

    [Fact]
    public async Task A_process_that_still_has_something_to_tell_is_not_ended()
    {
        var served = await Serve(perProcess: 1, new GatewayOptions { IdleAfter = TimeSpan.Zero, IdleLook = TimeSpan.FromMilliseconds(50) });
        var session = await served.Connected(NewSession());
        served.Door.Acknowledges = false;
        await Send(served, session);
        await served.Door.First<MessageReceived>(session.Sender);
        await served.Driver.Stop(session, default);
        await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System); // ten looks, none of which may end it
        served.Pool.Rooms.ShouldHaveSingleItem().Process!.ProcessId.ShouldBeGreaterThan(0);
        served.Door.AcknowledgeAll();
        await Wait.Until(() => served.Pool.Rooms.Count == 0);
    }

    [Fact]
    public async Task The_folder_of_the_time_with_one_process_for_all_becomes_the_first_ones()
    {
        var before = await Serve(perProcess: 1);
        var session = await before.Connected(NewSession());
        before.Door.Acknowledges = false;
        await Send(before, session);
        await before.Door.First<MessageReceived>(session.Sender);
        await Crash(before);
        Directory.Move(Path.Combine(Folder(1), "spool"), Path.Combine(_folder, "spool"));
        Directory.Delete(Folder(1), recursive: true);

        var after = await Serve(perProcess: 1);
        await after.Door.First<MessageReceived>(session.Sender);
        Directory.Exists(Path.Combine(_folder, "spool")).ShouldBeFalse();
    }

    [Fact]
    public async Task Where_a_folder_cannot_be_written_its_sessions_go_to_another_process_and_no_storm_of_processes_begins()
    {
        await File.WriteAllTextAsync(Folder(1), "in the way");
        var served = await Serve(perProcess: 2, new GatewayOptions { RestartFirst = TimeSpan.FromSeconds(10) });
        var sessions = Enumerable.Range(0, 3).Select(_ => NewSession()).ToArray();
        foreach (var session in sessions)
            await Wait.Until(async () =>
            {
                try
                {
                    await served.Driver.Start(session, default);
                    return true;
                }
                catch (GatewayAwayException)
                {
                    return false;
                }
            });
        foreach (var session in sessions) await served.Door.State(session.Sender, SessionState.Connected);
        sessions.Select(served.NumberOf).ShouldBe([2, 2, 3]);
        served.Room(1).Process!.Starts.ShouldBe(0);
        served.Driver.Problem.ShouldNotBeNull().ShouldStartWith("1 of 3 baileys gateways: The baileys 1 gateway could not be started");
    }

    [Fact]
    public async Task Where_nothing_can_be_started_at_all_a_few_processes_are_tried_and_not_one_for_each_session()
    {
        var served = await Serve(perProcess: 1, new GatewayOptions { RestartFirst = TimeSpan.FromSeconds(10) }, program: "process.exit(3)");
        var sessions = Enumerable.Range(0, 3).Select(_ => NewSession()).ToArray();
        for (var round = 0; round < 10; round++)
            foreach (var session in sessions) await Should.ThrowAsync<GatewayAwayException>(() => served.Driver.Start(session, default));
        served.Pool.Rooms.Count.ShouldBeLessThanOrEqualTo(5);
        served.Pool.Rooms.Sum(room => room.Process!.Starts).ShouldBeLessThanOrEqualTo(5);
    }

    [Fact]
    public async Task What_a_process_says_late_of_a_session_that_another_one_has_by_now_is_not_believed()
    {
        var served = await Serve(perProcess: 1);
        var (session, other) = (await served.Connected(NewSession()), await served.Connected(NewSession()));
        // Deaf for now, so its place is given up while it still runs there.
        var address = served.Room(1).Place.Now!;
        await served.Pool.Free(session.Sender);
        await served.Pool.Assign(NewSession().Sender, default);
        served.Door.Forget();
        await served.Connected(session);
        served.NumberOf(session).ShouldBe(3);
        served.Door.Forget();

        using var http = new HttpClient { DefaultRequestHeaders = { { "Authorization", "Bearer " + address.Secret } } };
        await http.DeleteAsync(new Uri(address.Base, $"v1/sessions/{session.Sender}?fence={session.Fence}&logout=false"));
        // It comes over the same stream, after that word.
        await http.PostAsync(new Uri(address.Base, $"v1/sessions/{other.Sender}/messages"), new StringContent("""{"id":"X","to":"+5511987654321","content":{"text":"x"}}""", null, "application/json"));
        await served.Door.First<MessageReceived>(other.Sender);
        served.Door.Of<SessionChanged>(session.Sender).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("v20.15.1", 25)]
    [InlineData("v24.1.0", 100)]
    [InlineData("what?", 25)]
    public async Task Nodes_version_says_how_many_sessions_a_process_takes(string version, int sessions)
    {
        var node = Path.Combine(_folder, "node");
        await File.WriteAllTextAsync(node, $"#!/bin/sh\necho '{version}'\n");
        File.SetUnixFileMode(node, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        (await new SessionsPerProcess(null, node, SessionsPerProcess.Default).Get(default)).ShouldBe(sessions);
        (await new SessionsPerProcess(7, node, SessionsPerProcess.Default).Get(default)).ShouldBe(7);
    }

    private static Task<SendResult> Send(Served served, Session session) =>
        served.Driver.Send(session, new Outgoing(Guid.NewGuid().ToString("N"), "+5511987654321", MessageContent.OfText("Hello")), default);

    private Session NewSession() => new(Parley.Platform.Id.New<SenderId>(), _tenant, "+5511912345678", 1);

    private string Folder(int number) => Path.Combine(_folder, number.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private async Task<Served> Serve(int perProcess, GatewayOptions? options = null, string? program = null)
    {
        options ??= new GatewayOptions();
        options.AckEvery = TimeSpan.FromMilliseconds(10);
        if (options.RestartFirst < TimeSpan.FromSeconds(1)) options.RestartFirst = TimeSpan.FromMilliseconds(20);
        var (door, loggers) = (new TestDoor(), new LoggerFactory([_log]));
        var file = Path.Combine(_folder, "gateway.mjs");
        await File.WriteAllTextAsync(file, program ?? Repository.Read("tests/Channels/Gateway/stand-in-gateway.mjs"));
        var variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "" };
        var pool = new GatewayPool(new GatewayPoolPlan(DriverName.Baileys, _folder, (number, isElsewhere) =>
        {
            var own = new GatewayProgram(DriverName.Baileys, Node, file, Folder(number), "postgresql://nobody@localhost:1/none", variables, _ => new(new byte[32]), number);
            return GatewayRoom.Of(DriverName.Baileys, BaileysFeature.Capabilities, number, new GatewayProcess(own, options, TimeProvider.System, loggers.CreateLogger<GatewayProcess>()), own.Folder,
                isElsewhere, door, null, options, TimeProvider.System, loggers.CreateLogger<GatewayEvents>());
        }, _ => new(perProcess), () => null), options, TimeProvider.System, loggers.CreateLogger<GatewayPool>());
        _pools.Add(pool);
        await pool.StartAsync(default);
        return new Served(pool, new GatewayPoolDriver(DriverName.Baileys, BaileysFeature.Capabilities, pool), door);
    }

    /// <summary>The server ends without a word, and its processes with it.</summary>
    private async Task Crash(Served served)
    {
        _pools.Remove(served.Pool);
        foreach (var room in served.Pool.Rooms)
        {
            room.Events.Dispose();
            if (room.Process!.ProcessId is > 0 and var id) Process.GetProcessById(id).Kill();
            room.Process.Dispose();
            await (room.Process.ExecuteTask ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        served.Pool.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var pool in _pools)
        {
            await pool.StopAsync(default);
            pool.Dispose();
        }
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }
}
