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

/// <summary>A message as a phone shows it, the one that got it or the one that wrote it. Times are milliseconds since 1970.</summary>
/// <param name="Content">Null when the text was forgotten.</param>
internal sealed record PhoneMessage(string Id, string ProviderId, long From, long To, MessageContent? Content, string? ReplyTo, long At, long? DeliveredAt, long? ReadAt, int Copies);

/// <summary>A message that a phone wrote; it lies with the phone that got it.</summary>
/// <param name="Nth">Which of those that the phone wrote, from 1.</param>
/// <param name="Sequence">Of the message, in the district of the phone that got it.</param>
internal readonly record struct Written(long To, int Nth, uint Sequence);

/// <summary>What a phone is like at the moment.</summary>
/// <param name="Registered">Null: as the world's rate says.</param>
/// <param name="ReadAfterMs">Null: the world's.</param>
/// <param name="DeliverAfterMs">Null: the world's.</param>
/// <param name="ReplyWith">Null: it answers nothing by itself.</param>
internal sealed record PhoneState(long Number, bool Online, int Received, int SawTyping, bool? Registered, IReadOnlyList<long> Blocks, int? ReadAfterMs, int? DeliverAfterMs, string? ReplyWith);

/// <summary>What to change about a phone; what is not set stays as it is.</summary>
/// <param name="Registered">Null: as the world's rate says again.</param>
/// <param name="ReadAfterMs">Null: the world's again.</param>
/// <param name="DeliverAfterMs">Null: the world's again.</param>
/// <param name="ReplyWith">Null and empty stop the replies.</param>
internal sealed record PhoneChange(bool? Online = null, Optional<bool?> Registered = default, IReadOnlyCollection<long>? Blocks = null, Optional<int?> ReadAfterMs = default,
    Optional<int?> DeliverAfterMs = default, Optional<string?> ReplyWith = default);
