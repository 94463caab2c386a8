using Parley.Channels;

namespace Parley.Tests.Channels;

/// <summary>The other side of a driver, for <see cref="DriverContract"/>: the phones, the network's moods, and the processes that the driver runs in.
/// Every driver's tests bring one.</summary>
public interface IDriverWorld : IAsyncDisposable
{
    /// <summary>A driver in a process of its own, as it were, over the secrets that all nodes of this world share. The first call makes the first node.</summary>
    Task<DriverNode> NewNode();

    /// <summary>The node's process ends with no goodbye.</summary>
    Task Kill(DriverNode node);

    /// <summary>A sender that was never connected.</summary>
    Session NewSession();

    /// <summary>A person's number that nobody has used, and that may be written to: where the network allows answers only, the person wrote before.</summary>
    string NewPerson();

    /// <summary>A stored file, for content that is sent.</summary>
    MediaReference Attach(byte[] bytes, string type, string fileName);

    /// <summary>The phone scans the QR, or types the code.</summary>
    /// <returns>False when the phone says that it is not (or no longer) valid.</returns>
    Task<bool> Scan(string phone, string qrOrCode);

    /// <summary>What the phone was sent, oldest first.</summary>
    Task<IReadOnlyList<SeenMessage>> Seen(string phone);

    /// <summary>How often somebody showed the phone "typing…".</summary>
    Task<int> TypingSeen(string phone);

    /// <summary>A phone writes: a person to a sender, or a sender's own phone to a person.</summary>
    /// <param name="media">The bytes behind <see cref="MessageContent.Media"/>.</param>
    /// <returns>The network's id of the message.</returns>
    Task<string> Write(string from, string to, MessageContent content, byte[]? media = null);

    /// <summary>A person chooses in a poll that a sender sent, anew each time; no option takes back what was chosen before. Asked of drivers that send polls.</summary>
    /// <param name="poll">The network's id of it.</param>
    Task Vote(string person, string sender, string poll, params string[] options);

    /// <summary>Whether the sender's side told the phone that its message was read.</summary>
    Task<bool> WasRead(string phone, string providerId, string by);

    Task Unregister(string phone);
    Task Block(string phone, string sender);
    Task Mood(NetworkMood mood);

    /// <summary>The network drops the connection; the login stays good. Asked of drivers that hold one.</summary>
    Task Disconnect(Session session);

    /// <summary>The network takes what is sent to it and answers nothing, until <see cref="Thaw"/>.</summary>
    Task Freeze(Session session);
    Task Thaw(Session session);

    /// <summary>The phone unlinks the session.</summary>
    Task UnlinkByPhone(Session session);

    Task Ban(Session session);
    Task Restrict(Session session);
}

/// <summary>A driver with the door that it tells its events to.</summary>
public sealed record DriverNode(IChannelDriver Driver, TestDoor Door);

/// <summary>How the network behaves; the defaults are a good day.</summary>
public sealed record NetworkMood
{
    /// <summary>Between taking a message and saying so.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>All delivery events come twice.</summary>
    public bool EventsTwice { get; init; }

    /// <summary>Read receipts come before the delivered ones.</summary>
    public bool ReceiptsSwapped { get; init; }

    /// <summary>Every send fails before it leaves.</summary>
    public bool FailsBeforeLeaving { get; init; }
}

/// <summary>How fast the world goes; a suite that waits for the real times would take minutes.</summary>
public sealed record ContractTimes
{
    public TimeSpan QrLifetime { get; init; } = TimeSpan.FromSeconds(20);
    public int QrCount { get; init; } = 6;

    /// <summary>How long the driver waits for the network's answer.</summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(20);
}

/// <summary>A message as the receiving phone shows it.</summary>
/// <param name="Copies">How often the network was handed it.</param>
public sealed record SeenMessage(string ProviderId, string From, MessageContent Content, string? ReplyTo, byte[]? Media, int Copies, DateTimeOffset? DeliveredAt, DateTimeOffset? ReadAt);
