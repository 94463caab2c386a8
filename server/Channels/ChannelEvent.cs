using Parley.Senders;

namespace Parley.Channels;

/// <summary>Everything that a driver can tell. A closed union: the inbox's door is the only reader.</summary>
/// <param name="EventId">Unique per session; the same event told twice has the same id.</param>
public abstract record ChannelEvent(SenderId Sender, string Driver, string EventId);

/// <summary>The session changed its state, or its QR or pairing code did.</summary>
public sealed record SessionChanged(SenderId Sender, string Driver, string EventId, SessionState State, long Fence,
    string? Qr = null, DateTimeOffset? QrExpiresAt = null, string? PairingCode = null, Reason? Reason = null) : ChannelEvent(Sender, Driver, EventId);

/// <summary>A person wrote to the sender.</summary>
/// <param name="From">E.164, or <c>…@lid</c> when only the internal id is known, or <c>…@bsuid</c> when only the business-scoped one is.</param>
/// <param name="Lid">The internal id when both are known.</param>
/// <param name="Content">Its <see cref="MessageContent.Media"/> says what the network says of the file; the id is empty until the file is stored here.</param>
/// <param name="At">The network's time.</param>
/// <param name="RemoteMedia">By what the file can be fetched (<see cref="IMediaFetch"/>); null when there is none.</param>
public sealed record MessageReceived(SenderId Sender, string Driver, string EventId, string ProviderId, string From, string? Lid, string? PushName,
    MessageContent Content, DateTimeOffset At, string? ReplyToProviderId = null, string? RemoteMedia = null) : ChannelEvent(Sender, Driver, EventId)
{
    /// <summary>The id by which WhatsApp tells a business who this is, also without the number: <c>BR.…</c>, the same for all numbers of one business.</summary>
    public string? BusinessUserId { get; init; }
}

/// <summary>A message was sent from the phone itself (or by another linked device).</summary>
public sealed record MessageEchoed(SenderId Sender, string Driver, string EventId, string ProviderId, string To, MessageContent Content, DateTimeOffset At,
    string? RemoteMedia = null) : ChannelEvent(Sender, Driver, EventId);

/// <summary>What became of messages that we sent.</summary>
/// <param name="ProviderIds">As the network knows them.</param>
/// <param name="Reason">Set for <see cref="ReceiptKind.Failed"/>.</param>
/// <param name="ChosenId">The id that we chose, where the network chooses its own and tells ours beside it. By it the message is found also when nobody heard the
/// network's id: the answer to its send was lost.</param>
public sealed record ReceiptReceived(SenderId Sender, string Driver, string EventId, IReadOnlyList<string> ProviderIds, ReceiptKind Kind, DateTimeOffset At, Reason? Reason = null, string? ChosenId = null)
    : ChannelEvent(Sender, Driver, EventId);

/// <summary>Messages of before the connection: stored, never answered.</summary>
public sealed record HistoryBatch(SenderId Sender, string Driver, string EventId, IReadOnlyList<MessageReceived> Received, IReadOnlyList<MessageEchoed> Sent)
    : ChannelEvent(Sender, Driver, EventId);

/// <summary>In the order in which they come true; <see cref="Failed"/> is the network's late refusal.</summary>
public enum ReceiptKind { Sent, Delivered, Read, Played, Failed }

public enum SessionState { Booting, WaitQr, WaitCode, Connected, Disconnected, LoggedOut, Banned }

/// <summary>The one door through which drivers tell what happened.</summary>
public interface IChannelDoor
{
    /// <summary>Hands an event in. <paramref name="acknowledge"/> is called once the event is committed; an event that is never
    /// acknowledged must be told again by the network after a restart. Waits while the door is crowded.</summary>
    ValueTask Put(ChannelEvent happened, Action? acknowledge, CancellationToken cancellationToken);
}
