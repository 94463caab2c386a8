using System.Text.Json.Serialization;

namespace Parley.Channels;

/// <summary>Kinds of content; <see cref="Text"/> is also the caption of media.</summary>
public enum ContentKind { Text, Image, Video, Audio, Voice, Document, Sticker, Location, Contact, Reaction, Poll }

/// <summary>What a message says. One shape for all kinds: the fields that a kind does not use are null and are not written.
/// Templates have the same shape, with <c>{{placeholders}}</c> in the texts.</summary>
public sealed record MessageContent
{
    public required ContentKind Kind { get; init; }

    /// <summary>Text, or caption of image, video and document; question of a poll; emoji of a reaction (empty takes it back).</summary>
    public string? Text { get; init; }

    public MediaReference? Media { get; init; }
    public GeoLocation? Location { get; init; }
    public ContactCard? Contact { get; init; }

    /// <summary>2 to 12 answers of a poll.</summary>
    public IReadOnlyList<string>? PollOptions { get; init; }

    /// <summary>The ledger's id of the message that is answered or reacted to.</summary>
    public Guid? ReplyTo { get; init; }

    /// <summary>Numbers (E.164) that the text mentions.</summary>
    public IReadOnlyList<string>? Mentions { get; init; }

    /// <summary>Null leaves it to the driver.</summary>
    public bool? LinkPreview { get; init; }

    public static MessageContent OfText(string text) => new() { Kind = ContentKind.Text, Text = text };

    [JsonIgnore]
    public bool IsMedia => Kind is ContentKind.Image or ContentKind.Video or ContentKind.Audio or ContentKind.Voice or ContentKind.Document or ContentKind.Sticker;
}

/// <summary>A stored attachment.</summary>
/// <param name="Id">Id of the upload (<c>POST /api/media</c>).</param>
/// <param name="Sha256">Lower-case hex digest; the store is addressed by it.</param>
/// <param name="Type">Sniffed media type such as <c>image/png</c>.</param>
public sealed record MediaReference(Guid Id, string Sha256, string Type, long Bytes, string FileName);

/// <param name="Latitude">Degrees, −90 to 90.</param>
/// <param name="Longitude">Degrees, −180 to 180.</param>
public sealed record GeoLocation(double Latitude, double Longitude, string? Name = null, string? Address = null);

public sealed record ContactCard(string Name, IReadOnlyList<string> Phones, string? Organization = null);
