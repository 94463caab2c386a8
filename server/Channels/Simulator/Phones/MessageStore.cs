using System.Text;
using System.Text.Json;
using Parley.Platform;

namespace Parley.Channels.Simulator.Phones;

/// <summary>The messages of one district with their texts.</summary>
internal sealed class MessageStore(int keptMessages, long keptTextBytes)
{
    private readonly MessageRing _messages = new(keptMessages);
    private readonly TextRing _texts = new(keptTextBytes);
    private byte[] _bytes = new byte[1024];

    public ref Received this[uint sequence] => ref _messages[sequence];

    public bool Holds(uint sequence) => _messages.Holds(sequence);

    public uint Find(in Letter letter) => _messages.Find(letter.Fingerprint, letter.From, letter.Id);

    public uint Find(long from, string id) => _messages.Find(Chance.Fingerprint(from, id), from, id);

    /// <summary>Puts the letter on a phone, as its newest.</summary>
    public uint Add(in Letter letter, ref Phone phone, int place, long now)
    {
        var sequence = _messages.Add(letter.Fingerprint, letter.From, letter.Id);
        ref var message = ref _messages[sequence];
        message.At = now;
        message.Phone = place;
        message.Device = letter.Device?.Place ?? -1;
        message.Kind = letter.Content.Kind;
        message.Copies = 1;
        message.OlderOnPhone = phone.Newest;
        message.Structured = letter.Structured is not null;
        ReadOnlySpan<byte> text = letter.Structured;
        if (!message.Structured) text = Bytes(letter.Content.Text ?? "");
        (message.TextAt, message.TextLength) = (_texts.Add(text), text.Length);
        phone.Newest = sequence;
        return sequence;
    }

    private ReadOnlySpan<byte> Bytes(string words)
    {
        var most = Encoding.UTF8.GetMaxByteCount(words.Length);
        if (most > _bytes.Length) _bytes = new byte[most];
        return _bytes.AsSpan(0, Encoding.UTF8.GetBytes(words, _bytes));
    }

    /// <returns>Null when the text was forgotten.</returns>
    public MessageContent? ContentOf(in Received message, out string? replyTo)
    {
        replyTo = null;
        if (!_texts.TryRead(message.TextAt, message.TextLength, out var text)) return null;
        if (!message.Structured) return MessageContent.OfText(Encoding.UTF8.GetString(text));
        var structured = JsonSerializer.Deserialize<StructuredText>(text, Json.Options)!;
        replyTo = structured.ReplyTo;
        return structured.Content;
    }

    /// <summary>As the phone that got it shows it.</summary>
    public PhoneMessage View(uint sequence, long to)
    {
        ref var message = ref _messages[sequence];
        var content = ContentOf(message, out var replyTo);
        long? delivered = message.DeliveredAfter < 0 ? null : message.At + message.DeliveredAfter;
        return new PhoneMessage(sequence.ToString(), message.Id, message.From, to, content, replyTo, message.At, delivered,
            message.ReadAfter < 0 ? null : delivered + message.ReadAfter, message.Copies);
    }

    public void Clear() => _messages.Clear();
}
