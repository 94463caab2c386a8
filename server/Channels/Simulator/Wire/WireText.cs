using System.Text.Json;
using Parley.Channels.Simulator.Phones;
using Parley.Platform;
using Parley.Senders;

namespace Parley.Channels.Simulator.Wire;

/// <summary>How messages, outcomes and events stand in frames. What comes often is packed; the rest is JSON.</summary>
internal static class WireText
{
    private enum Outcome : byte { Accepted, Retry, Refused, Unknown }

    private enum Kind : byte { Qr, Code, Linked, Opened, Closed, Receipts, Message, Echo, History }

    public static void Write(FrameWriter frame, Outgoing message)
    {
        frame.Text(message.ProviderId).Text(message.To);
        if (StructuredText.Pack(message.Content, message.ReplyToProviderId) is { } structured) frame.Flag(true).Bytes(structured);
        else frame.Flag(false).TextOrNull(message.Content.Text);
    }

    public static Outgoing ReadMessage(ref FrameReader frame)
    {
        var (id, to) = (frame.Text(), frame.Text());
        if (!frame.Flag()) return new Outgoing(id, to, new MessageContent { Kind = ContentKind.Text, Text = frame.TextOrNull() });
        var structured = Parse<StructuredText>(frame.Bytes());
        return new Outgoing(id, to, structured.Content, ReplyToProviderId: structured.ReplyTo);
    }

    public static void Write(FrameWriter frame, SendResult result)
    {
        switch (result)
        {
            case SendResult.Accepted accepted:
                frame.Byte((byte)Outcome.Accepted).Text(accepted.ProviderId).Time(accepted.At.ToUnixTimeMilliseconds());
                break;
            case SendResult.Retry retry:
                frame.Byte((byte)Outcome.Retry).Text(retry.Reason.Slug).TextOrNull(retry.RawError).Time((long)(retry.After?.TotalMilliseconds ?? -1));
                break;
            case SendResult.Refused refused:
                frame.Byte((byte)Outcome.Refused).Text(refused.Reason.Slug).TextOrNull(refused.RawError).Byte((byte)refused.Fault);
                break;
            case SendResult.Unknown unknown:
                frame.Byte((byte)Outcome.Unknown).Text(unknown.Reason.Slug).TextOrNull(unknown.RawError);
                break;
        }
    }

    public static SendResult ReadResult(ref FrameReader frame)
    {
        var outcome = (Outcome)frame.Byte();
        if (outcome == Outcome.Accepted) return new SendResult.Accepted(frame.Text(), Clock.Time(frame.Time()));
        var (reason, raw) = (Reasons.Of(frame.Text()), frame.TextOrNull());
        switch (outcome)
        {
            case Outcome.Retry:
                var after = frame.Time();
                return new SendResult.Retry(reason, after < 0 ? null : TimeSpan.FromMilliseconds(after), raw);
            case Outcome.Refused:
                return new SendResult.Refused(reason, (Fault)frame.Byte(), raw);
            case Outcome.Unknown:
                return new SendResult.Unknown(reason, raw);
            default:
                throw new FormatException("The wire names an outcome that there is not.");
        }
    }

    public static void Write(FrameWriter frame, NetworkEvent happened)
    {
        switch (happened)
        {
            case QrShown qr:
                frame.Byte((byte)Kind.Qr).Text(qr.Qr).Time(qr.ExpiresAt.ToUnixTimeMilliseconds());
                break;
            case CodeShown code:
                frame.Byte((byte)Kind.Code).Text(code.Code).Time(code.ExpiresAt.ToUnixTimeMilliseconds());
                break;
            case Linked linked:
                frame.Byte((byte)Kind.Linked).Bytes(linked.Credentials).Number((ulong)linked.Number);
                break;
            case LineOpened:
                frame.Byte((byte)Kind.Opened);
                break;
            case LineClosed closed:
                frame.Byte((byte)Kind.Closed).TextOrNull(closed.Reason?.Slug);
                break;
            case Kept { Event: ReceiptReceived receipt } kept:
                frame.Byte((byte)Kind.Receipts).Number((ulong)kept.Sequence).Text(receipt.EventId).Byte((byte)receipt.Kind).Time(receipt.At.ToUnixTimeMilliseconds()).Number((ulong)receipt.ProviderIds.Count);
                foreach (var id in receipt.ProviderIds) frame.Text(id);
                break;
            case Kept kept:
                var (kind, json) = kept.Event switch
                {
                    MessageReceived message => (Kind.Message, JsonSerializer.SerializeToUtf8Bytes(message, Json.Options)),
                    MessageEchoed echo => (Kind.Echo, JsonSerializer.SerializeToUtf8Bytes(echo, Json.Options)),
                    HistoryBatch history => (Kind.History, JsonSerializer.SerializeToUtf8Bytes(history, Json.Options)),
                    _ => throw new InvalidOperationException("The network keeps no events of this kind."),
                };
                frame.Byte((byte)kind).Number((ulong)kept.Sequence).Bytes(json);
                break;
        }
    }

    public static NetworkEvent ReadEvent(ref FrameReader frame, SenderId sender)
    {
        var kind = (Kind)frame.Byte();
        switch (kind)
        {
            case Kind.Qr: return new QrShown(frame.Text(), Clock.Time(frame.Time()));
            case Kind.Code: return new CodeShown(frame.Text(), Clock.Time(frame.Time()));
            case Kind.Linked: return new Linked(frame.Bytes().ToArray(), (long)frame.Number());
            case Kind.Opened: return new LineOpened();
            case Kind.Closed: return new LineClosed(frame.TextOrNull() is { } slug ? Reasons.Of(slug) : null);
        }
        var sequence = (long)frame.Number();
        switch (kind)
        {
            case Kind.Receipts:
                var (id, what, at) = (frame.Text(), (ReceiptKind)frame.Byte(), Clock.Time(frame.Time()));
                var ids = new string[frame.Number()];
                for (var i = 0; i < ids.Length; i++) ids[i] = frame.Text();
                return new Kept(sequence, new ReceiptReceived(sender, DriverName.Simulator, id, ids, what, at));
            case Kind.Message: return new Kept(sequence, Parse<MessageReceived>(frame.Bytes()));
            case Kind.Echo: return new Kept(sequence, Parse<MessageEchoed>(frame.Bytes()));
            case Kind.History: return new Kept(sequence, Parse<HistoryBatch>(frame.Bytes()));
            default: throw new FormatException("The wire names an event that there is not.");
        }
    }

    private static T Parse<T>(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize<T>(json, Json.Options) ?? throw new FormatException("The wire carries a null.");
}
