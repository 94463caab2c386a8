using System.Text.Json;
using Parley.Channels;
using Parley.Contacts;
using Parley.Conversations;
using Parley.Senders;

namespace Parley.Outbox;

/// <summary>The first due message of a queue, as the claim reads it.</summary>
/// <param name="Contact">Null when the recipient is no contact, or none any more.</param>
/// <param name="Consent">The contact's; of somebody who was deleted and came back, the word of now.</param>
internal sealed record Head(MessageId Id, QueueId Queue, SenderId Pin, bool PinHard, string? BoundDriver, Origin Origin, ContactId? Contact, string Recipient,
    MessageContent? Content, short Variant, JsonElement? Variables, short Attempt, DateTimeOffset DueAt,
    string? ContactName, JsonElement? ContactVariables, string? Consent, string? Zone, DateTimeOffset? LastInbound, bool Blocked,
    int? TypingMs = null, short Granted = 0, bool MayHaveLeft = false)
{
    /// <summary>When the person last wrote to each of the tenant's numbers whose free-form messages need that; null: to none.</summary>
    public IReadOnlyDictionary<SenderId, DateTimeOffset>? Wrote { get; init; }

    /// <summary>In typing_ms: shows "typing…" for as long as the text takes; the claim writes the time that it drew.</summary>
    public const int TypesAsLongAsItTakes = -1;
}

/// <summary>A message that this process holds by lease and must now hand to a driver.</summary>
internal sealed record Claimed(Head Head, QueueSnapshot Queue, SenderSlot Slot, OwnedSender Sender, string Method, MessageContent Content, TimeSpan? Typing, long Lease, short Attempt, DateTimeOffset ClaimedAt)
{
    public MessageId Id => Head.Id;

    /// <summary>The next one of its kind waits for its answer.</summary>
    public bool IsPaced => !Queue.PaceOf(Sender).IsNone;
}

/// <summary>How an attempt ended.</summary>
/// <param name="Result">Null: it was never handed to a driver and goes back as it was, with its quota.</param>
internal sealed record Outcome(Claimed Message, string Method, SendResult? Result, DateTimeOffset StartedAt, TimeSpan Duration)
{
    /// <summary>The failed attempt through the primary driver, when the fallback took over within the same claim.</summary>
    public Outcome? Before { get; init; }

    /// <summary>A driver of the sender refused it, and that was the sender's own fault. Of one message it counts once, whatever both drivers said.</summary>
    public bool CostsHealth => RetryPolicy.CostsHealth(Result) || RetryPolicy.CostsHealth(Before?.Result);

    /// <summary>The network's id of the message, where the network chose it; our own is the row's id under the cipher.</summary>
    public string? NetworkId => Result is SendResult.Accepted { ProviderId.Length: > 0 } accepted
        && (Message.Sender.Driver.Name == Method ? Message.Sender.Driver : Message.Sender.Fallback)?.Capabilities.ChoosesMessageId == false ? accepted.ProviderId : null;

    /// <summary>The same, less the network's id.</summary>
    public Outcome WithoutNetworkId() => Result is SendResult.Accepted accepted ? this with { Result = accepted with { ProviderId = "" } } : this;

    /// <summary>The same, less the drivers' own words.</summary>
    public Outcome WithoutRawErrors() => this with
    {
        Result = Result switch
        {
            SendResult.Retry retry => retry with { RawError = null },
            SendResult.Refused refused => refused with { RawError = null },
            SendResult.Unknown unknown => unknown with { RawError = null },
            _ => Result,
        },
        Before = Before?.WithoutRawErrors(),
    };
}
