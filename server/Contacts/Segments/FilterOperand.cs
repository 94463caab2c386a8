using System.Globalization;
using System.Text.Json;
using Parley.Contacts.Numbers;
using Parley.Platform.Data;

namespace Parley.Contacts.Segments;

/// <summary>What an operator takes: how it stands in JSON (<c>value</c>, or <c>values</c> for lists) and which .NET value becomes of it.</summary>
internal sealed class FilterOperand
{
    private readonly Func<JsonElement, object?> _read;

    private FilterOperand(string description, Func<JsonElement, object?> read) => (Description, _read) = (description, read);

    /// <summary>For the sentence of a refusal.</summary>
    public string Description { get; }

    public static readonly FilterOperand Nothing = new("no value", static json => json.TryGetProperty("value", out _) || json.TryGetProperty("values", out _) ? null : DBNull.Value);

    public static readonly FilterOperand Text = new($"a value of 1 to {SegmentFilter.MaxText} characters", static json => json.TryGetProperty("value", out var value) ? TextOf(value) : null);

    public static readonly FilterOperand Texts = new($"1 to {SegmentFilter.MaxValues} values of at most {SegmentFilter.MaxText} characters", static json => List(json, TextOf) is { } texts ? texts.ToArray() : null);

    public static readonly FilterOperand Number = new("a number as its value", static json => json.TryGetProperty("value", out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) ? number : null);

    public static readonly FilterOperand Moment = new("a value such as 2026-01-31 or 2026-01-31T09:00:00Z", static json => json.TryGetProperty("value", out var value) && value.ValueKind == JsonValueKind.String
        && DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment) ? moment : null);

    /// <summary>A day as ISO text, which compares as text.</summary>
    public static readonly FilterOperand Day = new("a value such as 2026-01-31", static json => json.TryGetProperty("value", out var value) && value.ValueKind == JsonValueKind.String
        && DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? value.GetString() : null);

    public static readonly FilterOperand Days = new("a value of 1 to 3650 days", static json => json.TryGetProperty("value", out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var days) && days is >= 1 and <= 3650 ? TimeSpan.FromDays(days) : null);

    public static readonly FilterOperand Campaign = new("a campaign's id as its value", static json => json.TryGetProperty("value", out var value) && value.ValueKind == JsonValueKind.String && value.TryGetGuid(out var id) ? id : null);

    public static readonly FilterOperand Imports = new("ids of imports as its values", static json => List(json, static value => value.ValueKind == JsonValueKind.String && value.TryGetGuid(out var id) ? id.ToString() : null) is { } ids ? ids.Select(Guid.Parse).ToArray() : null);

    public static readonly FilterOperand Consents = new("values out of unknown, opted_in and opted_out", static json => List(json, static value => Words<ConsentState>.TryParse(TextOf(value), out var state) ? Words<ConsentState>.Of(state) : null) is { } words ? words.ToArray() : null);

    /// <summary>Beginning digits of numbers, with their plus.</summary>
    public static readonly FilterOperand NumberStart = new("a value such as +5511", static json => json.TryGetProperty("value", out var value) && TextOf(value) is { Length: >= 2 and <= 16 } text && text[0] == '+' && text.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0 ? text : null);

    /// <summary>Countries as the beginnings of their numbers.</summary>
    public static readonly FilterOperand Countries = new("values such as BR or PT", static json => List(json, static value => NumberingPlans.World.OfRegion(TextOf(value)) is { } plan ? "+" + plan.CallingCode : null) is { } codes ? codes.ToArray() : null);

    public bool TryRead(JsonElement json, out object? value)
    {
        var read = _read(json);
        value = read is DBNull ? null : read;
        return read is not null;
    }

    private static string? TextOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 and <= SegmentFilter.MaxText } text && !text.Contains('\0') ? text : null;

    private static List<string>? List(JsonElement json, Func<JsonElement, string?> read)
    {
        if (!json.TryGetProperty("values", out var values) || values.ValueKind != JsonValueKind.Array || values.GetArrayLength() is 0 or > SegmentFilter.MaxValues) return null;
        var list = new List<string>();
        foreach (var value in values.EnumerateArray())
        {
            if (read(value) is not { } item) return null;
            list.Add(item);
        }
        return list;
    }
}
