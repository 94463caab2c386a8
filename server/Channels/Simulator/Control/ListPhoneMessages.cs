using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Channels.Simulator.Phones;
using Parley.Identity;
using Parley.Platform.Http;

namespace Parley.Channels.Simulator.Control;

/// <summary>GET /api/simulator/phones/{number}/messages: what was sent to the phone, what it wrote, or both; the newest first.</summary>
public static class ListPhoneMessages
{
    /// <param name="Direction">in: what the phone received, also when it is left out. out: what was written on it. all: both.</param>
    public readonly record struct Query(int? Limit, string? Cursor, string? Direction);

    /// <param name="Id">The phone's own id of it.</param>
    /// <param name="At">When the network took it.</param>
    /// <param name="DeliveredAt">Null while the phone that gets it is offline or the delivery is on its way.</param>
    /// <param name="Copies">How often the network was handed this provider id; the phone shows it once.</param>
    /// <param name="Direction">in: the phone received it. out: it was written on the phone.</param>
    public sealed record Item(string Id, string ProviderId, string From, string? Text, PhoneMedia? Media, DateTimeOffset At, DateTimeOffset? DeliveredAt, DateTimeOffset? ReadAt, int Copies, string To,
        Direction Direction);

    /// <summary>Seen from the phone.</summary>
    public enum Direction { In, Out }

    /// <param name="Kind">image, video, audio, voice, document or sticker.</param>
    /// <param name="Type">The media type, such as image/png.</param>
    /// <param name="Url">Where the file can be fetched while the world still has it.</param>
    public sealed record PhoneMedia(ContentKind Kind, string Type, long Bytes, string Sha256, string FileName, string Url);

    internal static Results<Ok<Page<Item>>, ProblemHttpResult> Handle(string number, [AsParameters] Query query, Caller caller, Worlds worlds)
    {
        if (!PhoneNumbers.TryRead(number, "number", out var phone, out var problem)) return problem;
        if (!PageRequest.TryRead(query.Limit, query.Cursor, out var page, out var pageProblem)) return pageProblem!;
        if (query.Direction is not (null or "in" or "out" or "all")) return Problems.Validation.Field("direction", "direction is in, out or all.");
        if (!Place.TryRead(page.After, out var after)) return Problems.Validation.Field("cursor", "cursor must be a nextCursor of an earlier answer.");

        var world = worlds.Of(caller.Tenant);
        var received = query.Direction == "out" ? [] : world.DistrictOf(phone).Messages(phone, after.Received, page.Size + 1).ConvertAll(message => View(phone, message, Direction.In));
        var written = query.Direction is "out" or "all" ? world.MessagesBy(phone, after.Written, page.Size + 1).ConvertAll(message => View(phone, message, Direction.Out)) : [];
        var found = NewestFirst(received, written);
        return TypedResults.Ok(page.Cut(found, _ => found.Take(page.Size).Aggregate(after, (place, message) => place.Past(message)).ToString()));
    }

    // Each list keeps its own order, also where two messages of one moment changed places: the next page begins behind the last of each.
    private static List<Item> NewestFirst(List<Item> received, List<Item> written)
    {
        var merged = new List<Item>(received.Count + written.Count);
        var (at, other) = (0, 0);
        while (at < received.Count || other < written.Count)
            merged.Add(other == written.Count || at < received.Count && received[at].At > written[other].At ? received[at++] : written[other++]);
        return merged;
    }

    private static Item View(long phone, PhoneMessage message, Direction direction) => new(message.Id, message.ProviderId, Digits.Text(message.From), Words(message.Content),
        message.Content is { Media: { } media } content
            ? new PhoneMedia(content.Kind, media.Type, media.Bytes, media.Sha256, media.FileName, $"/api/simulator/phones/{phone}/messages/{message.Id}/media")
            : null,
        Clock.Time(message.At), Time(message.DeliveredAt), Time(message.ReadAt), message.Copies, Digits.Text(message.To), direction);

    private static DateTimeOffset? Time(long? at) => at is { } time ? Clock.Time(time) : null;

    // What a person would see in the chat.
    private static string? Words(MessageContent? content) => content switch
    {
        { Location: { } place } => string.Create(CultureInfo.InvariantCulture, $"{place.Latitude},{place.Longitude} {place.Name} {place.Address}").Trim(),
        { Contact: { } card } => $"{card.Name} {string.Join(", ", card.Phones)}",
        { PollOptions: { } options } => content.Text + "\n" + string.Join('\n', options.Select(option => "○ " + option)),
        _ => content?.Text,
    };

    /// <summary>Where a page ended: behind which message that came, and behind which that was written. Null is before the newest.</summary>
    private readonly record struct Place(uint? Received, int? Written)
    {
        public static bool TryRead(string? text, out Place place)
        {
            place = default;
            if (text is null) return true;
            if (text.Split('.') is not [var received, var written]) return false;
            if (received.Length > 0 && !uint.TryParse(received, NumberStyles.None, CultureInfo.InvariantCulture, out _)) return false;
            if (written.Length > 0 && !int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out _)) return false;
            place = new Place(received.Length > 0 ? uint.Parse(received, CultureInfo.InvariantCulture) : null, written.Length > 0 ? int.Parse(written, CultureInfo.InvariantCulture) : null);
            return true;
        }

        public Place Past(Item message) => message.Direction == Direction.In
            ? this with { Received = uint.Parse(message.Id, CultureInfo.InvariantCulture) }
            : this with { Written = int.Parse(message.Id.AsSpan(1), CultureInfo.InvariantCulture) };

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Received}.{Written}");
    }
}
