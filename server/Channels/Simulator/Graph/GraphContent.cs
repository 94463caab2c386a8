using System.Text.Json;

namespace Parley.Channels.Simulator.Graph;

/// <summary>Reads a message out of a call of the pretend Graph API, as strictly as the real one where programs get it wrong.</summary>
internal static class GraphContent
{
    public static (MessageContent? Content, string? ReplyTo, (int Code, string Message)? Objection) Read(JsonElement body, GraphFiles files, IReadOnlyList<GraphTemplate> templates)
    {
        (MessageContent?, string?, (int, string)?) Wrong(string message, int code = 100) => (null, null, (code, message));
        if (Text(body, "messaging_product") != "whatsapp") return Wrong("The parameter messaging_product is required.");
        var type = Text(body, "type") ?? "text";
        if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty(type, out var what)) return Wrong($"The parameter {type} is required.");
        var replyTo = body.TryGetProperty("context", out var context) ? Text(context, "message_id") : null;
        switch (type)
        {
            case "text":
                return Text(what, "body") is not { Length: > 0 and <= 4096 } text ? Wrong("Param text['body'] must be at most 4096 characters long.")
                    : (MessageContent.OfText(text), replyTo, null);
            case "image" or "video" or "document" or "audio" or "sticker":
                if (Text(what, "id") is not { } id || files.Find(id) is not { } media) return Wrong($"Param {type}['id'] is no uploaded file.");
                var isVoice = type == "audio" && what.TryGetProperty("voice", out var voice) && voice.ValueKind == JsonValueKind.True;
                var kind = isVoice ? ContentKind.Voice : Enum.Parse<ContentKind>(type, ignoreCase: true);
                if (type == "document" && Text(what, "filename") is { } name) media = media with { FileName = name };
                return (new MessageContent { Kind = kind, Text = Text(what, "caption"), Media = media }, replyTo, null);
            case "location":
                if (!what.TryGetProperty("latitude", out var latitude) || !what.TryGetProperty("longitude", out var longitude)) return Wrong("Param location is missing latitude or longitude.");
                return (new MessageContent { Kind = ContentKind.Location, Location = new GeoLocation(latitude.GetDouble(), longitude.GetDouble(), Text(what, "name"), Text(what, "address")) }, replyTo, null);
            case "contacts":
                if (what.ValueKind != JsonValueKind.Array || what.GetArrayLength() == 0 || !what[0].TryGetProperty("name", out var names) || Text(names, "formatted_name") is not { } formatted || Text(names, "first_name") is null)
                    return Wrong("Param contacts needs name['formatted_name'] and one more part of the name.");
                return (new MessageContent
                {
                    Kind = ContentKind.Contact,
                    Contact = new ContactCard(formatted, [.. Items(what[0], "phones").Select(phone => Text(phone, "phone") ?? "")], what[0].TryGetProperty("org", out var org) ? Text(org, "company") : null),
                }, replyTo, null);
            case "reaction":
                return Text(what, "message_id") is not { } reacted ? Wrong("Param reaction['message_id'] is required.") : (new MessageContent { Kind = ContentKind.Reaction, Text = Text(what, "emoji") ?? "" }, reacted, null);
            case "interactive": return Interactive(what) is { } interactive ? (interactive, replyTo, null) : Wrong("Param interactive is incomplete.");
            case "template": return Template(what, files, templates) is var (template, objection) && template is not null ? (template, replyTo, null) : (null, null, objection);
            default: return Wrong("Message type is not currently supported.", 131051);
        }
    }

    private static MessageContent? Interactive(JsonElement what)
    {
        if (!what.TryGetProperty("body", out var body) || Text(body, "text") is not { Length: > 0 and <= 1024 } text || !what.TryGetProperty("action", out var action)) return null;
        string? Part(string name) => what.TryGetProperty(name, out var part) ? Text(part, "text") : null;
        var message = new InteractiveMessage { Header = Part("header"), Footer = Part("footer") };
        if (Text(what, "type") == "button")
        {
            var buttons = Items(action, "buttons").Select(button => button.TryGetProperty("reply", out var reply) ? new ReplyChoice(Text(reply, "id") ?? "", Text(reply, "title") ?? "") : null).OfType<ReplyChoice>().ToList();
            if (buttons.Count is 0 or > 3 || buttons.Exists(button => button.Title.Length is 0 or > 20 || button.Id.Length is 0 or > 256)) return null;
            return new MessageContent { Kind = ContentKind.Interactive, Text = text, Interactive = message with { Buttons = buttons } };
        }
        var sections = Items(action, "sections").Select(section => new ChoiceSection(Text(section, "title"),
            [.. Items(section, "rows").Select(row => new ChoiceRow(Text(row, "id") ?? "", Text(row, "title") ?? "", Text(row, "description")))])).ToList();
        var rows = sections.SelectMany(section => section.Rows).ToList();
        if (Text(action, "button") is not { Length: > 0 and <= 20 } open || rows.Count is 0 or > 10 || rows.Exists(row => row.Title.Length is 0 or > 24 || row.Id.Length is 0 or > 200)) return null;
        return new MessageContent { Kind = ContentKind.Interactive, Text = text, Interactive = message with { List = new ChoiceList(open, sections) } };
    }

    private static (MessageContent? Content, (int, string)? Objection) Template(JsonElement what, GraphFiles files, IReadOnlyList<GraphTemplate> templates)
    {
        var language = what.TryGetProperty("language", out var spoken) ? Text(spoken, "code") : null;
        if (Text(what, "name") is not { } name || language is null) return (null, (100, "Param template['name'] and template['language'] are required."));
        if (templates.FirstOrDefault(one => one.Name == name && one.Language == language) is not { } template) return (null, (132001, $"Template name does not exist in the translation: {name} {language}."));
        if (template.Status == "PAUSED") return (null, (132015, "Template is paused."));
        if (template.Status != "APPROVED") return (null, (132001, $"Template {name} is not approved."));
        var body = Items(what, "components").Where(part => Text(part, "type") == "body").SelectMany(part => Items(part, "parameters")).ToList();
        var text = template.Components.ValueKind == JsonValueKind.Array ? template.Components.EnumerateArray().Where(part => Text(part, "type") == "BODY").Select(part => Text(part, "text")).FirstOrDefault() ?? "" : "";
        var wanted = System.Text.RegularExpressions.Regex.Matches(text, @"\{\{\s*(?<name>\w+)\s*\}\}", System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Select(found => found.Groups["name"].Value).Distinct(StringComparer.Ordinal).ToList();
        if (wanted.Count != body.Count) return (null, (132000, $"Number of parameters does not match: body: number of localizable_params ({body.Count}) does not match the expected number of params ({wanted.Count})."));
        var named = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < body.Count; i++)
        {
            var key = Text(body[i], "parameter_name") ?? (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
            if (!wanted.Contains(key, StringComparer.Ordinal)) return (null, (132012, $"Parameter name {key} does not match."));
            named[key] = Text(body[i], "text") ?? "";
            text = text.Replace("{{" + key + "}}", named[key], StringComparison.Ordinal);
        }
        var header = Items(what, "components").Where(part => Text(part, "type") == "header").SelectMany(part => Items(part, "parameters")).FirstOrDefault();
        var media = header.ValueKind == JsonValueKind.Object && Text(header, "type") is { } type && header.TryGetProperty(type, out var file) && Text(file, "id") is { } id ? files.Find(id) : null;
        return (new MessageContent
        {
            Kind = ContentKind.Template,
            Text = text,
            Media = media,
            Template = new TemplateMessage(name, language) { Body = template.ParameterFormat == "NAMED" || named.Count == 0 ? null : [.. named.Values], Named = template.ParameterFormat == "NAMED" ? named : null },
        }, null);
    }

    public static string? Text(JsonElement from, string name) => from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static JsonElement.ArrayEnumerator Items(JsonElement from, string name) => from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : default;
}
