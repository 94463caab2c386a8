using System.Globalization;

namespace Parley.Channels.Cloud;

/// <summary>A message as Meta's API takes it (POST /{number}/messages).</summary>
internal static class CloudContent
{
    /// <param name="mediaId">Meta's id of the content's file; null when it has none.</param>
    /// <param name="format">How the template's variables are told; only for templates.</param>
    public static Dictionary<string, object?> Body(Outgoing outgoing, string? mediaId, CloudTemplate? format = null)
    {
        var content = outgoing.Content;
        var body = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["messaging_product"] = "whatsapp",
            ["recipient_type"] = "individual",
            ["to"] = outgoing.To.TrimStart('+'),
            // Comes back with every status of it.
            ["biz_opaque_callback_data"] = outgoing.ProviderId,
        };
        if (outgoing.ReplyToProviderId is { } answered && content.Kind != ContentKind.Reaction) body["context"] = new { message_id = answered };
        var (type, what) = Typed(outgoing, mediaId, format);
        body["type"] = type;
        body[type] = what;
        return body;
    }

    private static (string Type, object What) Typed(Outgoing outgoing, string? mediaId, CloudTemplate? format)
    {
        var content = outgoing.Content;
        return content.Kind switch
        {
            ContentKind.Text => ("text", new { body = content.Text, preview_url = content.LinkPreview ?? true }),
            ContentKind.Image => ("image", new { id = mediaId, caption = content.Text }),
            ContentKind.Video => ("video", new { id = mediaId, caption = content.Text }),
            ContentKind.Document => ("document", new { id = mediaId, caption = content.Text, filename = content.Media!.FileName }),
            ContentKind.Audio => ("audio", new { id = mediaId }),
            ContentKind.Voice => ("audio", new { id = mediaId, voice = true }),
            ContentKind.Sticker => ("sticker", new { id = mediaId }),
            ContentKind.Location => ("location", Place(content.Location!)),
            ContentKind.Contact => ("contacts", new[] { Card(content.Contact!) }),
            ContentKind.Reaction => ("reaction", new { message_id = outgoing.ReplyToProviderId, emoji = content.Text ?? "" }),
            ContentKind.Template => ("template", OfTemplate(content, mediaId, format)),
            ContentKind.Interactive => ("interactive", OfInteractive(content)),
            var kind => throw new ArgumentOutOfRangeException(nameof(outgoing), kind, "The capabilities name a kind that is not written here."),
        };
    }

    private static object Place(GeoLocation place) => new { latitude = place.Latitude, longitude = place.Longitude, name = place.Name, address = place.Address };

    private static object Card(ContactCard card) => new
    {
        // Meta wants a formatted name and one part of it at least.
        name = new { formatted_name = card.Name, first_name = card.Name },
        phones = card.Phones.Select(phone => new { phone, wa_id = phone.TrimStart('+'), type = "CELL" }),
        org = card.Organization is null ? null : new { company = card.Organization },
    };

    private static object OfTemplate(MessageContent content, string? mediaId, CloudTemplate? format)
    {
        var template = content.Template!;
        var components = new List<object>();
        if (Header(content, mediaId, format) is { } header) components.Add(new { type = "header", parameters = new[] { header } });
        else if (template.Header is { Count: > 0 } heads) components.Add(new { type = "header", parameters = heads.Select(Text) });
        else if (Named(template, format?.HeaderVariables) is { Count: > 0 } namedHead) components.Add(new { type = "header", parameters = namedHead });

        if (template.Body is { Count: > 0 } values) components.Add(new { type = "body", parameters = values.Select(Text) });
        // Without the template at hand all names are the body's.
        else if (Named(template, format?.BodyVariables ?? [.. template.Named?.Keys ?? []]) is { Count: > 0 } named) components.Add(new { type = "body", parameters = named });

        foreach (var button in template.Buttons ?? [])
            components.Add(new
            {
                type = "button",
                sub_type = format?.ButtonType(button.Index) ?? "url",
                index = button.Index.ToString(CultureInfo.InvariantCulture),
                parameters = new[] { ButtonValue(format?.ButtonType(button.Index) ?? "url", button.Value) },
            });
        return new { name = template.Name, language = new { code = template.Language }, components = components.Count > 0 ? components : null };
    }

    private static object? Header(MessageContent content, string? mediaId, CloudTemplate? format)
    {
        if (content.Location is { } place) return new { type = "location", location = Place(place) };
        if (content.Media is not { } media || mediaId is null) return null;
        return (format?.HeaderFormat ?? media.Type.Split('/')[0]) switch
        {
            "image" => new { type = "image", image = new { id = mediaId } },
            "video" => new { type = "video", video = new { id = mediaId } },
            _ => new { type = "document", document = new { id = mediaId, filename = media.FileName } },
        };
    }

    private static object Text(string value) => new { type = "text", text = value };

    private static List<object> Named(TemplateMessage template, IReadOnlyList<string>? names) => template.Named is not { } values || names is null ? []
        : [.. names.Where(values.ContainsKey).Select(name => (object)new { type = "text", parameter_name = name, text = values[name] })];

    private static object ButtonValue(string type, string value) => type switch
    {
        "quick_reply" => new { type = "payload", payload = value },
        "copy_code" => new { type = "coupon_code", coupon_code = value },
        _ => new { type = "text", text = value },
    };

    private static object OfInteractive(MessageContent content)
    {
        var interactive = content.Interactive!;
        var header = interactive.Header is null ? null : new { type = "text", text = interactive.Header };
        var footer = interactive.Footer is null ? null : new { text = interactive.Footer };
        var text = new { text = content.Text };
        return interactive.List is { } list
            ? new
            {
                type = "list",
                header,
                body = text,
                footer,
                action = new
                {
                    button = list.Button,
                    sections = list.Sections.Select(section => new { title = section.Title, rows = section.Rows.Select(row => new { id = row.Id, title = row.Title, description = row.Description }) }),
                },
            }
            : new
            {
                type = "button",
                header,
                body = text,
                footer,
                action = new { buttons = (interactive.Buttons ?? []).Select(button => new { type = "reply", reply = new { id = button.Id, title = button.Title } }) },
            };
    }
}
