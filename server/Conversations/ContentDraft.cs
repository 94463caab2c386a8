using System.ComponentModel.DataAnnotations;
using Parley.Channels;
using Parley.Media;

namespace Parley.Conversations;

/// <summary>What a message says, as a caller writes it: a text, or one other kind of content with a caption. Templates are written the same way,
/// with <c>{{placeholders}}</c> in their texts. <see cref="ReadContent"/> turns it into what is stored.</summary>
public record ContentDraft
{
    /// <summary>Text of the message, or caption of the file.</summary>
    [StringLength(ReadContent.MaxText)]
    public string? Text { get; init; }

    /// <summary>Id of an uploaded file (<c>POST /api/media</c>).</summary>
    public MediaId? MediaId { get; init; }

    /// <summary>How the file is sent: image, video, audio, voice, document or sticker; left out, as its type suggests.</summary>
    public ContentKind? SendAs { get; init; }

    public GeoLocation? Location { get; init; }
    public ContactCard? Contact { get; init; }
    public PollDraft? Poll { get; init; }
    public ReactionDraft? Reaction { get; init; }

    /// <summary>Id of the message that is answered.</summary>
    public MessageId? ReplyTo { get; init; }

    /// <summary>Numbers that the text mentions, up to 100.</summary>
    [MaxLength(100)]
    public IReadOnlyList<string>? Mentions { get; init; }

    /// <summary>Whether a link in the text shows a preview; left out, the driver decides.</summary>
    public bool? LinkPreview { get; init; }
}

/// <param name="Options">2 to 12 different answers of up to 100 characters.</param>
public sealed record PollDraft([Required, StringLength(255)] string Question, [Required, MinLength(2), MaxLength(12)] IReadOnlyList<string> Options);

/// <param name="Emoji">Empty takes the reaction back.</param>
public sealed record ReactionDraft(MessageId MessageId, [StringLength(32)] string? Emoji);
