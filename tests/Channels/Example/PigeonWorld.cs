using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Parley.Channels;
using Parley.Channels.Pigeon;
using Parley.Platform.Data;
using Parley.Senders;
using Parley.Tests.Support;

namespace Parley.Tests.Channels.Example;

/// <summary>The contract's other side for the example: the pretended Pigeon, reached over loopback.</summary>
internal sealed class PigeonWorld(ContractTimes times) : IDriverWorld
{
    private static long _numbers = 5_511_900_000_000;
    private readonly StandinPigeon _pigeon = new();
    private readonly TenantId _tenant = Parley.Platform.Id.New<TenantId>();
    private readonly List<DriverNode> _nodes = [];
    private readonly List<PigeonApi> _clients = [];

    public StandinPigeon Pigeon => _pigeon;

    public static async Task<PigeonWorld> Start(ContractTimes times)
    {
        var world = new PigeonWorld(times);
        await world._pigeon.Start();
        return world;
    }

    public Task<DriverNode> NewNode()
    {
        var (door, options) = (new TestDoor(), new PigeonOptions { Url = _pigeon.Address, Key = StandinPigeon.Key, SendTimeout = times.SendTimeout });
        var client = new PigeonApi(options, TimeProvider.System);
        var node = new DriverNode(new PigeonDriver(client, door, options, NullLogger<PigeonDriver>.Instance), door);
        _nodes.Add(node);
        _clients.Add(client);
        return Task.FromResult(node);
    }

    public async Task Kill(DriverNode node)
    {
        // A door that acknowledged counts as one whose word arrived; that a crash in between only has events told twice is the inbox's to care for.
        if (node.Door.Acknowledges) await Wait.Until(() => _pigeon.Owed == 0);
        ((PigeonDriver)node.Driver).Dispose();
    }

    public Session NewSession()
    {
        var session = new Session(Parley.Platform.Id.New<SenderId>(), _tenant, NewPerson(), 1);
        _pigeon.Host(session.Phone);
        return session;
    }

    public string NewPerson() => "+" + Interlocked.Increment(ref _numbers).ToString(CultureInfo.InvariantCulture);

    public Task<IReadOnlyList<SeenMessage>> Seen(string phone) => Task.FromResult<IReadOnlyList<SeenMessage>>(
        [.. _pigeon.Seen(phone).Select(got => new SeenMessage(got.Id, got.From, MessageContent.OfText(got.Text), got.ReplyTo, null, got.Copies, got.At, null))]);

    public Task<string> Write(string from, string to, MessageContent content, byte[]? media = null) => Task.FromResult(_pigeon.Write(from, to, content.Text!));

    public Task Mood(NetworkMood mood) => Do(() => _pigeon.Mood = mood);
    public Task Unregister(string phone) => Do(() => _pigeon.ChangePhone(phone, there => there.HasAccount = false));
    public Task Block(string phone, string sender) => Do(() => _pigeon.ChangePhone(phone, there => there.Blocks.Add(sender)));
    public Task Freeze(Session session) => Change(session, line => line.Frozen = true);
    public Task Thaw(Session session) => Change(session, line => line.Frozen = false);
    public Task UnlinkByPhone(Session session) => Change(session, line => line.State = "closed");
    public Task Ban(Session session) => Change(session, line => line.State = "banned");
    public Task Restrict(Session session) => Change(session, line => line.NoNewChats = true);

    // Of abilities that the driver's capabilities do not name.
    public Task<bool> Scan(string phone, string qrOrCode) => throw Nobody();
    public Task<int> TypingSeen(string phone) => throw Nobody();
    public Task Vote(string person, string sender, string poll, params string[] options) => throw Nobody();
    public Task<bool> WasRead(string phone, string providerId, string by) => throw Nobody();
    public Task Disconnect(Session session) => throw Nobody();
    public MediaReference Attach(byte[] bytes, string type, string fileName) => throw Nobody();

    private static InvalidOperationException Nobody() => new("By the driver's capabilities nobody asks for this.");

    private Task Change(Session session, Action<StandinPigeon.Line> change) => Do(() => _pigeon.Change(session.Phone, change));

    private static Task Do(Action act)
    {
        act();
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes) ((PigeonDriver)node.Driver).Dispose();
        foreach (var client in _clients) client.Dispose();
        await _pigeon.DisposeAsync();
    }
}
