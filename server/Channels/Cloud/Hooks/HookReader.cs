using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Parley.Senders;

namespace Parley.Channels.Cloud;

/// <summary>What a webhook of Meta's says, as events of one sender. Whatever is missing or strange is left out or told as unsupported; nothing here throws.</summary>
internal static partial class HookReader
{
    /// <summary>Longest text that is taken; WhatsApp's own limit is far below.</summary>
    private const int LongestText = 65_536;

    /// <summary>The events of one change's <c>value</c> for a sender that is its number.</summary>
    /// <param name="now">For what comes without a time.</param>
    public static IEnumerable<ChannelEvent> Events(JsonElement value, SenderId sender, DateTimeOffset now)
    {
        foreach (var status in value.Items("statuses"))
            if (Receipt(status, sender, now) is { } receipt) yield return receipt;
        foreach (var message in value.Items("messages"))
            if (Received(message, value, sender, now) is { } received) yield return received;
        foreach (var echo in value.Items("message_echoes"))
            if (Echoed(echo, sender, now) is { } echoed) yield return echoed;
    }

    private static ReceiptReceived? Receipt(JsonElement status, SenderId sender, DateTimeOffset now)
    {
        if (Id(status, "id") is not { } id) return null;
        var word = status.TextOrNull("status");
        ReceiptKind? kind = word switch
        {
            "sent" => ReceiptKind.Sent,
            "delivered" => ReceiptKind.Delivered,
            "read" => ReceiptKind.Read,
            "played" => ReceiptKind.Played,
            "failed" => ReceiptKind.Failed,
            _ => null, // deleted, warning, and what may come
        };
        if (kind is null) return null;
        var error = kind == ReceiptKind.Failed ? status.Items("errors").Select(GraphError.Of).FirstOrDefault(one => one is not null) : null;
        var reason = kind != ReceiptKind.Failed ? null : error is null ? Reasons.ContentRefused : CloudErrors.Of(error, 0).Reason;
        return new ReceiptReceived(sender, DriverName.Cloud, $"{id}.{word}", [id], kind.Value, Time(status, now), reason, Id(status, "biz_opaque_callback_data"));
    }

    private static MessageReceived? Received(JsonElement message, JsonElement value, SenderId sender, DateTimeOffset now)
    {
        if (Id(message, "id") is not { } id || message.TextOrNull("type") == "system") return null; // changed numbers and the like: nobody wrote
        var from = message.TextOrNull("from");
        var contact = value.Items("contacts").FirstOrDefault(one => one.TextOrNull("wa_id") is { } number ? number == from : one.TextOrNull("user_id") == message.TextOrNull("from_user_id"));
        if (contact.ValueKind != JsonValueKind.Object) contact = value.Items("contacts").FirstOrDefault();
        var user = UserId(message.TextOrNull("from_user_id")) ?? UserId(contact.TextOrNull("user_id")) ?? UserId(from);
        var phone = Phone(from);
        if (phone is null && user is null) return null;
        var profile = contact.ObjectOrNone("profile");
        var (content, media) = Content(message);
        var answered = message.TextOrNull("type") == "reaction" ? Id(message.ObjectOrNone("reaction"), "message_id") : Id(message.ObjectOrNone("context"), "id");
        return new MessageReceived(sender, DriverName.Cloud, id, id, phone ?? user + "@bsuid", null, profile.TextOrNull("name") ?? profile.TextOrNull("username"), content, Time(message, now), answered, media)
        {
            BusinessUserId = user,
        };
    }

    private static MessageEchoed? Echoed(JsonElement echo, SenderId sender, DateTimeOffset now)
    {
        if (Id(echo, "id") is not { } id) return null;
        var to = echo.TextOrNull("to");
        var user = UserId(echo.TextOrNull("to_user_id")) ?? UserId(to);
        if ((Phone(to) ?? (user is null ? null : user + "@bsuid")) is not { } person) return null;
        var (content, media) = Content(echo);
        return new MessageEchoed(sender, DriverName.Cloud, "echo." + id, id, person, content, Time(echo, now), media);
    }

    private static (MessageContent Content, string? Media) Content(JsonElement message)
    {
        var type = message.TextOrNull("type") ?? "unknown";
        var what = message.ObjectOrNone(type);
        switch (type)
        {
            case "text": return (MessageContent.OfText(Text(what, "body") ?? ""), null);
            case "image": return File(ContentKind.Image, what, "image/jpeg");
            case "video": return File(ContentKind.Video, what, "video/mp4");
            case "document": return File(ContentKind.Document, what, "application/octet-stream");
            case "sticker": return File(ContentKind.Sticker, what, "image/webp");
            case "audio":
                var isVoice = what.ValueKind == JsonValueKind.Object && what.TryGetProperty("voice", out var voice) && voice.ValueKind == JsonValueKind.True;
                return File(isVoice ? ContentKind.Voice : ContentKind.Audio, what, "audio/ogg");
            case "location" when Number(what, "latitude") is { } latitude && Number(what, "longitude") is { } longitude:
                return (new MessageContent { Kind = ContentKind.Location, Location = new GeoLocation(latitude, longitude, Text(what, "name"), Text(what, "address")) }, null);
            case "contacts" when Cards(message) is [var first, ..] cards:
                var others = cards.Skip(1).Select(card => $"{card.Name} {string.Join(" ", card.Phones)}".TrimEnd()).ToList();
                return (new MessageContent { Kind = ContentKind.Contact, Contact = first, Text = others.Count > 0 ? string.Join("\n", others) : null }, null);
            case "reaction": return (new MessageContent { Kind = ContentKind.Reaction, Text = Text(what, "emoji") ?? "" }, null);
            // A template's quick reply.
            case "button": return (Chosen(Text(what, "payload"), Text(what, "text")), null);
            case "interactive":
                var reply = what.ObjectOrNone("button_reply") is { ValueKind: JsonValueKind.Object } button ? button : what.ObjectOrNone("list_reply");
                if (reply.ValueKind == JsonValueKind.Object) return (Chosen(Text(reply, "id"), Text(reply, "title")), null);
                break;
            case "unsupported" or "unknown":
                return (new MessageContent { Kind = ContentKind.Unsupported, Text = Text(message.ObjectOrNone("unsupported"), "type") ?? "unknown" }, null);
        }
        return (new MessageContent { Kind = ContentKind.Unsupported, Text = type.Length <= 40 ? type : type[..40] }, null);
    }

    private static MessageContent Chosen(string? id, string? title) => MessageContent.OfText(title ?? id ?? "") with { Choice = new ReplyChoice(id ?? title ?? "", title ?? id ?? "") };

    private static (MessageContent, string?) File(ContentKind kind, JsonElement file, string usual)
    {
        var caption = Text(file, "caption");
        if (Id(file, "id") is not { } id) return (new MessageContent { Kind = ContentKind.Unsupported, Text = caption ?? kind.ToString().ToLowerInvariant() }, null);
        var type = (file.TextOrNull("mime_type") ?? usual).Split(';')[0].Trim();
        if (type.Length is 0 or > 100) type = usual;
        var name = Text(file, "filename") ?? "";
        return (new MessageContent { Kind = kind, Text = string.IsNullOrEmpty(caption) ? null : caption, Media = new MediaReference(Guid.Empty, "", type, 0, name.Length <= 200 ? name : name[..200]) }, id);
    }

    private static List<ContactCard> Cards(JsonElement message) =>
    [
        .. message.Items("contacts").Select(card => new ContactCard(
            Text(card.ObjectOrNone("name"), "formatted_name") ?? Text(card.ObjectOrNone("name"), "first_name") ?? "",
            [.. card.Items("phones").Select(phone => Phone(phone.TextOrNull("wa_id")) ?? Text(phone, "phone") ?? "").Where(phone => phone.Length > 0).Take(20)],
            Text(card.ObjectOrNone("org"), "company"))),
    ];

    private static string? Text(JsonElement from, string name) => from.TextOrNull(name) is not { } text ? null : text.Length <= LongestText ? text : text[..LongestText];

    private static double? Number(JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number) ? number : null;

    // Ids become keys: what is longer than any of Meta's is none.
    private static string? Id(JsonElement from, string name) => from.TextOrNull(name) is { Length: > 0 and <= 512 } id && !id.AsSpan().ContainsAnyExceptInRange('!', '~') ? id : null;

    private static string? Phone(string? digits) => digits is not null && Digits().IsMatch(digits) ? "+" + digits.TrimStart('+') : null;

    private static string? UserId(string? text) => text is not null && BusinessUser().IsMatch(text) ? text : null;

    private static DateTimeOffset Time(JsonElement from, DateTimeOffset now)
    {
        var text = from.TextOrNull("timestamp") ?? (from.TryGetProperty("timestamp", out var raw) && raw.ValueKind == JsonValueKind.Number ? raw.GetRawText() : null);
        // A time to come is somebody's wrong clock; it must not keep a conversation's window open.
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < now.AddMinutes(5).ToUnixTimeSeconds() ? DateTimeOffset.FromUnixTimeSeconds(seconds) : now;
    }

    [GeneratedRegex(@"^\+?[1-9][0-9]{4,14}\z", RegexOptions.None, 1000)]
    private static partial Regex Digits();

    [GeneratedRegex(@"^[A-Za-z]{2}\.[A-Za-z0-9._-]{1,128}\z", RegexOptions.None, 1000)]
    private static partial Regex BusinessUser();
}
