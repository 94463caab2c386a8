using System.Text.Json.Serialization;

namespace Parley.Channels;

/// <summary>Kinds of content; <see cref="Text"/> is also the caption of media.</summary>
public enum ContentKind
{
    Text, Image, Video, Audio, Voice, Document, Sticker, Location, Contact, Reaction, Poll,

    /// <summary>A template that WhatsApp approved: the one thing that may be sent when the person has not written for a day.</summary>
    Template,

    /// <summary>A text with up to three buttons, or with a list to choose from.</summary>
    Interactive,

    /// <summary>Received, and of a kind that cannot be shown here; <see cref="MessageContent.Text"/> is the network's or its library's word for it. Nobody sends it.</summary>
    Unsupported,
}

public static class ContentKinds
{
    /// <summary>What a person types on a phone, and what every way to WhatsApp can send.</summary>
    public static IReadOnlySet<ContentKind> Plain { get; } = new HashSet<ContentKind>(Enum.GetValues<ContentKind>().Except([ContentKind.Template, ContentKind.Interactive, ContentKind.Unsupported]));

    /// <summary>All that can be sent at all.</summary>
    public static IReadOnlySet<ContentKind> Sendable { get; } = new HashSet<ContentKind>(Enum.GetValues<ContentKind>().Except([ContentKind.Unsupported]));
}

/// <summary>What a message says. One shape for all kinds: the fields that a kind does not use are null and are not written.
/// Templates have the same shape, with <c>{{placeholders}}</c> in the texts.</summary>
public sealed record MessageContent
{
    public required ContentKind Kind { get; init; }

    /// <summary>Text, or caption of image, video and document; question of a poll; emoji of a reaction (empty takes it back); what stands in the middle of a
    /// template (as far as it is known here) and of an interactive message.</summary>
    public string? Text { get; init; }

    public MediaReference? Media { get; init; }
    public GeoLocation? Location { get; init; }
    public ContactCard? Contact { get; init; }

    /// <summary>2 to 12 answers of a poll.</summary>
    public IReadOnlyList<string>? PollOptions { get; init; }

    /// <summary>Of a <see cref="ContentKind.Template"/>; its header's file is in <see cref="Media"/>, its header's place in <see cref="Location"/>.</summary>
    public TemplateMessage? Template { get; init; }

    /// <summary>Of an <see cref="ContentKind.Interactive"/>.</summary>
    public InteractiveMessage? Interactive { get; init; }

    /// <summary>The person answered by choosing a button or a row of a list; the text is its title.</summary>
    public ReplyChoice? Choice { get; init; }

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

/// <summary>Which approved template, and what is filled into it. Values may hold <c>{{placeholders}}</c> of ours until they are rendered.</summary>
/// <param name="Language">As the template has it, such as <c>pt_BR</c>.</param>
public sealed record TemplateMessage(string Name, string Language)
{
    /// <summary>Values of a header that is a text.</summary>
    public IReadOnlyList<string>? Header { get; init; }

    /// <summary>Values of the body, in their order.</summary>
    public IReadOnlyList<string>? Body { get; init; }

    /// <summary>Values of a template whose variables have names; of header and body alike.</summary>
    public IReadOnlyDictionary<string, string>? Named { get; init; }

    public IReadOnlyList<TemplateButton>? Buttons { get; init; }

    /// <summary>The same with other values.</summary>
    public TemplateMessage Map(Func<string, string> change) => this with
    {
        Header = Header is null ? null : [.. Header.Select(change)],
        Body = Body is null ? null : [.. Body.Select(change)],
        Named = Named?.ToDictionary(one => one.Key, one => change(one.Value), StringComparer.Ordinal),
        Buttons = Buttons is null ? null : [.. Buttons.Select(button => button with { Value = change(button.Value) })],
    };

    /// <summary>All its values.</summary>
    [JsonIgnore]
    public IEnumerable<string> Values => [.. Header ?? [], .. Body ?? [], .. Named?.Values ?? [], .. (Buttons ?? []).Select(button => button.Value)];
}

/// <param name="Index">Which of the template's buttons, from 0.</param>
/// <param name="Value">The end of its address, the code to copy, or what comes back when it is pressed.</param>
public sealed record TemplateButton(int Index, string Value);

/// <summary>A text with buttons or with a list; one of the two.</summary>
public sealed record InteractiveMessage
{
    public string? Header { get; init; }
    public string? Footer { get; init; }

    /// <summary>1 to 3.</summary>
    public IReadOnlyList<ReplyChoice>? Buttons { get; init; }

    public ChoiceList? List { get; init; }

    /// <summary>The same with other texts; ids stay.</summary>
    public InteractiveMessage Map(Func<string, string> change) => this with
    {
        Header = Header is null ? null : change(Header),
        Footer = Footer is null ? null : change(Footer),
        Buttons = Buttons is null ? null : [.. Buttons.Select(button => button with { Title = change(button.Title) })],
        List = List is null ? null : List with
        {
            Button = change(List.Button),
            Sections = [.. List.Sections.Select(section => section with
            {
                Title = section.Title is null ? null : change(section.Title),
                Rows = [.. section.Rows.Select(row => row with { Title = change(row.Title), Description = row.Description is null ? null : change(row.Description) })],
            })],
        },
    };

    /// <summary>All its texts.</summary>
    [JsonIgnore]
    public IEnumerable<string> Texts
    {
        get
        {
            var texts = new List<string>();
            Map(text =>
            {
                texts.Add(text);
                return text;
            });
            return texts;
        }
    }
}

/// <summary>Something to choose, or that was chosen.</summary>
/// <param name="Id">What programs know it by; up to 256 characters.</param>
/// <param name="Title">What people see.</param>
public sealed record ReplyChoice(string Id, string Title);

/// <param name="Button">What opens the list; up to 20 characters.</param>
/// <param name="Sections">With up to 10 rows in all.</param>
public sealed record ChoiceList(string Button, IReadOnlyList<ChoiceSection> Sections);

/// <param name="Title">Needed where there are several sections; up to 24 characters.</param>
public sealed record ChoiceSection(string? Title, IReadOnlyList<ChoiceRow> Rows);

/// <param name="Title">Up to 24 characters.</param>
/// <param name="Description">Up to 72 characters.</param>
public sealed record ChoiceRow(string Id, string Title, string? Description = null);
