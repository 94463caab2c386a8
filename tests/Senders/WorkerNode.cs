using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Parley.Channels;
using Parley.Platform;
using Parley.Platform.Cluster;
using Parley.Platform.Data;
using Parley.Platform.Health;
using Parley.Senders;
using Parley.Tests.Support;

namespace Parley.Tests.Senders;

/// <summary>One worker process of a cluster, as far as senders go: the real services, started and stopped in the order of the real host.</summary>
internal sealed class WorkerNode : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly List<IHostedService> _hosted;
    private readonly string _login;
    private bool _stopped;

    public WorkerNode(TestDatabase database, SendersOptions options, IReadOnlyList<IChannelDriver> drivers)
    {
        _login = database.Db.Login.ConnectionString;
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(new ParleySettings { DatabaseUrl = database.Url, DataDir = "unused", PublicUrl = new Uri("http://localhost"), Web = false });
        services.AddSingleton(new Db(new DbOptions { Url = database.Url, TenantPool = 2, EnginePool = 12 }));
        services.AddSingleton<Notifications>();
        services.AddSingleton<Node>();
        services.AddSingleton<Heartbeats>();
        services.AddChannels();
        foreach (var driver in drivers) services.AddSingleton(driver);
        services.AddSingleton(options);
        services.AddSingleton(new PacingOptions());
        services.AddSingleton<OwnedSenders>();
        SendersFeature.AddWorkers(services);
        _services = services.BuildServiceProvider();
        // The host starts them in this order and stops them in the reverse one.
        _hosted = [_services.GetRequiredService<Notifications>(), _services.GetRequiredService<Node>(), .. _services.GetServices<IHostedService>()];
        Owned = _services.GetRequiredService<OwnedSenders>();
        Node = _services.GetRequiredService<Node>();
    }

    public OwnedSenders Owned { get; }
    public Node Node { get; }

    public OwnedSender? Find(SenderId id) => Owned.TryGet(id, out var sender) ? sender : null;

    public async Task Start()
    {
        foreach (var service in _hosted) await service.StartAsync(default);
    }

    public async Task Stop()
    {
        if (_stopped) return;
        _stopped = true;
        foreach (var service in Enumerable.Reverse(_hosted)) await service.StopAsync(default);
    }

    /// <summary>Gone without a word: its loops end, its connection breaks, and nothing is given up or written.</summary>
    public async Task Crash()
    {
        _stopped = true;
        var epoch = Node.Epoch;
        var now = new CancellationToken(canceled: true);
        foreach (var service in Enumerable.Reverse(_hosted).Where(service => service != Node))
            await service.StopAsync(now).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await using var kill = new NpgsqlCommand("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND classid::bigint = $1 AND objid::bigint = $2", new NpgsqlConnection(_login));
        kill.Parameters.Add(new() { Value = (long)Node.LockClass });
        kill.Parameters.Add(new() { Value = epoch });
        await kill.Connection!.OpenAsync();
        await kill.ExecuteNonQueryAsync();
        await kill.Connection.DisposeAsync();
        await Node.StopAsync(default);
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        await _services.GetRequiredService<Db>().DisposeAsync();
        await _services.DisposeAsync();
    }
}
