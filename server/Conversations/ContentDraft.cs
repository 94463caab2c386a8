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

    /// <summary>A template that WhatsApp approved, with what is filled in. Only for senders of the official API; may be sent at any time.</summary>
    public ApprovedTemplateDraft? Template { get; init; }

    /// <summary>A text with up to three buttons, or with a list to choose from. Only for senders of the official API.</summary>
    public InteractiveDraft? Interactive { get; init; }

    /// <summary>Id of the message that is answered.</summary>
    public MessageId? ReplyTo { get; init; }

    /// <summary>Numbers that the text mentions, up to 100.</summary>
    [MaxLength(100)]
    public IReadOnlyList<string>? Mentions { get; init; }

    /// <summary>Whether a link in the text shows a preview; left out, the driver decides.</summary>
    public bool? LinkPreview { get; init; }
}

/// <summary>An approved template. A header of image, video or document takes <c>mediaId</c> beside it, a header of a place <c>location</c>.</summary>
/// <param name="Name">As WhatsApp has it: small letters, digits and underscores.</param>
/// <param name="Language">As WhatsApp has it, such as pt_BR.</param>
/// <param name="Header">Values of a header that is a text.</param>
/// <param name="Body">Values of the body, in their order.</param>
/// <param name="Named">Values by name, for templates whose variables have names.</param>
/// <param name="Buttons">Values of buttons that need one.</param>
public sealed record ApprovedTemplateDraft([Required, StringLength(512)] string Name, [Required, StringLength(16)] string Language, [MaxLength(10)] IReadOnlyList<string>? Header = null,
    [MaxLength(100)] IReadOnlyList<string>? Body = null, [MaxLength(100)] IReadOnlyDictionary<string, string>? Named = null, [MaxLength(10)] IReadOnlyList<TemplateButton>? Buttons = null);

/// <summary>A text with buttons or with a list; one of the two.</summary>
/// <param name="Body">Up to 1024 characters.</param>
/// <param name="Header">Up to 60 characters.</param>
/// <param name="Footer">Up to 60 characters.</param>
/// <param name="Buttons">1 to 3, each with a title of up to 20 characters.</param>
public sealed record InteractiveDraft([Required, StringLength(1024)] string Body, [StringLength(60)] string? Header = null, [StringLength(60)] string? Footer = null,
    [MaxLength(3)] IReadOnlyList<ReplyChoice>? Buttons = null, ChoiceList? List = null);

/// <param name="Options">2 to 12 different answers of up to 100 characters.</param>
public sealed record PollDraft([Required, StringLength(255)] string Question, [Required, MinLength(2), MaxLength(12)] IReadOnlyList<string> Options);

/// <param name="Emoji">Empty takes the reaction back.</param>
public sealed record ReactionDraft(MessageId MessageId, [StringLength(32)] string? Emoji);
