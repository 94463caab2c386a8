using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Contacts.Import;
using Parley.Conversations;
using Parley.Platform.Http;
using Parley.Senders;

namespace Parley.Campaigns;

/// <summary>A campaign as a caller writes it.</summary>
public record CampaignDraft
{
    [StringLength(120)]
    public string? Name { get; init; }

    /// <summary>What everybody gets: a text, or an object as in POST /api/messages.</summary>
    public TemplateDraft? Template { get; init; }

    /// <summary>Instead of one template: 2 to 10, each for its share of the recipients.</summary>
    [MaxLength(10)]
    public IReadOnlyList<VariantDraft>? Variants { get; init; }

    /// <summary>Up to 10,000 people with their variables; more are uploaded as a file.</summary>
    public IReadOnlyList<RecipientDraft>? Contacts { get; init; }

    /// <summary>Instead of contacts: people whom the tenant knows.</summary>
    public AudienceSpec? Audience { get; init; }

    /// <summary>Ids or names of the senders that may send it; left out, all of the tenant's.</summary>
    [MaxLength(1000)]
    public IReadOnlyList<string>? SenderIds { get; init; }

    /// <summary>Starts by itself then; left out, it stays a draft until it is started.</summary>
    public DateTimeOffset? ScheduledStart { get; init; }

    /// <summary>What is not sent by then expires.</summary>
    public DateTimeOffset? ScheduledEnd { get; init; }

    /// <summary>Daily hours, such as 09:00; an end before the start spans midnight.</summary>
    public string? TimeWindowStart { get; init; }

    public string? TimeWindowEnd { get; init; }

    /// <summary>IANA name of the zone of hours and weekdays, or <c>recipient</c> for each recipient's own; left out, the tenant's.</summary>
    [StringLength(64)]
    public string? TimeZone { get; init; }

    /// <summary>1 Monday to 7 Sunday; left out, every day.</summary>
    [MaxLength(7)]
    public IReadOnlyList<int>? Weekdays { get; init; }

    /// <summary>A profile (<c>fast</c>, <c>balanced</c>, <c>safe</c>, <c>human</c>, <c>none</c>) or numbers; left out, each sender's own.</summary>
    public PacingSpec? Pacing { get; init; }

    /// <summary>Instead of pacing: shortest gap between two messages of a sender, in milliseconds.</summary>
    public int? MinDelay { get; init; }

    /// <summary>Longest gap, in milliseconds.</summary>
    public int? MaxDelay { get; init; }

    /// <summary>Shows "typing…" before each message; left out, as each sender is set.</summary>
    public bool? EnableTyping { get; init; }

    /// <summary>How often a message is tried, 1 to 10; left out, 3.</summary>
    [Range(1, 10)]
    public int? Attempts { get; init; }

    /// <summary>−10 to 10; among campaigns, higher goes first.</summary>
    [Range(-10, 10)]
    public int? Priority { get; init; }

    /// <summary>Starts although some recipients lack variables of the text; those fail, each with its reason.</summary>
    public bool? SkipIncomplete { get; init; }

    /// <summary>With variants: the rule by which the best one takes what is left; left out, each keeps its share to the end.</summary>
    public WinnerRule? Winner { get; init; }
}

/// <summary>A template: a bare text is one with nothing else.</summary>
[JsonConverter(typeof(TemplateDraftJson)), WrittenAs(typeof(string), typeof(ContentDraft))]
public sealed record TemplateDraft : ContentDraft
{
    public TemplateDraft() { }

    internal TemplateDraft(ContentDraft content) : base(content) { }
}

/// <param name="Name">Left out: A, B, C, ….</param>
/// <param name="Weight">1 to 1000; its share is its weight among all weights.</param>
public sealed record VariantDraft([Required] TemplateDraft Template, [StringLength(40)] string? Name = null, [Range(1, 1000)] int Weight = 1);

/// <param name="Variables">Fill in the text's placeholders for this recipient; they win over what is known of the contact.</param>
public sealed record RecipientDraft([Required, StringLength(100)] string PhoneNumber, [StringLength(200)] string? Name = null, JsonElement? Variables = null);

/// <summary>People whom the tenant knows; exactly one of the fields is set.</summary>
public sealed record AudienceSpec
{
    /// <summary>Everybody who came with this file.</summary>
    public ImportId? ImportId { get; init; }

    /// <summary>Everybody with at least one of these tags.</summary>
    [MaxLength(50)]
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Everybody in this segment, as it is when the campaign is made.</summary>
    public Guid? SegmentId { get; init; }

    /// <summary>Everybody who was a recipient of this campaign.</summary>
    public CampaignId? CampaignId { get; init; }

    /// <summary>Every contact.</summary>
    public bool? All { get; init; }

    /// <summary>How many were given with the campaign itself; never read from a request.</summary>
    public int? Contacts { get; init; }
}

/// <summary>A bare text, or whatever a message says; its fields stand in <see cref="ContentDraft"/> and nowhere else.</summary>
internal sealed class TemplateDraftJson : JsonConverter<TemplateDraft>
{
    public override TemplateDraft Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType == JsonTokenType.String
        ? new TemplateDraft { Text = NestedJson.Read<string>(ref reader, options) }
        : new TemplateDraft(NestedJson.Read<ContentDraft>(ref reader, options));

    public override void Write(Utf8JsonWriter writer, TemplateDraft value, JsonSerializerOptions options) => JsonSerializer.Serialize<ContentDraft>(writer, value, options);
}
