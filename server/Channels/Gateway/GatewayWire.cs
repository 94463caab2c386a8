using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Platform;

namespace Parley.Channels.Gateway;

/// <summary>What travels between the server and a gateway; contracts/README.md says what it means, and the tests hold it to contracts/v1.
/// Fields that are not known here are left out, so that a newer gateway may say more.</summary>
internal static class GatewayWire
{
    public const int Version = 1;

    public static JsonSerializerOptions Options { get; } = Configure();

    private static JsonSerializerOptions Configure()
    {
        var options = new JsonSerializerOptions(Json.Options) { AllowOutOfOrderMetadataProperties = true, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true };
        // Before those of our own interface: the first that fits is taken.
        options.Converters.Insert(0, new WireTime());
        return options;
    }

    public static byte[] Write<T>(T body) => JsonSerializer.SerializeToUtf8Bytes(body, Options);

    /// <exception cref="JsonException">It is something else.</exception>
    public static T Read<T>(ReadOnlySpan<byte> json) where T : class => JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException("The gateway said null.");

    private sealed class WireTime : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset().ToUniversalTime();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
    }
}

internal sealed record StartBody(string? Phone, long Fence);

internal sealed record SessionAnswer(string Id, SessionState State, long Fence);

internal sealed record FenceBody(long Fence);

/// <param name="Id">The message's id at the network, chosen here.</param>
internal sealed record SendBody(long Fence, string Id, string To, WireContent Content, long? DeadlineMs = null, long? TypingMs = null, string? ReplyTo = null);

internal sealed record TypingBody(long Fence, string To, long ForMs);

internal sealed record CheckBody(long Fence, IReadOnlyCollection<string> Numbers);

internal sealed record CheckedAnswer(IReadOnlyDictionary<string, bool> Numbers);

internal sealed record ReadBody(long Fence, string From, IReadOnlyList<string> ProviderIds);

internal sealed record AckBody(long Seq);

internal sealed record ExportBody(string Passphrase)
{
    // Not by way of a record's own words into a log.
    public override string ToString() => nameof(ExportBody);
}

/// <param name="Type">Slug.</param>
/// <param name="Detail">A sentence that names fields and no people.</param>
internal sealed record ProblemAnswer(string Type, string Detail);

internal sealed record HealthAnswer(string Engine, HealthAnswer.LibraryName Library, int Wire, string Instance, int Sessions, HealthAnswer.SpoolFigures Spool, double MemoryMb,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Problem = null)
{
    internal sealed record LibraryName(string Name, string Version);

    /// <param name="First">Oldest that is not acknowledged.</param>
    /// <param name="Last">Newest that is on the disk.</param>
    internal sealed record SpoolFigures(long First, long Last, long Bytes);
}

/// <summary>What a message says, as <see cref="MessageContent"/> without what only this server knows.</summary>
/// <param name="Kind">A kind that only a newer gateway knows is <see cref="ContentKind.Unsupported"/>: what somebody sent is told as such and not lost, and with it no history that it is in.</param>
internal sealed record WireContent([property: JsonConverter(typeof(WireKind))] ContentKind Kind)
{
    public string? Text { get; init; }
    public WireMedia? Media { get; init; }
    public GeoLocation? Location { get; init; }
    public ContactCard? Contact { get; init; }
    public IReadOnlyList<string>? PollOptions { get; init; }
    public IReadOnlyList<string>? Mentions { get; init; }
    public bool? LinkPreview { get; init; }

    public static WireContent Of(MessageContent content) => new(content.Kind)
    {
        Text = content.Text,
        Media = content.Media is { } media ? new WireMedia(media.Type, media.Bytes, media.FileName, media.Sha256) : null,
        Location = content.Location,
        Contact = content.Contact,
        PollOptions = content.PollOptions,
        Mentions = content.Mentions,
        LinkPreview = content.LinkPreview,
    };

    public MessageContent ToContent() => new()
    {
        Kind = Kind,
        Text = Text,
        Media = Media is { } media ? new MediaReference(Guid.Empty, "", media.Type, media.Bytes, media.FileName ?? "") : null,
        Location = Location,
        Contact = Contact,
        PollOptions = PollOptions,
        Mentions = Mentions,
        LinkPreview = LinkPreview,
    };
}

internal sealed class WireKind : JsonConverter<ContentKind>
{
    private static readonly Dictionary<string, ContentKind> ByWord = Enum.GetValues<ContentKind>().ToDictionary(Word, StringComparer.Ordinal);

    public override ContentKind Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType != JsonTokenType.String ? throw new JsonException("A kind is a word.") : ByWord.GetValueOrDefault(reader.GetString()!, ContentKind.Unsupported);

    public override void Write(Utf8JsonWriter writer, ContentKind value, JsonSerializerOptions options) => writer.WriteStringValue(Word(value));

    private static string Word(ContentKind kind) => JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString());
}

/// <param name="Sha256">Of what is sent; what is received has none.</param>
internal sealed record WireMedia(string Type, long Bytes, string? FileName = null, string? Sha256 = null);

/// <summary>What became of one send.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "outcome")]
[JsonDerivedType(typeof(Accepted), "accepted")]
[JsonDerivedType(typeof(Retry), "retry")]
[JsonDerivedType(typeof(Refused), "refused")]
[JsonDerivedType(typeof(Unknown), "unknown")]
internal abstract record WireOutcome
{
    private WireOutcome() { }

    public abstract SendResult ToResult();

    internal sealed record Accepted(string ProviderId, DateTimeOffset At) : WireOutcome
    {
        public override SendResult ToResult() => new SendResult.Accepted(ProviderId, At);
    }

    internal sealed record Retry(string Reason, long? AfterMs = null, string? Raw = null) : WireOutcome
    {
        public override SendResult ToResult() => new SendResult.Retry(Reasons.Of(Reason), AfterMs is { } after ? TimeSpan.FromMilliseconds(after) : null, Raw);
    }

    internal sealed record Refused(string Reason, Fault Fault, string? Raw = null) : WireOutcome
    {
        public override SendResult ToResult() => new SendResult.Refused(Reasons.Of(Reason), Fault, Raw);
    }

    internal sealed record Unknown(string Reason, string? Raw = null) : WireOutcome
    {
        public override SendResult ToResult() => new SendResult.Unknown(Reasons.Of(Reason), Raw);
    }
}
