using System.Globalization;

namespace Parley.Channels.Simulator.Graph;

/// <summary>What happened in the world of phones, written as Meta's webhooks write it.</summary>
internal static class GraphWebhook
{
    public static object Body(GraphBusiness business, IEnumerable<GraphNews> batch) => new
    {
        @object = "whatsapp_business_account",
        entry = new[] { new { id = business.Settings.BusinessId, changes = batch.SelectMany(news => Changes(business, news)).ToList() } },
    };

    private static IEnumerable<object> Changes(GraphBusiness business, GraphNews news)
    {
        switch (news.Event)
        {
            case null:
                yield return new { field = news.Field, value = news.Value };
                break;
            case MessageReceived received:
                var hidden = business.Settings.HidesNumbers;
                var (digits, user) = (Bare(received.From), UserId(received.From));
                yield return Change("messages", business, news.Number!, new()
                {
                    ["contacts"] = new[] { new { profile = new { name = received.PushName ?? "Person " + digits[^4..] }, wa_id = hidden ? null : digits, user_id = user } },
                    ["messages"] = new[] { Message(received.ProviderId, received.Content, received.At, received.ReplyToProviderId, hidden ? null : digits, user, null) },
                });
                break;
            case MessageEchoed echoed:
                yield return Change("smb_message_echoes", business, news.Number!, new()
                {
                    ["message_echoes"] = new[] { Message(echoed.ProviderId, echoed.Content, echoed.At, null, GraphBusiness.Display(news.Number!.Settings.Phone), null, Bare(echoed.To)) },
                });
                break;
            case ReceiptReceived receipt:
                // Meta says that it sent a message before it says that it arrived; here both are told together.
                foreach (var status in receipt.Kind switch { ReceiptKind.Delivered => new[] { "sent", "delivered" }, ReceiptKind.Read => ["read"], ReceiptKind.Failed => ["failed"], _ => [] })
                    yield return Change("messages", business, news.Number!, new()
                    {
                        ["statuses"] = receipt.ProviderIds.Select(id => new
                        {
                            id,
                            status,
                            timestamp = Seconds(receipt.At),
                            recipient_id = news.Number!.Find(id)?.To,
                            biz_opaque_callback_data = news.Number.Find(id)?.CallbackData,
                            errors = status == "failed" ? new[] { new { code = GraphErrors.CodeOf(receipt.Reason!), title = receipt.Reason!.Slug, message = receipt.Reason.Sentence } } : null,
                        }),
                    });
                break;
        }
    }

    private static object Change(string field, GraphBusiness business, GraphNumber number, Dictionary<string, object> value)
    {
        value["messaging_product"] = "whatsapp";
        value["metadata"] = new { display_phone_number = GraphBusiness.Display(number.Settings.Phone), phone_number_id = number.Settings.Id };
        return new { field, value };
    }

    private static Dictionary<string, object?> Message(string id, MessageContent content, DateTimeOffset at, string? replyTo, string? from, string? user, string? to)
    {
        var (type, what) = Typed(content, replyTo);
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["id"] = id,
            ["from"] = from,
            ["from_user_id"] = user,
            ["to"] = to,
            ["timestamp"] = Seconds(at),
            ["type"] = type,
            [type] = what,
            ["context"] = replyTo is null || type == "reaction" ? null : new { id = replyTo },
        };
    }

    private static (string Type, object What) Typed(MessageContent content, string? replyTo) => content.Kind switch
    {
        ContentKind.Text when content.Choice is { } choice => ("interactive", new { type = "button_reply", button_reply = new { id = choice.Id, title = choice.Title } }),
        ContentKind.Text => ("text", new { body = content.Text ?? "" }),
        ContentKind.Image => ("image", File(content)),
        ContentKind.Video => ("video", File(content)),
        ContentKind.Audio => ("audio", File(content)),
        ContentKind.Voice => ("audio", File(content, voice: true)),
        ContentKind.Document => ("document", File(content)),
        ContentKind.Sticker => ("sticker", File(content)),
        ContentKind.Location => ("location", new { latitude = content.Location!.Latitude, longitude = content.Location.Longitude, name = content.Location.Name, address = content.Location.Address }),
        ContentKind.Contact => ("contacts", new[]
        {
            new
            {
                name = new { formatted_name = content.Contact!.Name, first_name = content.Contact.Name },
                phones = content.Contact.Phones.Select(phone => new { phone, wa_id = Bare(phone) }),
                org = content.Contact.Organization is null ? null : new { company = content.Contact.Organization },
            },
        }),
        ContentKind.Reaction => ("reaction", new { message_id = replyTo, emoji = content.Text }),
        // Polls and the like do not reach businesses.
        _ => ("unsupported", new { type = content.Kind.ToString().ToLowerInvariant() }),
    };

    private static object File(MessageContent content, bool voice = false)
    {
        var media = content.Media!;
        return new { id = GraphFiles.IdOf(media), mime_type = media.Type, sha256 = Convert.ToBase64String(Convert.FromHexString(media.Sha256)), caption = content.Text, filename = content.Kind == ContentKind.Document ? media.FileName : null, voice = voice ? true : (bool?)null };
    }

    private static string Bare(string number) => number.TrimStart('+');

    /// <summary>A business-scoped id, the same for the same person.</summary>
    internal static string UserId(string number) => "BR." + GraphIds.Of(Bare(number));

    private static string Seconds(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
