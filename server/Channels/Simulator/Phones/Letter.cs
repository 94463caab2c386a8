using System.Text.Json;
using Parley.Platform;

namespace Parley.Channels.Simulator.Phones;

/// <summary>A message on its way from a number to a number.</summary>
/// <param name="device">The linked session that sends it; null when a phone itself does.</param>
/// <param name="written">How many messages the phone that writes it has written, this one among them; 0 when a session sends it.</param>
internal readonly struct Letter(long from, long to, string id, MessageContent content, string? replyTo, Device? device, int written = 0)
{
    public long From { get; } = from;
    public long To { get; } = to;
    public string Id { get; } = id;
    public MessageContent Content { get; } = content;
    public Device? Device { get; } = device;
    public int Written { get; } = written;

    /// <summary>Finds it when it comes again.</summary>
    public ulong Fingerprint { get; } = Chance.Fingerprint(from, id);

    /// <summary>How content that is more than a plain text is stored; null for a plain text.</summary>
    public byte[]? Structured { get; } = StructuredText.Pack(content, replyTo);
}

/// <summary>Content with everything that belongs to it, as the store keeps it.</summary>
internal sealed record StructuredText(MessageContent Content, string? ReplyTo)
{
    /// <returns>Null for a plain text, which is kept as it is.</returns>
    public static byte[]? Pack(MessageContent content, string? replyTo) => replyTo is null && content is { Kind: ContentKind.Text, ReplyTo: null, Mentions: null, LinkPreview: null }
        ? null
        : JsonSerializer.SerializeToUtf8Bytes(new StructuredText(content, replyTo), Json.Options);
}

/// <summary>A message as its phone shows it. Times are milliseconds since 1970.</summary>
/// <param name="Content">Null when the text was forgotten.</param>
internal sealed record PhoneMessage(string Id, string ProviderId, long From, MessageContent? Content, string? ReplyTo, long At, long? DeliveredAt, long? ReadAt, int Copies);

/// <summary>What a phone is like at the moment.</summary>
internal sealed record PhoneState(long Number, bool Online, int Received, int SawTyping);

/// <summary>What to change about a phone; null leaves it as it is.</summary>
/// <param name="ReplyWith">Empty stops the replies.</param>
internal sealed record PhoneChange(bool? Online = null, bool? Registered = null, IReadOnlyCollection<long>? Blocks = null, int? ReadAfterMs = null,
    int? DeliverAfterMs = null, string? ReplyWith = null);
