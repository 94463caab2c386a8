using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Parley.Channels;
using Parley.Channels.Simulator;
using Parley.Channels.Simulator.Phones;
using Parley.Platform.Data;
using Parley.Senders;
using Shouldly;

namespace Parley.Tests.Channels.Simulator;

/// <summary>The contract's other side for the simulator: its own world, reached directly.</summary>
internal class SimulatorWorld : IDriverWorld, IAttachments
{
    private static long _numbers = 5511_900_000_000;
    protected TenantId Tenant { get; } = Parley.Platform.Id.New<TenantId>();
    private readonly MemoryLogins _logins = new();
    private readonly ConcurrentDictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    public SimulatorWorld(ContractTimes times) : this(new Worlds(new Clock(TimeProvider.System), OptionsOf(times))) { }

    protected SimulatorWorld(Worlds worlds)
    {
        Worlds = worlds;
        World = worlds.Of(Tenant);
        _ = Mood(new NetworkMood());
    }

    protected static SimulatorOptions OptionsOf(ContractTimes times) =>
        new() { QrLifetime = times.QrLifetime, QrGrace = TimeSpan.Zero, QrCount = times.QrCount, SendTimeout = times.SendTimeout };

    protected Worlds Worlds { get; }
    protected World World { get; }

    /// <summary>The way that a node's driver reaches the world.</summary>
    protected virtual INetwork Connect() => Worlds;

    public virtual Task<DriverNode> NewNode()
    {
        var door = new TestDoor();
        return Task.FromResult(new DriverNode(new SimulatorDriver(Connect(), door, _logins, TimeProvider.System, NullLogger<SimulatorDriver>.Instance, Worlds.Options, this), door));
    }

    public virtual Task Kill(DriverNode node)
    {
        ((SimulatorDriver)node.Driver).Dispose();
        return Task.CompletedTask;
    }

    public virtual Session NewSession() => new(Parley.Platform.Id.New<SenderId>(), Tenant, NewPerson(), 1);

    public string NewPerson() => Digits.Text(Interlocked.Increment(ref _numbers));

    public MediaReference Attach(byte[] bytes, string type, string fileName)
    {
        var sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
        _files[sha256] = bytes;
        return new MediaReference(Guid.CreateVersion7(), sha256, type, bytes.Length, fileName);
    }

    public Task<bool> Scan(string phone, string qrOrCode) => Task.FromResult(World.Pairing.Scan(Number(phone), qrOrCode) == ScanOutcome.Linked);

    public Task<IReadOnlyList<SeenMessage>> Seen(string phone)
    {
        var messages = World.DistrictOf(Number(phone)).Messages(Number(phone), null, 10_000);
        messages.Reverse();
        return Task.FromResult<IReadOnlyList<SeenMessage>>([.. messages.Select(message => new SeenMessage(message.ProviderId, Digits.Text(message.From), message.Content!, message.ReplyTo,
            message.Content!.Media is { } media ? World.Media.Get(media.Sha256) : null, message.Copies, Time(message.DeliveredAt), Time(message.ReadAt)))]);
    }

    public Task<int> TypingSeen(string phone) => Task.FromResult(World.DistrictOf(Number(phone)).Look(Number(phone)).SawTyping);

    public Task<string> Write(string from, string to, MessageContent content, byte[]? media = null)
    {
        if (media is not null) World.Media.Put(content.Media!.Sha256, media);
        return Task.FromResult(World.Write(Number(from), Number(to), content).Id!);
    }

    public Task Vote(string person, string sender, string poll, params string[] options)
    {
        options.ShouldBeSubsetOf(World.PollOn(Number(person), Number(sender), poll).ShouldNotBeNull().PollOptions!);
        World.Vote(Number(person), Number(sender), poll, options).Id.ShouldNotBeNull();
        return Task.CompletedTask;
    }

    public async Task<bool> WasRead(string phone, string providerId, string by) =>
        (await Seen(by)).Single(message => message.ProviderId == providerId && message.From == phone).ReadAt is not null;

    public Task Unregister(string phone) => Change(phone, new PhoneChange(Registered: new(false)));

    public Task Block(string phone, string sender) => Change(phone, new PhoneChange(Blocks: [Number(sender)]));

    private Task Change(string phone, PhoneChange change)
    {
        World.DistrictOf(Number(phone)).Change(Number(phone), change);
        return Task.CompletedTask;
    }

    public Task Mood(NetworkMood mood)
    {
        World.Settings = new WorldSettings
        {
            LatencyMs = (int)mood.Latency.TotalMilliseconds,
            DeliverAfterMs = 5,
            ReadAfterMs = 5,
            DuplicateEventRate = mood.EventsTwice ? 1 : 0,
            ReorderRate = mood.ReceiptsSwapped ? 1 : 0,
            TransientFailureRate = mood.FailsBeforeLeaving ? 1 : 0,
        };
        return Task.CompletedTask;
    }

    public Task Disconnect(Session session) => Cause(session, FaultKind.Disconnect);
    public Task Freeze(Session session) => Cause(session, FaultKind.Freeze);
    public Task UnlinkByPhone(Session session) => Cause(session, FaultKind.Logout);
    public Task Ban(Session session) => Cause(session, FaultKind.Ban);
    public Task Restrict(Session session) => Cause(session, FaultKind.Restrict);

    public Task Thaw(Session session)
    {
        World.Find(DeviceOf(session))!.EndFaults();
        return Task.CompletedTask;
    }

    private Task Cause(Session session, FaultKind kind)
    {
        World.Faults.Cause(DeviceOf(session), kind, null).ShouldBe(Faults.Outcome.Done);
        return Task.CompletedTask;
    }

    /// <summary>As what the world knows the session.</summary>
    protected virtual SenderId DeviceOf(Session session) => session.Sender;

    public virtual ValueTask DisposeAsync()
    {
        World.Clock.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    ValueTask<Stream?> IAttachments.Open(TenantId tenant, MediaReference media, CancellationToken cancellationToken) =>
        new(_files.TryGetValue(media.Sha256, out var bytes) ? new MemoryStream(bytes) : null);

    private static long Number(string phone) => Digits.TryParse(phone, out var number) ? number : throw new ArgumentException("Not a number.", nameof(phone));

    private static DateTimeOffset? Time(long? at) => at is { } time ? Clock.Time(time) : null;
}
