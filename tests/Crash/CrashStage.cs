using System.Security.Cryptography;
using Npgsql;
using Parley.Channels;
using Parley.Identity.ApiKeys;
using Parley.Outbox;
using Parley.Platform;
using Parley.Platform.Data;
using Parley.Platform.Http;
using Parley.Senders;
using Parley.Tests.Channels.Gateway;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Crash;

/// <summary>A database, the phones, and servers over them, each a process of its own; the numbers that send, and what is in the ledger.</summary>
internal sealed class CrashStage : IAsyncDisposable
{
    private readonly TestDatabase? _own;
    private readonly Dictionary<string, string> _environment;
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "parley-crash-" + Guid.NewGuid().ToString("N"));
    private readonly List<ServerProcess> _servers = [];
    private int _numbers;

    private CrashStage(TestDatabase? own, Db db, string url, Phones phones, IReadOnlyDictionary<string, string>? settings, bool deduplicates)
    {
        (_own, Db, Phones) = (own, db, phones);
        _environment = new Dictionary<string, string>
        {
            ["DATABASE_URL"] = url,
            ["DATA_DIR"] = _folder,
            ["PARLEY_MASTER_KEY"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
            ["OWNER_EMAIL"] = "owner@example.com",
            ["OWNER_PASSWORD"] = "correct horse battery",
            ["BAILEYS"] = "off", ["WEBJS"] = "off",
        };
        if (settings?.ContainsKey("SIMULATOR") is not true)
        {
            _environment["SIMULATOR_URL"] = phones.Address.ToString();
            _environment["SIMULATOR_DEDUPLICATES"] = deduplicates ? "on" : "off";
        }
        foreach (var (name, value) in settings ?? new Dictionary<string, string>()) _environment[name] = value;
    }

    public Db Db { get; }
    public Phones Phones { get; }
    public TenantId Tenant { get; private set; }
    public string ApiKey { get; private set; } = "";
    public List<Sender> Senders { get; } = [];

    /// <summary>A number of ours that is connected.</summary>
    public sealed record Sender(SenderId Id, string Phone);

    /// <param name="settings">Environment variables of every server.</param>
    /// <param name="deduplicates">False: the driver says that a repeat would be a second message; the phones count repeats either way.</param>
    /// <param name="database">Instead of a database of the test cluster; it may be killed too.</param>
    /// <param name="phones">Instead of the simulator's; the settings then say <c>SIMULATOR</c> off.</param>
    public static async Task<CrashStage> Start(IReadOnlyDictionary<string, string>? settings = null, bool deduplicates = true, string? database = null, Phones? phones = null)
    {
        var own = database is null ? new TestDatabase() : null;
        if (own is not null) await own.InitializeAsync();
        var db = own?.Db ?? new Db(new DbOptions { Url = database!, TenantPool = 4, EnginePool = 8 });
        return new CrashStage(own, db, own?.Url ?? database!, phones ?? await Phones.Start(), settings, deduplicates);
    }

    /// <summary>A server that is not started yet.</summary>
    public ServerProcess AddServer(string roles = "web,worker")
    {
        var server = new ServerProcess(_environment, roles);
        _servers.Add(server);
        return server;
    }

    /// <summary>Starts a server, the first of the stage, and finds the tenant that its first boot made.</summary>
    public async Task<ServerProcess> StartFirstServer(string roles = "web,worker")
    {
        var server = AddServer(roles);
        await server.StartReady();
        Tenant = new TenantId((Guid)(await Scalar("SELECT id FROM tenants WHERE slug = 'default'"))!);
        Phones.Choose(Tenant);
        ApiKey = ApiKeyText.New();
        await Execute("INSERT INTO api_keys (id, tenant_id, name, prefix, digest, scopes, created_by, created_at) VALUES (gen_random_uuid(), $1, 'crash', $2, $3, $4, 'test', now())",
            Tenant.Value, ApiKeyText.Prefix(ApiKey), ApiKeyText.Digest(ApiKey), new[] { "*" });
        return server;
    }

    public HttpClient Client(ServerProcess server)
    {
        var client = new HttpClient(new ConnectionFaults(new SocketsHttpHandler { UseCookies = false })) { BaseAddress = server.Address, Timeout = TimeSpan.FromSeconds(10) };
        client.DefaultRequestHeaders.Add("X-Api-Key", ApiKey);
        return client;
    }

    /// <summary>Makes numbers of ours and links each by its QR, as people do.</summary>
    /// <param name="more">Further fields of <c>POST /api/senders</c>; quotas are out of the way and there is no pacing unless they say so.</param>
    public async Task<List<Sender>> AddSenders(ServerProcess server, int count, object? more = null)
    {
        using var api = Client(server);
        var added = await Task.WhenAll(Enumerable.Range(0, count).Select(_ => AddSender(api, more)));
        Senders.AddRange(added);
        return [.. added];
    }

    private async Task<Sender> AddSender(HttpClient api, object? more)
    {
        var phone = $"+552190000{Interlocked.Increment(ref _numbers):0000}";
        var body = new Dictionary<string, object?>
        {
            ["name"] = phone, ["phoneNumber"] = phone, ["driver"] = "simulator", ["pacing"] = "none", ["quotaPerMinute"] = 1_000_000, ["quotaPerHour"] = 1_000_000, ["quotaPerDay"] = 1_000_000,
        };
        foreach (var field in more?.GetType().GetProperties() ?? []) body[field.Name] = field.GetValue(more);
        var made = await api.Post("/api/senders", body);
        made.Status.ShouldBe(201, made.Body.ToString());
        (await api.Post($"/api/senders/{made.Id}/connect")).Status.ShouldBe(200);
        await Wait.Until(async () => await api.Get($"/api/senders/{made.Id}/qr") is { Status: 200 } shown && await Phones.Scan(phone, shown["qr"]!), TimeSpan.FromSeconds(60));
        await Wait.Until(async () => (await api.Get($"/api/senders/{made.Id}"))["status"] == "connected", TimeSpan.FromSeconds(60));
        return new Sender(SenderId.Of(made.Id), phone);
    }

    /// <summary>A queue as a campaign has one: the text once, the recipients as rows.</summary>
    public async Task<QueueId> OpenCampaign(Pacing? pacing = null, IReadOnlyList<Sender>? senders = null)
    {
        var queue = new NewQueue(Id.New<QueueId>(), QueueKind.Campaign, Senders: senders?.Select(sender => sender.Id).ToList(), Templates: [MessageContent.OfText("Campaign message {{number}}")],
            Pacing: pacing is null ? null : new PacingSpec { MinMs = (int)pacing.Min.TotalMilliseconds, MaxMs = (int)pacing.Max.TotalMilliseconds });
        await using var connection = await Db.OpenEngine(default);
        await OutboxQueues.Open(connection, Tenant, queue, TimeProvider.System.GetUtcNow(), default);
        return queue.Id;
    }

    /// <summary>Adds recipients, each of whom gets exactly this one message.</summary>
    public async Task AddRecipients(QueueId queue, int count)
    {
        var first = Interlocked.Add(ref _recipients, count) - count;
        await Execute("""
            INSERT INTO messages (id, tenant_id, direction, origin, queue_id, recipient, variables, state, due_at, created_at)
            SELECT id, $1, 'out', 'campaign', $2, '+55119' || (60000000 + n + $4), jsonb_build_object('number', n + $4), 'queued', now(), now() FROM unnest($3::uuid[]) WITH ORDINALITY AS u(id, n)
            """, Tenant.Value, queue.Value, Enumerable.Range(0, count).Select(_ => Guid.CreateVersion7()).ToArray(), first);
        await Execute("SELECT pg_notify('parley_outbox', '')");
    }

    private int _recipients;

    /// <summary>All outgoing messages.</summary>
    public async Task<List<Entry>> Ledger()
    {
        var entries = new List<Entry>();
        await using var connection = await Db.OpenEngine(default);
        await using var command = new NpgsqlCommand("SELECT id, recipient, state, reason, dead, attempt, queue_id, sender_id, due_at IS NOT NULL, lease_until IS NOT NULL FROM messages WHERE direction = 'out'", connection);
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
            entries.Add(new Entry(rows.GetGuid(0), rows.GetString(1), rows.GetString(2), rows.IsDBNull(3) ? null : rows.GetString(3), rows.GetBoolean(4), rows.GetInt16(5),
                rows.IsDBNull(6) ? default : QueueId.Of(rows.GetGuid(6)), rows.IsDBNull(7) ? null : SenderId.Of(rows.GetGuid(7)), rows.GetBoolean(8), rows.GetBoolean(9)));
        return entries;
    }

    public sealed record Entry(Guid Id, string Recipient, string State, string? Reason, bool Dead, short Attempt, QueueId Queue, SenderId? Sender, bool Waits, bool Leased);

    /// <summary>After the database was killed: the next questions go over fresh connections.</summary>
    public void ForgetConnections() => Db.EngineSource.Clear();

    public Task<long> CountMessages(string condition) => Count($"SELECT count(*) FROM messages WHERE direction = 'out' AND ({condition})");

    public async Task<long> Count(string query) => (long)(await Scalar(query))!;

    public async Task<object?> Scalar(string statement, params object[] values)
    {
        await using var connection = await Db.OpenEngine(default);
        await using var command = new NpgsqlCommand(statement, connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return await command.ExecuteScalarAsync();
    }

    public Task Execute(string statement, params object[] values) => Scalar(statement, values);

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers) await server.DisposeAsync();
        Phones.Dispose();
        if (_own is not null) await _own.DisposeAsync();
        else await Db.DisposeAsync();
        await GatewayNode.Delete(_folder);
    }
}
