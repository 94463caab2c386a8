using Npgsql;
using Parley.Channels;
using Parley.Platform;
using Parley.Platform.Data;
using Parley.Senders;
using Parley.Tests.Support;

namespace Parley.Tests.Senders;

/// <summary>Senders on a real database and the nodes that look after them, each with its own connections, as in a cluster.</summary>
internal sealed class SenderStage : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly List<WorkerNode> _nodes = [];

    private SenderStage(TestDatabase database, SendersOptions options, TenantId tenant)
    {
        (_database, Options, Tenant) = (database, options, tenant);
        Driver = new StagedDriver(database.Db, options);
    }

    public SendersOptions Options { get; }
    public TenantId Tenant { get; }
    public StagedDriver Driver { get; }
    public Db Db => _database.Db;

    /// <summary>Everything of earlier tests in this database is forgotten.</summary>
    public static async Task<SenderStage> Create(TestDatabase database, SendersOptions? options = null)
    {
        var stage = new SenderStage(database, options ?? new SendersOptions { ReconnectFirst = TimeSpan.FromMilliseconds(50), StartsPerSecond = 10_000 }, await database.NewTenant());
        await stage.Execute("DELETE FROM senders");
        await stage.Execute("UPDATE nodes SET stopped_at = now() WHERE stopped_at IS NULL");
        return stage;
    }

    public async Task<WorkerNode> StartNode()
    {
        var node = new WorkerNode(_database, Options, [Driver]);
        _nodes.Add(node);
        await node.Start();
        return node;
    }

    public async Task<SenderId> AddSender(bool connect = false, string? fallback = null)
    {
        var ids = await AddSenders(1, fallback);
        if (connect) await Connect(ids[0]);
        return ids[0];
    }

    public int Nodes => _nodes.Count;

    /// <summary>A sender with that number, in a tenant of its own.</summary>
    public async Task<SenderId> AddSender(string phone)
    {
        var id = (await AddSenders(1, tenant: await _database.NewTenant()))[0];
        await Execute("UPDATE senders SET phone = $2 WHERE id = $1", id.Value, phone);
        return id;
    }

    public async Task<List<SenderId>> AddSenders(int count, string? fallback = null, TenantId? tenant = null)
    {
        var ids = Enumerable.Range(0, count).Select(_ => Id.New<SenderId>()).ToList();
        await Execute("""
            WITH made AS (
                INSERT INTO senders (id, tenant_id, name, phone, driver, fallback_driver, status, pacing, created_at, updated_at)
                SELECT id, $2, id::text, '+1' || (2000000000 + n + (extract(epoch FROM clock_timestamp()) * 1000)::bigint % 100000000 * 50), 'simulator', $3, 'disconnected', '{"profile":"none"}', now(), now()
                FROM unnest($1::uuid[]) WITH ORDINALITY AS u(id, n) RETURNING id, tenant_id
            ),
            dispatch AS (INSERT INTO sender_dispatch (sender_id, tenant_id, health_at) SELECT id, tenant_id, now() FROM made),
            owners AS (INSERT INTO sender_owners (sender_id, tenant_id, epoch, fence, since) SELECT id, tenant_id, 0, 0, now() FROM made)
            INSERT INTO sessions (sender_id, driver, tenant_id, state, updated_at) SELECT id, d, tenant_id, 'disconnected', now() FROM made, unnest(array_remove(array['simulator', $3], NULL)) AS d
            """, ids.Select(id => id.Value).ToArray(), (tenant ?? Tenant).Value, (object?)fallback ?? DBNull.Value);
        return ids;
    }

    /// <summary>A person wants them connected.</summary>
    public Task Connect(params IReadOnlyCollection<SenderId> ids) => Change(ids, (sender, now) =>
    {
        sender.Wanted = true;
        sender.Put(sender.Primary!.Begun(now), now);
    });

    public async Task Change(IReadOnlyCollection<SenderId> ids, Action<LockedSender, DateTimeOffset> change)
    {
        await using var connection = await Db.OpenEngine(default);
        await using var transaction = await connection.BeginTransactionAsync();
        var now = TimeProvider.System.GetUtcNow();
        var senders = await LockedSenders.Lock(connection, ids, default);
        foreach (var sender in senders.All) change(sender, now);
        await senders.Save(now, default);
        await transaction.CommitAsync();
    }

    public async Task<SessionRow> Session(SenderId id, string driver = DriverName.Simulator)
    {
        SessionRow? row = null;
        await Change([id], (sender, _) => row = sender.Session(driver));
        return row!;
    }

    public async Task<string> Status(SenderId id) => (string)(await Scalar("SELECT status FROM senders WHERE id = $1", id.Value))!;

    public async Task<string[]> History(SenderId id) => (string[])(await Scalar("SELECT array_agg(event ORDER BY id) FROM sender_history WHERE sender_id = $1", id.Value))!;

    public Task UntilStatus(SenderId id, string status) => Wait.Until(async () => await Status(id) == status);

    public Task UntilState(SenderId id, SessionState state) => Wait.Until(async () => (await Session(id)).State == state);

    public async Task<object?> Scalar(string statement, params object[] values)
    {
        await using var connection = await Db.OpenEngine(default);
        await using var command = new NpgsqlCommand(statement, connection);
        foreach (var value in values) command.Parameters.Add(value is DBNull ? new() { Value = value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text } : new() { Value = value });
        return await command.ExecuteScalarAsync();
    }

    public Task Execute(string statement, params object[] values) => Scalar(statement, values);

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes) await node.DisposeAsync();
    }
}
