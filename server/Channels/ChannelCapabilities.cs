using System.Text.Json.Serialization;

namespace Parley.Channels;

/// <summary>What a driver can do, as data: used to refuse before queueing, shown in the dashboard, and read by the contract suite.</summary>
public sealed record ChannelCapabilities
{
    /// <summary>Kinds of content it can send.</summary>
    public required IReadOnlySet<ContentKind> Content { get; init; }

    /// <summary>Longest text in UTF-16 code units.</summary>
    public required int MaxTextLength { get; init; }

    /// <summary>Largest media file in bytes, by kind; a kind that is missing has no limit but the server's own.</summary>
    public required IReadOnlyDictionary<ContentKind, long> MaxMediaBytes { get; init; }

    /// <summary>The message id can be chosen by the sender of a message.</summary>
    public required bool ChoosesMessageId { get; init; }

    /// <summary>A repeat with the same chosen id reaches the person once, so an unknown outcome may be tried again.</summary>
    public required bool DeduplicatesById { get; init; }

    /// <summary>How many sends one session takes at once when its pacing is <c>none</c>.</summary>
    public required int MaxInFlight { get; init; }

    public required bool Receipts { get; init; }
    public required bool Typing { get; init; }
    public required bool NumberCheck { get; init; }
    public required bool PairsByQr { get; init; }
    public required bool PairsByCode { get; init; }
    public required bool Edits { get; init; }
    public required bool Deletes { get; init; }

    /// <summary>A session lives on a connection that can be lost, or be taken over by a second login. False: every call stands for itself.</summary>
    public bool HoldsConnection { get; init; } = true;

    /// <summary>What the sender's own phone writes is told as <see cref="MessageEchoed"/>.</summary>
    public bool Echoes { get; init; } = true;

    /// <summary>Free-form messages are allowed only this long after the person's last message; null is no such rule.</summary>
    public TimeSpan? FreeFormWindow { get; init; }

    /// <summary>A person has to link it before it connects. False: what it connects with is set up for the whole install or the business.</summary>
    [JsonIgnore]
    public bool IsLinked => PairsByQr || PairsByCode;

    /// <summary>How many sessions of one server may connect at the same time, so that a restart is no storm at the network's door; null is no limit. Of no use to who sends.</summary>
    [JsonIgnore]
    public int? ConnectsAtOnce { get; init; }

    /// <summary>Why this driver cannot send the content, in a sentence; null when it can.</summary>
    public string? Objection(MessageContent content)
    {
        if (!Content.Contains(content.Kind)) return $"This driver cannot send {content.Kind.ToString().ToLowerInvariant()} messages.";
        if (content.Text is { } text && text.Length > MaxTextLength) return $"The text has {text.Length} characters; this driver sends at most {MaxTextLength}.";
        if (content.Media is { } media && MaxMediaBytes.TryGetValue(content.Kind, out var most) && media.Bytes > most)
            return $"The file has {media.Bytes} bytes; this driver sends at most {most} for this kind.";
        return null;
    }
}
