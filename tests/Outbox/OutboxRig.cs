using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Parley.Channels;
using Parley.Outbox;
using Parley.Platform;
using Parley.Platform.Cluster;
using Parley.Platform.Data;
using Parley.Senders;
using Parley.Tests.Support;

namespace Parley.Tests.Outbox;

/// <summary>The parts of the engine on a real database, driven step by step by the test: one node, its senders, its claim.</summary>
internal sealed class OutboxRig(TestDatabase database, HandClock clock, IChannelDriver driver)
{
    private WorkMap _map = null!;
    private Claim _claim = null!;

    /// <summary>Messages that a claim brought to their end.</summary>
    public List<Parley.Conversations.MessageMove> Refused { get; } = [];

    public List<SenderSlot> Slots { get; } = [];
    public OutboxOptions Options { get; } = new();
    public long Epoch { get; private set; }
    /// <summary>Whose senders and queues are added.</summary>
    public TenantId Tenant { get; set; }
    public Db Db => database.Db;
    private IChannelDriver Driver => driver;

    public static async Task<OutboxRig> Create(TestDatabase database, HandClock clock, IChannelDriver? driver = null, TenantId? tenant = null, IReadOnlyList<IChannelDriver>? drivers = null)
    {
        var rig = new OutboxRig(database, clock, driver ?? new ScriptedDriver());
        rig.Tenant = tenant ?? await database.NewTenant();
        rig.Epoch = (long)(await rig.Scalar("INSERT INTO nodes (name, roles, version, started_at, seen_at) VALUES ('test', 'worker', '0', $1, $1) RETURNING epoch", clock.GetUtcNow()))!;
        rig._map = new WorkMap(new Notifications(database.Db, clock, NullLogger<Notifications>.Instance), clock, new PacingOptions(), rig.Options);
        rig._claim = new Claim(rig._map, new HandOn(new Drivers(drivers ?? [rig.Driver]), new Random(1)), rig.Options, new HealthOptions(), new Random(1));
        rig._claim.Moved += rig.Refused.Add;
        return rig;
    }

    /// <summary>The finaliser writes them down as one batch.</summary>
    public async Task WriteDown(params Outcome[] outcomes)
    {
        using var finalizer = new Finalizer(Db, Options, new HealthOptions(), clock, NullLogger<Finalizer>.Instance);
        var written = new TaskCompletionSource();
        finalizer.Freed += written.SetResult;
        foreach (var outcome in outcomes) finalizer.Add(outcome);
        await finalizer.StartAsync(default);
        await written.Task.WaitAsync(TimeSpan.FromSeconds(10));
        await finalizer.StopAsync(default);
    }

    /// <summary>Its drivers lose or get their connection.</summary>
    public void Connect(OwnedSender sender, bool driver, bool fallback = false)
    {
        var slot = Slots.Single(slot => slot.Sender.Id == sender.Id);
        slot.Sender = Picture(sender.Id, sender.Phone, sender.Quota, sender.Pacing, sender.Driver, sender.Fallback, driver, fallback);
    }

    public async Task<OwnedSender> AddSender(SenderQuota? quota = null, Pacing? pacing = null, int health = 100, IChannelDriver? through = null, IChannelDriver? fallback = null)
    {
        var id = Id.New<SenderId>();
        var phone = "+1555" + (1000000 + Random.Shared.Next(8999999));
        var now = clock.GetUtcNow();
        await Execute("INSERT INTO senders (id, tenant_id, name, phone, driver, fallback_driver, status, pacing, created_at, updated_at) VALUES ($1, $2, $3, $4, $6, $7, 'connected', '{}', $5, $5)",
            id.Value, Tenant.Value, id.ToString(), phone, now, (through ?? driver).Name, (object?)fallback?.Name ?? DBNull.Value);
        await Execute("INSERT INTO sender_dispatch (sender_id, tenant_id, health, health_at) VALUES ($1, $2, $3, $4)", id.Value, Tenant.Value, (short)health, now);
        await Execute("INSERT INTO sender_owners (sender_id, tenant_id, epoch, fence, since) VALUES ($1, $2, $3, 1, $4)", id.Value, Tenant.Value, Epoch, now);
        var sender = Picture(id, phone, quota ?? new SenderQuota(1_000_000, 1_000_000, 1_000_000), pacing ?? Pacing.None, through ?? driver, fallback, true, fallback is not null);
        Slots.Add(new SenderSlot { Sender = sender });
        return sender;
    }

    /// <summary>The process starts anew: of what its senders were given it knows what the database does.</summary>
    public async Task Restart()
    {
        var senders = new List<OwnedSender>();
        foreach (var sender in Slots.ConvertAll(slot => slot.Sender))
        {
            var given = (long)(await Scalar("SELECT given FROM sender_dispatch WHERE sender_id = $1", sender.Id.Value))!;
            senders.Add(Picture(sender.Id, sender.Phone, sender.Quota, sender.Pacing, sender.Driver, sender.Fallback, sender.DriverConnected, sender.FallbackConnected, given));
        }
        Slots.Clear();
        Slots.AddRange(AssignmentPolicy.Join(senders, []));
    }

    /// <summary>A sender that is in no database.</summary>
    public static OwnedSender Stranger(long given) => Picture(default, Id.New<SenderId>(), "+15551000000", new SenderQuota(1, 1, 1), Pacing.None, new ScriptedDriver(), null, true, false, given);

    private OwnedSender Picture(SenderId id, string phone, SenderQuota quota, Pacing pacing, IChannelDriver primary, IChannelDriver? fallback, bool connected, bool fallbackConnected, long given = 0) =>
        Picture(Tenant, id, phone, quota, pacing, primary, fallback, connected, fallbackConnected, given);

    private static OwnedSender Picture(TenantId tenant, SenderId id, string phone, SenderQuota quota, Pacing pacing, IChannelDriver primary, IChannelDriver? fallback, bool connected, bool fallbackConnected, long given) => new()
    {
        Id = id, Tenant = tenant, Phone = phone, Name = id.ToString(), Fence = 1, Session = new Session(id, tenant, phone, 1), Driver = primary, DriverConnected = connected,
        Fallback = fallback, FallbackConnected = fallbackConnected, Quota = quota, Pacing = pacing, Given = given,
    };

    public async Task<QueueId> AddQueue(QueueKind kind = QueueKind.Campaign, short priority = 0, IReadOnlyList<SenderId>? pool = null, TimeSpan? pace = null, MessageContent? content = null)
    {
        var pacing = pace is { } gap ? new PacingSpec { MinMs = (int)gap.TotalMilliseconds, MaxMs = (int)gap.TotalMilliseconds } : null;
        var queue = new NewQueue(Id.New<QueueId>(), kind, priority, Senders: pool, Pacing: pacing, Templates: [content ?? MessageContent.OfText("Hello")]);
        await using var connection = await Db.OpenEngine(default);
        await OutboxQueues.Open(connection, Tenant, queue, clock.GetUtcNow(), default);
        return queue.Id;
    }

    public Task AddMessages(QueueId queue, int count, SenderId pin = default, bool pinHard = false, string origin = "campaign", string state = "queued") => Execute("""
        INSERT INTO messages (id, tenant_id, direction, origin, queue_id, recipient, pin, pin_hard, state, due_at, created_at)
        SELECT gen_random_uuid(), $1, 'out', $2, $3, '+5511' || (900000000 + n), $4, $5, $8, $6, $6 FROM generate_series(1, $7) n
        """, Tenant.Value, origin, queue.Value, pin.Value, pinHard, clock.GetUtcNow(), count, state);

    /// <summary>One claim over all senders of the rig; nothing is handed to the driver.</summary>
    /// <param name="look">False: it knows of the queues what it knew before.</param>
    public async Task<Claim.Result> ClaimOnce(long? epoch = null, bool look = true)
    {
        if (look)
        {
            _map.LookEverywhere();
            await _map.Refresh(Db, default);
        }
        var now = clock.GetUtcNow();
        await using var connection = await Db.OpenEngine(default);
        var result = await _claim.Run(connection, Slots, _map.Due(now), epoch ?? Epoch, now, default);
        foreach (var message in result.Messages) message.Slot.Departed(message);
        return result;
    }

    /// <summary>Ends what waits for senders that are gone, as housekeeping does.</summary>
    public async Task<int> EndGone()
    {
        _map.LookEverywhere();
        await _map.Refresh(Db, default);
        return await new GoneSenders(Db, clock, Options).Once(_map.Gone, default);
    }

    public async Task<object?> Scalar(string statement, params object[] values)
    {
        await using var connection = await Db.OpenEngine(default);
        await using var command = new NpgsqlCommand(statement, connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return await command.ExecuteScalarAsync();
    }

    public async Task Execute(string statement, params object[] values) => await Scalar(statement, values);
}
