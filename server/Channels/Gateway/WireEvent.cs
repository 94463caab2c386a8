using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Senders;

namespace Parley.Channels.Gateway;

/// <summary>One line of the stream of events.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Session), "session")]
[JsonDerivedType(typeof(Message), "message")]
[JsonDerivedType(typeof(Echo), "echo")]
[JsonDerivedType(typeof(Receipt), "receipt")]
[JsonDerivedType(typeof(History), "history")]
internal abstract record WireEvent
{
    private WireEvent() { }

    /// <summary>Grows over all sessions and across restarts.</summary>
    public required long Seq { get; init; }

    [JsonPropertyName("session")]
    public required string Sender { get; init; }

    /// <summary>Unique within its session, and the same when the same thing is told twice.</summary>
    public required string Id { get; init; }

    internal sealed record Session(SessionState State, long Fence, string? Qr = null, string? Code = null, DateTimeOffset? ExpiresAt = null, string? Reason = null) : WireEvent;

    internal sealed record Message(string ProviderId, string From, WireContent Content, DateTimeOffset At, string? Lid = null, string? PushName = null, string? ReplyTo = null, string? Media = null) : WireEvent;

    internal sealed record Echo(string ProviderId, string To, WireContent Content, DateTimeOffset At, string? Media = null) : WireEvent;

    internal sealed record Receipt(IReadOnlyList<string> ProviderIds, ReceiptKind Kind, DateTimeOffset At, string? Reason = null, string? ChosenId = null) : WireEvent;

    internal sealed record History(IReadOnlyList<Heard> Received, IReadOnlyList<Said> Sent) : WireEvent;

    /// <summary>A message of before, from a person.</summary>
    internal sealed record Heard(string ProviderId, string From, WireContent Content, DateTimeOffset At, string? Lid = null, string? PushName = null, string? ReplyTo = null, string? Media = null);

    /// <summary>A message of before, from the sender's own phone.</summary>
    internal sealed record Said(string ProviderId, string To, WireContent Content, DateTimeOffset At, string? Media = null);

    /// <summary>All that is needed of an event that cannot be understood: its place.</summary>
    private sealed record Place(long? Seq);

    /// <summary>What the line says. Of a line that cannot be understood, because it is of a newer gateway or is no event at all, only the place is known, if that.</summary>
    public static (long? Seq, WireEvent? Event) Read(ReadOnlySpan<byte> line)
    {
        try
        {
            var happened = GatewayWire.Read<WireEvent>(line);
            return (happened.Seq, happened);
        }
        catch (Exception strange) when (strange is JsonException or NotSupportedException)
        {
            return (PlaceOf(line), null);
        }
    }

    private static long? PlaceOf(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize<Place>(line, GatewayWire.Options)?.Seq;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>As the door takes it; null when it is of no sender.</summary>
    public ChannelEvent? ToChannelEvent(string driver)
    {
        if (!SenderId.TryParse(Sender, out var sender)) return null;
        return this switch
        {
            // The login went to another number and is given up at once, which leaves the session without any.
            Session { State: SessionState.Disconnected, Reason: { } reason } wrong when reason == Reasons.WrongPhone.Slug => new SessionChanged(sender, driver, Id, SessionState.LoggedOut, wrong.Fence, Reason: Reasons.WrongPhone),
            Session session => new SessionChanged(sender, driver, Id, session.State, session.Fence, session.Qr, session.Qr is null ? null : session.ExpiresAt, session.Code, ReasonOf(session.Reason)),
            Message m => new MessageReceived(sender, driver, Id, m.ProviderId, m.From, m.Lid, m.PushName, m.Content.ToContent(), m.At, m.ReplyTo, m.Media),
            Echo e => new MessageEchoed(sender, driver, Id, e.ProviderId, e.To, e.Content.ToContent(), e.At, e.Media),
            Receipt receipt => new ReceiptReceived(sender, driver, Id, receipt.ProviderIds, receipt.Kind, receipt.At, ReasonOf(receipt.Reason), receipt.ChosenId),
            // Each has the id under which it would come alone, so that nobody is told of a message twice.
            History history => new HistoryBatch(sender, driver, Id,
                [.. history.Received.Select(m => new MessageReceived(sender, driver, "m." + m.ProviderId, m.ProviderId, m.From, m.Lid, m.PushName, m.Content.ToContent(), m.At, m.ReplyTo, m.Media))],
                [.. history.Sent.Select(e => new MessageEchoed(sender, driver, "e." + e.ProviderId, e.ProviderId, e.To, e.Content.ToContent(), e.At, e.Media))]),
            _ => null,
        };
    }

    private static Reason? ReasonOf(string? slug) => slug is null ? null : Reasons.Of(slug);
}
