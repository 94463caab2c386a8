using Parley.Platform.Data;
using Parley.Senders;

namespace Parley.Channels.Simulator;

/// <summary>The network as the driver sees it: in this process or in another one.</summary>
internal interface INetwork
{
    /// <summary>Begins a connection and returns at once; what becomes of it is told on the line.</summary>
    ILine Open(Login login, ILineListener listener);

    /// <summary>Gives a login up without being connected. False when the network cannot be reached.</summary>
    ValueTask<bool> Revoke(Login login, CancellationToken cancellationToken);
}

/// <summary>Who connects. Without credentials the line shows a QR.</summary>
/// <param name="Phone">The number that the session is meant for; only a pairing code is bound to it.</param>
internal sealed record Login(TenantId Tenant, SenderId Sender, long Phone, byte[]? Credentials)
{
    /// <summary>One start of one driver; the same while its line opens again by itself.</summary>
    public Guid Attempt { get; init; } = Guid.NewGuid();

    /// <summary>The line was lost and opens again. Nobody decided anew that the session belongs here, so it yields to whoever logged in meanwhile.</summary>
    public bool Again { get; init; }
}

/// <summary>One connection of one session.</summary>
internal interface ILine
{
    /// <summary>The next thing that happened, in order. False when there is nothing: the listener is told when there is.</summary>
    bool TryTake(out NetworkEvent? happened);

    /// <summary>The event is stored for good; the network forgets it. Any order, any thread.</summary>
    void Acknowledge(long sequence);

    /// <summary>Hands a message to the network. The result is as <see cref="IChannelDriver.Send"/> says.</summary>
    ValueTask<SendResult> Send(Outgoing message, CancellationToken cancellationToken);

    /// <summary>Whether the network has this attachment, or must be given it first.</summary>
    ValueTask<bool> HasMedia(string sha256, CancellationToken cancellationToken);
    ValueTask PutMedia(string sha256, byte[] bytes, CancellationToken cancellationToken);
    ValueTask<byte[]?> GetMedia(string sha256, CancellationToken cancellationToken);

    void RequestPairingCode();
    void Typing(string to);
    void MarkRead(string from, IReadOnlyList<string> providerIds);
    ValueTask<IReadOnlyDictionary<string, bool>> Check(IReadOnlyCollection<string> numbers, CancellationToken cancellationToken);

    /// <summary>Ends the connection and keeps the login, or gives that up too; told as <see cref="LineClosed"/> without a reason.</summary>
    void Close(bool logout);
}

internal interface ILineListener
{
    /// <summary>There is something to take. Called from anywhere, also under locks: it only wakes somebody.</summary>
    void Wake();
}

/// <summary>What a line tells.</summary>
internal abstract record NetworkEvent;

internal sealed record QrShown(string Qr, DateTimeOffset ExpiresAt) : NetworkEvent;

internal sealed record CodeShown(string Code, DateTimeOffset ExpiresAt) : NetworkEvent;

/// <summary>A phone linked this session. The credentials must be stored before anything else is taken.</summary>
internal sealed record Linked(byte[] Credentials, long Number) : NetworkEvent;

internal sealed record LineOpened : NetworkEvent;

/// <summary>The way to the network is down. The line is tried again by itself; it opens anew or closes.</summary>
internal sealed record LineLost(Reason Reason) : NetworkEvent;

/// <summary>The last event of a line.</summary>
/// <param name="Reason">Null when the driver itself closed it.</param>
internal sealed record LineClosed(Reason? Reason) : NetworkEvent;

/// <summary>Kept by the network until it is acknowledged; comes again after a reconnect.</summary>
internal sealed record Kept(long Sequence, ChannelEvent Event) : NetworkEvent;
