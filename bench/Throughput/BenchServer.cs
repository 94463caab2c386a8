using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Parley.Channels.Simulator;
using Parley.Channels.Simulator.Phones;
using Parley.Identity;
using Parley.Platform;
using Parley.Platform.Data;

namespace Parley.Bench.Throughput;

/// <summary>The real server in this process, on a database of its own in the cluster that <c>./parley bench</c> started, with the stand-in's phones beside it.</summary>
internal sealed class BenchServer : IAsyncDisposable
{
    private readonly string _database = "bench_" + Guid.NewGuid().ToString("N");
    private readonly string _dataDir = Directory.CreateTempSubdirectory("parley-bench-").FullName;
    private WebApplication _app = null!;

    public Db Db => _app.Services.GetRequiredService<Db>();
    public TenantId Tenant { get; private set; }
    public Uri Address { get; private set; } = null!;
    public World World => _app.Services.GetRequiredService<Worlds>().Of(Tenant);

    private static string ClusterUrl => Environment.GetEnvironmentVariable("DATABASE_URL") ?? throw new InvalidOperationException("DATABASE_URL is not set; run the benchmarks with ./parley bench.");

    /// <param name="more">Settings beside, or instead of, those of every benchmark; null takes one of those away.</param>
    public static async Task<BenchServer> Start(IReadOnlyDictionary<string, string?>? more = null)
    {
        var bench = new BenchServer();
        await OnCluster($"CREATE DATABASE {bench._database}");
        var login = DatabaseUrl.Parse(ClusterUrl);
        login.Database = bench._database;
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["PORT"] = "0",
            ["DATABASE_URL"] = login.ConnectionString,
            ["DATA_DIR"] = bench._dataDir,
            ["OWNER_EMAIL"] = "owner@example.com",
            ["OWNER_PASSWORD"] = "correct horse battery",
            ["Logging:LogLevel:Default"] = "Warning",
            // The engine is measured, not the guards at its doors.
            ["RATE_LIMIT"] = "10000000",
            ["BAILEYS"] = "off", ["WEBJS"] = "off",
            ["Senders:StartsPerSecond"] = "1000",
        };
        foreach (var (name, value) in more ?? new Dictionary<string, string?>())
        {
            if (value is null) settings.Remove(name);
            else settings[name] = value;
        }
        bench._app = ParleyServer.Build([], settings, services => services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning)));
        await bench._app.PreparePlatform();
        await bench._app.PrepareIdentity();
        await bench._app.StartAsync();
        bench.Address = new Uri(bench._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        bench.Tenant = new TenantId((Guid)(await bench.Scalar("SELECT id FROM tenants WHERE slug = 'default'"))!);
        return bench;
    }

    /// <summary>Makes senders, pairs each by its QR as a person would, and waits until all are connected.</summary>
    public Task AddSenders(int count, string pacing, int perMinute)
    {
        var world = World;
        return AddSenders("simulator", 0, count, pacing, perMinute, (phone, qr) =>
        {
            if (Digits.TryParse(phone, out var number)) world.Pairing.Scan(number, qr);
            return Task.CompletedTask;
        });
    }

    /// <param name="driver">Through which they speak.</param>
    /// <param name="before">So many were added already.</param>
    /// <param name="scan">What the phone of that number does with the QR.</param>
    public async Task AddSenders(string driver, int before, int count, string pacing, int perMinute, Func<string, string, Task> scan)
    {
        await Execute("""
            WITH made AS (
                INSERT INTO senders (id, tenant_id, name, phone, driver, status, quota_minute, quota_hour, quota_day, pacing, wanted, created_at, updated_at)
                SELECT gen_random_uuid(), $1, 'Bench ' || n, '+5511' || (910000000 + n), $5, 'disconnected', $4, $4 * 60, $4 * 1440, $3::jsonb, true, now(), now() FROM generate_series($6 + 1, $6 + $2) n
                RETURNING id),
            owners AS (INSERT INTO sender_owners (sender_id, tenant_id, epoch, fence, since) SELECT id, $1, 0, 0, now() FROM made)
            INSERT INTO sender_dispatch (sender_id, tenant_id, health_at) SELECT id, $1, now() FROM made
            """, Tenant.Value, count, pacing, perMinute, driver, before);
        await Execute("INSERT INTO sessions (sender_id, driver, tenant_id, state, trying, updated_at) SELECT id, driver, tenant_id, 'disconnected', true, now() FROM senders ON CONFLICT DO NOTHING");
        await Execute("SELECT pg_notify('parley_senders', '')");
        var scanned = new HashSet<string>(StringComparer.Ordinal);
        // Real libraries make hundreds of keys for each pairing.
        await Until(TimeSpan.FromSeconds(60 + (driver == "simulator" ? count / 50 : count * 3)), async () =>
        {
            await using (var connection = await Db.OpenEngine(default))
            await using (var ask = new NpgsqlCommand("SELECT s.phone, x.qr FROM sessions x JOIN senders s ON s.id = x.sender_id WHERE x.state = 'wait_qr' AND x.qr IS NOT NULL", connection))
            await using (var rows = await ask.ExecuteReaderAsync())
                while (await rows.ReadAsync())
                    if (scanned.Add(rows.GetString(1))) await scan(rows.GetString(0), rows.GetString(1));
            return await Connected() == before + count;
        });
    }

    public async Task<long> Connected() => (long)(await Scalar("SELECT count(*) FROM senders WHERE status = 'connected'"))!;

    /// <summary>As a database stands that was not just filled: cleaned and counted.</summary>
    public Task Settle() => AsOwner("VACUUM (ANALYZE)");

    /// <summary>Through the login itself, which owns the tables.</summary>
    public Task AsOwner(string statement)
    {
        var login = DatabaseUrl.Parse(ClusterUrl);
        login.Database = _database;
        return Run(login.ConnectionString, statement);
    }

    public async Task OpenCampaign()
    {
        await Execute("UPDATE outbox_queues SET state = 'open' WHERE kind = 'campaign'");
        await Execute("SELECT pg_notify('parley_outbox', '')");
    }

    public async Task<object?> Scalar(string statement, params object[] values)
    {
        await using var connection = await Db.OpenEngine(default);
        await using var command = new NpgsqlCommand(statement, connection) { CommandTimeout = 600 };
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return await command.ExecuteScalarAsync();
    }

    public Task Execute(string statement, params object[] values) => Scalar(statement, values);

    public static async Task Until(TimeSpan most, Func<Task<bool>> condition)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(began) > most) throw new TimeoutException("What the benchmark waits for did not come true.");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }

    private static Task OnCluster(string statement) => Run(DatabaseUrl.Parse(ClusterUrl).ConnectionString, statement);

    private static async Task Run(string login, string statement)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(login) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        // The whole cluster is thrown away; this makes room for the next run. Not even FORCE may end an autovacuum of the superuser's.
        try
        {
            await OnCluster($"DROP DATABASE {_database} WITH (FORCE)");
        }
        catch (PostgresException busy) when (busy.SqlState is PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.ObjectInUse)
        {
            Console.WriteLine($"{_database} is being vacuumed and stays until the cluster goes.");
        }
        Directory.Delete(_dataDir, recursive: true);
    }
}
