using Parley.Channels;
using Parley.Contacts.Numbers;
using Parley.Media;
using Parley.Platform.Data;

namespace Parley.Conversations;

/// <summary>Turns what a caller wrote into what is stored and sent, or says which field is wrong.</summary>
public static class ReadContent
{
    /// <summary>UTF-16 code units; drivers may allow less.</summary>
    public const int MaxText = 65_536;

    /// <summary>A field that is wrong, and a sentence about it.</summary>
    public sealed record Wrong(string Field, string Sentence);

    /// <summary>The content, or what is wrong with it.</summary>
    public readonly record struct Result(MessageContent? Content, Wrong? Wrong);

    /// <param name="region">Where numbers without a country code are from.</param>
    public static async Task<Result> Read(Db db, TenantId tenant, ContentDraft draft, string? region, CancellationToken cancellationToken)
    {
        MediaReference? media = null;
        if (draft.MediaId is { } id)
        {
            media = await FindMedia.Reference(db, tenant, id, cancellationToken);
            if (media is null) return new(null, new("mediaId", "There is no uploaded file with this id."));
        }
        return new(Read(draft, media, region, out var wrong), wrong);
    }

    private static MessageContent? Read(ContentDraft draft, MediaReference? media, string? region, out Wrong? wrong)
    {
        wrong = null;
        if (draft.Template is not null) return OfTemplate(draft, media, region, out wrong);
        if (draft.Interactive is not null) return OfInteractive(draft, media, out wrong);
        var kinds = (draft.Location is null ? 0 : 1) + (draft.Contact is null ? 0 : 1) + (draft.Poll is null ? 0 : 1) + (draft.Reaction is null ? 0 : 1) + (media is null ? 0 : 1);
        if (kinds > 1) wrong = new("text", "A message has one kind of content: send a file, a location, a contact, a poll and a reaction one by one.");
        else if (kinds == 1 && media is null && draft.Text is not null) wrong = new("text", "A location, a contact, a poll or a reaction has no text beside it; send the text as a message of its own.");
        else if (kinds == 0 && string.IsNullOrWhiteSpace(draft.Text)) wrong = new("text", "The message is empty: give a text, a file, a location, a contact, a poll or a reaction.");
        if (wrong is not null) return null;

        var content = draft switch
        {
            _ when media is not null => OfMedia(media, draft.SendAs, draft.Text, out wrong),
            { Location: { } location } => OfLocation(location, out wrong),
            { Contact: { } contact } => OfContact(contact, region, out wrong),
            { Poll: { } poll } => OfPoll(poll, out wrong),
            { Reaction: { } reaction } => new MessageContent { Kind = ContentKind.Reaction, Text = reaction.Emoji ?? "", ReplyTo = reaction.MessageId.Value },
            _ => MessageContent.OfText(draft.Text!),
        };
        if (content is null) return null;
        if (draft.ReplyTo is { } replyTo) content = content with { ReplyTo = replyTo.Value };
        if (Numbers(draft.Mentions, region, "mentions", out wrong) is not { } mentions) return null;
        return content with { Mentions = mentions.Count > 0 ? mentions : null, LinkPreview = draft.LinkPreview };
    }

    private static MessageContent? OfMedia(MediaReference media, ContentKind? sendAs, string? caption, out Wrong? wrong)
    {
        var kind = sendAs ?? FileTypes.SendAs(media.Type)[0];
        wrong = !FileTypes.Suits(media.Type, kind) ? new("sendAs", $"A file of type {media.Type} can be sent as: {string.Join(", ", FileTypes.SendAs(media.Type).Select(Words<ContentKind>.Of))}.")
            : kind is ContentKind.Audio or ContentKind.Voice or ContentKind.Sticker && !string.IsNullOrEmpty(caption) ? new("text", "Sounds and stickers have no caption; send the text as a message of its own.")
            : null;
        return wrong is null ? new MessageContent { Kind = kind, Media = media, Text = string.IsNullOrEmpty(caption) ? null : caption } : null;
    }

    private static MessageContent? OfLocation(GeoLocation location, out Wrong? wrong)
    {
        wrong = location is { Latitude: >= -90 and <= 90, Longitude: >= -180 and <= 180 } ? null
            : new("location", "latitude must be from -90 to 90 and longitude from -180 to 180.");
        if (location.Name is { Length: > 200 } || location.Address is { Length: > 500 }) wrong = new("location", "The name may have 200 characters and the address 500.");
        return wrong is null ? new MessageContent { Kind = ContentKind.Location, Location = location } : null;
    }

    private static MessageContent? OfContact(ContactCard contact, string? region, out Wrong? wrong)
    {
        if (string.IsNullOrWhiteSpace(contact.Name) || contact.Name.Length > 200 || contact.Organization is { Length: > 200 } || contact.Phones is not { Count: >= 1 and <= 20 })
        {
            wrong = new("contact", "A contact has a name of up to 200 characters and 1 to 20 phones.");
            return null;
        }
        return Numbers(contact.Phones, region, "contact", out wrong) is { } phones ? new MessageContent { Kind = ContentKind.Contact, Contact = contact with { Phones = phones } } : null;
    }

    private static MessageContent? OfPoll(PollDraft poll, out Wrong? wrong)
    {
        wrong = poll.Options.Any(option => string.IsNullOrWhiteSpace(option) || option.Length > 100) || poll.Options.Distinct(StringComparer.Ordinal).Count() < poll.Options.Count
            ? new("poll", "A poll has 2 to 12 different answers of 1 to 100 characters.") : null;
        return wrong is null ? new MessageContent { Kind = ContentKind.Poll, Text = poll.Question, PollOptions = poll.Options } : null;
    }

    private static MessageContent? OfTemplate(ContentDraft draft, MediaReference? media, string? region, out Wrong? wrong)
    {
        var template = draft.Template!;
        wrong = draft is { Text: not null } or { Contact: not null } or { Poll: not null } or { Reaction: not null } or { Interactive: not null } or { SendAs: not null } ? new("template", "A template brings its own text: beside it stand only the file or the place of its header.")
            : media is not null && draft.Location is not null ? new("template", "The header of a template is a file or a place, not both.")
            : template.Name.Length == 0 || template.Name.Any(c => c is not (>= 'a' and <= 'z' or >= '0' and <= '9' or '_')) ? new("template", "The name of a template has small letters, digits and underscores only.")
            : template.Language.Length < 2 || template.Language.Any(c => !char.IsAsciiLetter(c) && c != '_') ? new("template", "The language of a template is written as WhatsApp has it, such as pt_BR.")
            : null;
        GeoLocation? location = null;
        if (wrong is null && draft.Location is not null) location = OfLocation(draft.Location, out wrong)?.Location;
        if (wrong is not null) return null;
        var filled = new TemplateMessage(template.Name, template.Language)
        {
            Header = template.Header is { Count: > 0 } ? template.Header : null,
            Body = template.Body is { Count: > 0 } ? template.Body : null,
            Named = template.Named is { Count: > 0 } ? template.Named : null,
            Buttons = template.Buttons is { Count: > 0 } ? template.Buttons : null,
        };
        if (filled.Values.Any(value => value is null || value.Length > 1024) || filled.Named?.Keys.Any(name => name.Length is 0 or > 100) == true || filled.Buttons?.Any(button => button.Index is < 0 or > 9) == true)
        {
            wrong = new("template", "A value of a template has up to 1024 characters, and its buttons are numbered from 0 to 9.");
            return null;
        }
        return new MessageContent { Kind = ContentKind.Template, Template = filled, Media = media, Location = location, ReplyTo = draft.ReplyTo?.Value };
    }

    private static MessageContent? OfInteractive(ContentDraft draft, MediaReference? media, out Wrong? wrong)
    {
        var interactive = draft.Interactive!;
        wrong = draft is { Text: not null } or { Contact: not null } or { Poll: not null } or { Reaction: not null } or { Location: not null } || media is not null ? new("interactive", "A message with buttons or a list has its text in body, and nothing else beside it.")
            : string.IsNullOrWhiteSpace(interactive.Body) ? new("interactive", "A message with buttons or a list needs a body.")
            : interactive.Buttons is { Count: > 0 } == interactive.List is not null ? new("interactive", "Give 1 to 3 buttons, or a list.")
            : interactive.Buttons?.Any(button => button is not { Id: { Length: > 0 and <= 256 }, Title: { Length: > 0 and <= 20 } }) == true ? new("interactive", "A button has an id of up to 256 characters and a title of up to 20.")
            : interactive.Buttons?.Select(button => button.Id).Distinct(StringComparer.Ordinal).Count() < interactive.Buttons?.Count ? new("interactive", "Two buttons have the same id.")
            : interactive.List is { } list ? OfList(list) : null;
        return wrong is not null ? null : new MessageContent
        {
            Kind = ContentKind.Interactive,
            Text = interactive.Body,
            Interactive = new InteractiveMessage { Header = interactive.Header, Footer = interactive.Footer, Buttons = interactive.Buttons is { Count: > 0 } ? interactive.Buttons : null, List = interactive.List },
            ReplyTo = draft.ReplyTo?.Value,
        };
    }

    private static Wrong? OfList(ChoiceList list)
    {
        var rows = list.Sections is null || list.Sections.Any(section => section?.Rows is null) ? [] : list.Sections.SelectMany(section => section.Rows).ToList();
        return list.Button is not { Length: > 0 and <= 20 } ? new("interactive", "What opens the list has 1 to 20 characters.")
            : rows.Count is 0 or > 10 ? new("interactive", "A list has 1 to 10 rows in all.")
            : list.Sections!.Count > 1 && list.Sections.Any(section => section.Title is not { Length: > 0 and <= 24 }) ? new("interactive", "Where a list has several sections, each has a title of up to 24 characters.")
            : list.Sections.Any(section => section.Title is { Length: > 24 }) || rows.Exists(row => row is not { Id: { Length: > 0 and <= 200 }, Title: { Length: > 0 and <= 24 } } || row.Description is { Length: > 72 })
                ? new("interactive", "A row has an id of up to 200 characters, a title of up to 24, and a description of up to 72.")
            : rows.Select(row => row.Id).Distinct(StringComparer.Ordinal).Count() < rows.Count ? new("interactive", "Two rows have the same id.")
            : null;
    }

    private static List<string>? Numbers(IReadOnlyList<string>? texts, string? region, string field, out Wrong? wrong)
    {
        wrong = null;
        var numbers = new List<string>(texts?.Count ?? 0);
        foreach (var text in texts ?? [])
        {
            if (!PhoneNumber.TryParse(text, region, out var number, out var problem))
            {
                wrong = new(field, problem.Sentence());
                return null;
            }
            numbers.Add(number.ToString());
        }
        return numbers;
    }
}
