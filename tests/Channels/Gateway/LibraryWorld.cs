using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging.Abstractions;
using Parley.Channels;
using Parley.Channels.Gateway;
using Parley.Platform.Data;
using Parley.Senders;
using Parley.Tests.Support;

namespace Parley.Tests.Channels.Gateway;

/// <summary>The contract's other side for a driver whose library runs in a gateway: the real library in a real gateway process per node, against the WhatsApp stand-in.</summary>
/// <param name="name">Of the driver and of its engine.</param>
internal abstract partial class LibraryWorld(string name, ChannelCapabilities capabilities, LibraryStage stage, ContractTimes times) : IDriverWorld, IAttachments
{
    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(32);
    private static readonly TimeSpan LeastSend = TimeSpan.FromSeconds(4);
    private static long _numbers = 5_511_900_000_000;
    private readonly TenantId _tenant = Parley.Platform.Id.New<TenantId>();
    private static readonly ConcurrentDictionary<string, byte[]> Files = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<DriverNode, GatewayNode> _nodes = new();
    private readonly ConcurrentStack<string> _folders = new();
    private readonly ConcurrentBag<Session> _sessions = [];

    protected ContractTimes Times => times;

    protected LibraryStage Stage => stage;

    /// <summary>The first node of a test takes the gateway that the test before left, where that one is well.</summary>
    protected virtual bool SharesGateway => false;

    /// <summary>Of this engine's gateway: how it finds the stand-in, and its times.</summary>
    protected abstract IEnumerable<KeyValuePair<string, string>> Variables();

    public async Task<DriverNode> NewNode()
    {
        var door = new TestDoor();
        var shares = SharesGateway && _nodes.IsEmpty && _folders.IsEmpty;
        var node = shares && stage.Shared is { Process.Now: not null } left ? left : await NewGateway();
        if (shares) stage.Shared = node;
        node.Door.Now = door;
        var made = new DriverNode(node.Driver, door);
        _nodes[made] = node;
        return made;
    }

    private async Task<GatewayNode> NewGateway()
    {
        // Who takes over after a crash finds the events that were not acknowledged.
        var folder = _folders.TryPop(out var left) ? left : Directory.CreateTempSubdirectory($"parley-{name}-").FullName;
        // The library looks a person up before it writes; in less time the message surely does not leave, which is another result.
        var options = new GatewayOptions { SendTimeout = times.SendTimeout > LeastSend ? times.SendTimeout : LeastSend, AckEvery = TimeSpan.FromMilliseconds(10), RestartFirst = TimeSpan.FromMilliseconds(50) };
        var variables = new Dictionary<string, string>(Variables(), StringComparer.Ordinal) { ["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "", ["GATEWAY_QUERY_TIMEOUT_MS"] = "5000" };
        var node = File.Exists("/usr/bin/node") ? "/usr/bin/node" : variables["PATH"].Split(Path.PathSeparator).Select(path => Path.Combine(path, "node")).First(File.Exists);
        var program = new GatewayProgram(name, node, LibraryStage.Gateway, folder, GatewayFeature.NodeUrl(DatabaseUrl.Parse(stage.DatabaseUrl)), variables, _ => new(Key));
        var door = new GatewayNode.ChangingDoor();
        var process = new GatewayProcess(program, options, TimeProvider.System, NullLogger<GatewayProcess>.Instance);
        var client = new GatewayClient(process, options, TimeProvider.System);
        var sessions = new GatewaySessions(name, door);
        var events = new GatewayEvents(name, process, client, sessions, door, options, TimeProvider.System, NullLogger<GatewayEvents>.Instance);
        var driver = new GatewayDriver(name, capabilities, process, client, events, sessions, options, TimeProvider.System, this);
        await process.StartAsync(default);
        await events.StartAsync(default);
        // On a machine with much to do a Node takes its time, which is not what is tested.
        await process.Find(default);
        await events.Heard(default);
        return new GatewayNode(driver, process, client, events, door, folder);
    }

    /// <summary>The gateway of the node dies while the node lives on.</summary>
    public void KillGateway(DriverNode node) => System.Diagnostics.Process.GetProcessById(_nodes[node].Process.ProcessId).Kill();

    /// <summary>As the server's care for sessions does: again until the gateway is there.</summary>
    public static async Task StartAgain(IChannelDriver driver, Session session)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                await driver.Start(session, default);
                return;
            }
            catch (IOException) when (tries < 10)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
            }
        }
    }

    public async Task Kill(DriverNode node)
    {
        if (!_nodes.TryRemove(node, out var gone)) return;
        // A door that acknowledged counts as one whose word arrived; that a crash in between only has events told twice is GatewayEventsTests' and the inbox's.
        if (gone.Process.Now is not null) await Wait.Until(() => gone.Process.Now is null || !gone.Events.OwesAcknowledgement && (gone.Events.Acknowledged == 0 || Forgotten(gone.Folder) >= gone.Events.Acknowledged));
        if (gone.Events.Acknowledged > 0) await Wait.Until(() => stage.IsNoted(_sessions));
        await gone.Kill();
        if (stage.Shared == gone) stage.Shared = null;
        _folders.Push(gone.Folder);
    }

    private static long Forgotten(string folder) => File.Exists(Path.Combine(folder, "spool", "acked")) && long.TryParse(File.ReadAllText(Path.Combine(folder, "spool", "acked")).Trim(), out var seq) ? seq : 0;

    public Session NewSession()
    {
        var session = new Session(Parley.Platform.Id.New<SenderId>(), _tenant, NewPerson(), 1);
        _sessions.Add(session);
        return session;
    }

    public string NewPerson() => "+" + Interlocked.Increment(ref _numbers).ToString(CultureInfo.InvariantCulture);

    public MediaReference Attach(byte[] bytes, string type, string fileName)
    {
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        Files[sha256] = bytes;
        return new MediaReference(Guid.CreateVersion7(), sha256, type, bytes.Length, fileName);
    }

    ValueTask<Stream?> IAttachments.Open(TenantId tenant, MediaReference media, CancellationToken cancellationToken) =>
        new(Files.TryGetValue(media.Sha256, out var bytes) ? new MemoryStream(bytes) : null);

    public async Task<bool> Scan(string phone, string qrOrCode) => await stage.Network.Try(HttpMethod.Post, $"phones/{phone}/scan", new { qr = qrOrCode }) == HttpStatusCode.NoContent;

    public async Task<IReadOnlyList<SeenMessage>> Seen(string phone)
    {
        var seen = new List<SeenMessage>();
        foreach (var item in (await stage.Network.Get($"phones/{phone}/messages?limit=100"))!["items"]!.AsArray().Reverse())
        {
            var media = item!["media"] is null ? null : await stage.Network.Bytes(item["media"]!["url"]!.GetValue<string>());
            seen.Add(new SeenMessage(item["providerId"]!.GetValue<string>(), item["from"]!.GetValue<string>(), ContentOf(item), item["about"]?.GetValue<string>(), media,
                item["copies"]!.GetValue<int>(), TimeOf(item["deliveredAt"]), TimeOf(item["readAt"])));
        }
        return seen;
    }

    private static MessageContent ContentOf(JsonNode item)
    {
        var (kind, text, said) = (Enum.Parse<ContentKind>(item["kind"]!.GetValue<string>(), ignoreCase: true), item["text"]?.GetValue<string>(), item["content"]);
        var content = new MessageContent { Kind = kind, Text = text };
        switch (kind)
        {
            case ContentKind.Location:
                var place = said!["locationMessage"]!;
                return content with { Text = null, Location = new GeoLocation(place["degreesLatitude"]!.GetValue<double>(), place["degreesLongitude"]!.GetValue<double>(), place["name"]?.GetValue<string>(), place["address"]?.GetValue<string>()) };
            case ContentKind.Contact:
                var card = (said!["contactMessage"] ?? said["contactsArrayMessage"]!["contacts"]![0])!;
                var vcard = card["vcard"]!.GetValue<string>();
                return content with { Text = null, Contact = new ContactCard(card["displayName"]!.GetValue<string>(), [.. Tel().Matches(vcard).Select(tel => tel.Groups["number"].Value)], Org().Match(vcard).Groups["name"].Value) };
            case ContentKind.Poll:
                var poll = (said!["pollCreationMessage"] ?? said["pollCreationMessageV2"] ?? said["pollCreationMessageV3"])!;
                return content with { Text = poll["name"]!.GetValue<string>(), PollOptions = [.. poll["options"]!.AsArray().Select(option => option!["optionName"]!.GetValue<string>())] };
            default:
                if (item["media"] is not { } media) return content;
                // A voice note names its codec, or phones would not show it as one.
                var type = media["type"]!.GetValue<string>().Split(';')[0];
                return content with { Media = new MediaReference(Guid.Empty, media["sha256"]!.GetValue<string>(), type, media["bytes"]!.GetValue<long>(), media["fileName"]?.GetValue<string>() ?? "") };
        }
    }

    public async Task<int> TypingSeen(string phone) =>
        (await stage.Network.Get($"phones/{phone}/chatstates"))!["items"]!.AsArray().Count(item => item!["state"]!.GetValue<string>() == "composing");

    public async Task<string> Write(string from, string to, MessageContent content, byte[]? media = null)
    {
        var file = media is null ? null : new { name = content.Media!.FileName, type = content.Media.Type, data = Convert.ToBase64String(media) };
        return (await stage.Network.Do(HttpMethod.Post, $"phones/{from}/send", new { to, text = content.Text, file }))!["providerId"]!.GetValue<string>();
    }

    public Task Vote(string person, string sender, string poll, params string[] options) => stage.Network.Do(HttpMethod.Post, $"phones/{person}/send", new { to = sender, vote = new { poll, options } });

    public async Task<bool> WasRead(string phone, string providerId, string by) =>
        TimeOf((await stage.Network.Get($"phones/{phone}/sent?limit=100"))!["items"]!.AsArray().Single(item => item!["providerId"]!.GetValue<string>() == providerId)!["readAt"]) is not null;

    public Task Unregister(string phone) => stage.Network.Do(HttpMethod.Patch, $"phones/{phone}", new { registered = false });
    public Task Block(string phone, string sender) => stage.Network.Do(HttpMethod.Patch, $"phones/{phone}", new { blocks = new[] { sender } });

    public virtual Task Mood(NetworkMood mood) => stage.Network.Do(HttpMethod.Put, "world", new
    {
        qrLifetimeMs = (int)times.QrLifetime.TotalMilliseconds,
        ackDelayMs = (int)mood.Latency.TotalMilliseconds,
        deliverAfterMs = 5,
        readAfterMs = 5,
        duplicateEventRate = mood.EventsTwice ? 1 : 0,
        reorderRate = mood.ReceiptsSwapped ? 1 : 0,
        transientFailureRate = mood.FailsBeforeLeaving ? 1 : 0,
        // A receipt shows that the message was taken as well as an acknowledgement does; a network that says nothing of it for so long tells of no receipt either.
        lostReceiptRate = mood.Latency > TimeSpan.FromSeconds(10) ? 1 : 0,
    });

    public Task Disconnect(Session session) => Cause(session, "disconnect");

    // Taken, and never answered. (The stand-in's own "freeze" is deaf as well, so that nothing could be written to it.)
    public Task Freeze(Session session) => stage.Network.Do(HttpMethod.Put, $"sessions/{session.Phone[1..]}/settings", new { dropAckRate = 1, lostReceiptRate = 1 });
    public Task Thaw(Session session) => stage.Network.Do(HttpMethod.Put, $"sessions/{session.Phone[1..]}/settings", new { dropAckRate = 0, lostReceiptRate = 0 });

    public Task UnlinkByPhone(Session session) => Cause(session, "logout");
    public Task Ban(Session session) => Cause(session, "ban");
    public Task Restrict(Session session) => Cause(session, "restrict");

    private Task<JsonNode?> Cause(Session session, string kind) => stage.Network.Do(HttpMethod.Post, $"sessions/{session.Phone[1..]}/fault", new { kind });

    public async ValueTask DisposeAsync()
    {
        foreach (var (node, gateway) in _nodes)
        {
            if (stage.Shared == gateway && gateway.Process.Now is not null) await Task.WhenAll(_sessions.Select(session => gateway.Client.Stop(session.Sender.ToString(), long.MaxValue >> 12, logout: false, default)));
            else await Kill(node);
        }
        foreach (var folder in _folders) await GatewayNode.Delete(folder);
        if (stage is { Network: { } network }) await network.Do(HttpMethod.Put, "world", new { ackDelayMs = 0, duplicateEventRate = 0, reorderRate = 0, transientFailureRate = 0 });
    }

    private static DateTimeOffset? TimeOf(JsonNode? at) => at?.GetValue<DateTimeOffset>();

    protected static string Milliseconds(TimeSpan time) => ((long)time.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^TEL[^:]*:(?<number>\S+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tel();

    [GeneratedRegex(@"^ORG[^:]*:(?<name>[^;\r\n]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Org();
}
