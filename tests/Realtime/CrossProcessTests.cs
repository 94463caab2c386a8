using Microsoft.Extensions.Logging.Abstractions;
using Parley.Identity;
using Parley.Platform;
using Parley.Platform.Cluster;
using Parley.Platform.Data;
using Parley.Realtime;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Realtime;

/// <summary>Two processes over one database, each with its own connections, as a web process and a worker are.</summary>
[Trait("Requirement", "RTM-01")]
[Trait("Requirement", "OPS-02")]
public sealed class CrossProcessTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private Process _web = null!;
    private Process _worker = null!;

    public async ValueTask InitializeAsync() => (_web, _worker) = (await Process.Start(database), await Process.Start(database));

    public async ValueTask DisposeAsync()
    {
        await _worker.DisposeAsync();
        await _web.DisposeAsync();
    }

    [Fact]
    public async Task What_a_worker_tells_reaches_those_who_watch_at_the_web_process_once()
    {
        var tenant = await database.NewTenant();
        using var watcher = _web.Watch(tenant);
        await Wait.Until(() => _worker.Bus.IsWatched(tenant));

        _worker.Bus.Publish(RealtimeEvent.SenderStatus(tenant, new(Guid.NewGuid(), "connected")));
        _web.Bus.Publish(RealtimeEvent.SenderStatus(tenant, new(Guid.NewGuid(), "paused"))); // its own, which it tells without a detour
        var heard = new List<string>();
        while (heard.Count < 2)
            if (await Next(watcher) is { Kind: var kind } delivery && kind == EventKinds.SenderStatus) heard.Add(delivery.Payload.GetProperty("status").GetString()!);
        heard.ShouldBe(["connected", "paused"], ignoreOrder: true);
    }

    [Fact]
    public async Task Whoever_begins_to_watch_is_told_to_read_anew_once_the_others_know()
    {
        var tenant = await database.NewTenant();
        using var watcher = _web.Watch(tenant);
        (await Next(watcher)).Payload.GetProperty("why").GetString().ShouldBe("connected");
        // From here on the worker tells what happens; what happened in between may have been missed.
        var (kind, payload) = await Next(watcher);
        kind.ShouldBe(EventKinds.Init);
        payload.GetProperty("why").GetString().ShouldBe("resync");
        _worker.Bus.IsWatched(tenant).ShouldBeTrue();
    }

    [Fact]
    public async Task Nothing_is_carried_while_nobody_watches()
    {
        var tenant = await database.NewTenant();
        var rang = 0;
        await using var listener = await Process.Start(database, bell => bell.Listen("events", packet => rang += packet.Contains(tenant.ToString(), StringComparison.Ordinal) ? 1 : 0));
        _worker.Bus.IsWatched(tenant).ShouldBeFalse();
        _worker.Bus.Publish(RealtimeEvent.SenderStatus(tenant, new(Guid.NewGuid(), "connected")));

        var other = await database.NewTenant();
        using (_web.Watch(other))
        {
            await Wait.Until(() => _worker.Bus.IsWatched(other));
            using var witness = listener.Watch(other);
            _worker.Bus.Publish(RealtimeEvent.SenderStatus(other, new(Guid.NewGuid(), "connected")));
            while ((await Next(witness)).Kind != EventKinds.SenderStatus) { }
        }
        rang.ShouldBe(0);
        await Wait.Until(() => !_worker.Bus.IsWatched(other));
    }

    [Fact]
    public async Task A_process_that_went_away_is_forgotten()
    {
        var tenant = await database.NewTenant();
        var gone = await Process.Start(database);
        var watcher = gone.Watch(tenant);
        await Wait.Until(() => _worker.Bus.IsWatched(tenant));
        gone.Kill();
        await Wait.Until(() => !_worker.Bus.IsWatched(tenant));
        watcher.Dispose();
        await gone.DisposeAsync();
    }

    [Fact]
    public async Task After_a_lost_connection_everybody_is_told_to_read_anew()
    {
        var tenant = await database.NewTenant();
        using var watcher = _web.Watch(tenant);
        for (var i = 0; i < 2; i++) await Next(watcher); // connected, and the worker's resync
        await using (var connection = new Npgsql.NpgsqlConnection(database.Url))
        {
            await connection.OpenAsync();
            await using var kill = new Npgsql.NpgsqlCommand("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'parley_bell' AND datname = current_database()", connection);
            await kill.ExecuteNonQueryAsync();
        }
        (await Next(watcher)).Payload.GetProperty("why").GetString().ShouldBe("resync");
    }

    private static async Task<Delivery> Next(Watcher watcher) => await watcher.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));

    private sealed class Process : IAsyncDisposable
    {
        private readonly Db _db;
        private readonly Notifications _bell;
        private readonly Watchers _watchers;
        private readonly WatchedTenants _watched;

        private Process(TestDatabase database, Action<Notifications>? listen)
        {
            var options = new RealtimeOptions { Window = TimeSpan.FromMilliseconds(20), Refresh = TimeSpan.FromMilliseconds(300) };
            _db = new Db(new DbOptions { Url = database.Url, TenantPool = 2, EnginePool = 4 });
            _bell = new Notifications(_db, TimeProvider.System, NullLogger<Notifications>.Instance);
            listen?.Invoke(_bell);
            _watchers = new Watchers(options);
            _watched = new WatchedTenants(_db, _bell, _watchers, options, TimeProvider.System, NullLogger<WatchedTenants>.Instance);
            Bus = new Bus(_bell, _watchers, _watched, options, TimeProvider.System, NullLogger<Bus>.Instance);
        }

        public Bus Bus { get; }

        public static async Task<Process> Start(TestDatabase database, Action<Notifications>? listen = null)
        {
            var listening = new TaskCompletionSource();
            var process = new Process(database, listen);
            process._bell.Listen("events", packet => listening.TrySetResult()); // an empty packet once it listens
            await process._bell.StartAsync(default);
            await listening.Task.WaitAsync(TimeSpan.FromSeconds(20));
            await process._watched.StartAsync(default);
            await process.Bus.StartAsync(default);
            return process;
        }

        public Watcher Watch(TenantId tenant) => _watchers.Open(new Caller(tenant, Id.New<UserId>(), null, Role.Admin, new HashSet<string>(), "somebody"), null, "hub")!;

        /// <summary>Ends without a word, as a crash does.</summary>
        public void Kill() => _watched.Dispose();

        public async ValueTask DisposeAsync()
        {
            await Bus.StopAsync(default);
            await _watched.StopAsync(default);
            await _bell.StopAsync(default);
            Bus.Dispose();
            _watched.Dispose();
            _bell.Dispose();
            await _db.DisposeAsync();
        }
    }
}
