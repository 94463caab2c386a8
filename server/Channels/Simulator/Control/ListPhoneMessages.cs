using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Channels.Simulator.Phones;
using Parley.Identity;
using Parley.Platform.Http;

namespace Parley.Channels.Simulator.Control;

/// <summary>GET /api/simulator/phones/{number}/messages: what was sent to the phone, the newest first.</summary>
public static class ListPhoneMessages
{
    /// <param name="Id">The phone's own id of it.</param>
    /// <param name="At">When the network took it.</param>
    /// <param name="DeliveredAt">Null while the phone is offline or the delivery is on its way.</param>
    /// <param name="Copies">How often the network was handed this provider id; the phone shows it once.</param>
    public sealed record Item(string Id, string ProviderId, string From, string? Text, PhoneMedia? Media, DateTimeOffset At, DateTimeOffset? DeliveredAt, DateTimeOffset? ReadAt, int Copies);

    /// <param name="Kind">image, video, audio, voice, document or sticker.</param>
    /// <param name="Type">The media type, such as image/png.</param>
    /// <param name="Url">Where the file can be fetched while the world still has it.</param>
    public sealed record PhoneMedia(ContentKind Kind, string Type, long Bytes, string Sha256, string FileName, string Url);

    internal static Results<Ok<Page<Item>>, ProblemHttpResult> Handle(string number, Caller caller, Worlds worlds, int? limit, string? cursor)
    {
        if (!PhoneNumbers.TryRead(number, "number", out var phone, out var problem)) return problem;
        if (!PageRequest.TryRead(limit, cursor, out var page, out var pageProblem)) return pageProblem!;
        uint? before = null;
        if (page.After is not null)
        {
            if (!uint.TryParse(page.After, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)) return Problems.Validation.Field("cursor", "cursor must be a nextCursor of an earlier answer.");
            before = sequence;
        }
        var found = worlds.Of(caller.Tenant).DistrictOf(phone).Messages(phone, before, page.Size + 1);
        return TypedResults.Ok(page.Cut(found.ConvertAll(message => View(phone, message)), message => message.Id));
    }

    private static Item View(long phone, PhoneMessage message) => new(message.Id, message.ProviderId, Digits.Text(message.From), Words(message.Content),
        message.Content is { Media: { } media } content
            ? new PhoneMedia(content.Kind, media.Type, media.Bytes, media.Sha256, media.FileName, $"/api/simulator/phones/{phone}/messages/{message.Id}/media")
            : null,
        Clock.Time(message.At), Time(message.DeliveredAt), Time(message.ReadAt), message.Copies);

    private static DateTimeOffset? Time(long? at) => at is { } time ? Clock.Time(time) : null;

    // What a person would see in the chat.
    private static string? Words(MessageContent? content) => content switch
    {
        { Location: { } place } => string.Create(CultureInfo.InvariantCulture, $"{place.Latitude},{place.Longitude} {place.Name} {place.Address}").Trim(),
        { Contact: { } card } => $"{card.Name} {string.Join(", ", card.Phones)}",
        { PollOptions: { } options } => content.Text + "\n" + string.Join('\n', options.Select(option => "○ " + option)),
        _ => content?.Text,
    };
}
