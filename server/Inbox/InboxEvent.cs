using System.Text.Json;
using Parley.Channels;
using Parley.Platform;
using Parley.Senders;

namespace Parley.Inbox;

/// <summary>A row of inbox_events on its way in.</summary>
/// <param name="Conversation">The other side, as the driver knows it; events of one conversation are worked in order.</param>
internal sealed record InboxEvent(SenderId Sender, string EventId, string Kind, string Conversation, string Payload)
{
    public static InboxEvent Of(MessageReceived received, bool isHistory = false) =>
        new(received.Sender, received.EventId, "message", received.From, JsonSerializer.Serialize(new InboxPayload { Received = received, History = isHistory }, Json.Options));

    public static InboxEvent Of(MessageEchoed echoed, bool isHistory = false) =>
        new(echoed.Sender, echoed.EventId, "echo", echoed.To, JsonSerializer.Serialize(new InboxPayload { Echoed = echoed, History = isHistory }, Json.Options));

    public static InboxEvent Of(ReceiptReceived receipt) =>
        new(receipt.Sender, receipt.EventId, "receipt", receipt.ProviderIds[0], JsonSerializer.Serialize(new InboxPayload { Receipt = receipt }, Json.Options));
}

/// <summary>What stands in inbox_events.payload: one of the three.</summary>
internal sealed record InboxPayload
{
    public MessageReceived? Received { get; init; }
    public MessageEchoed? Echoed { get; init; }
    public ReceiptReceived? Receipt { get; init; }

    /// <summary>Happened before the connection: stored, never answered.</summary>
    public bool History { get; init; }
}
