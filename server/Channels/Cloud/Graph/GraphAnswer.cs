using System.Globalization;
using System.Text.Json;

namespace Parley.Channels.Cloud;

/// <summary>What Meta said went wrong.</summary>
/// <param name="Details">What a developer is told beyond the message.</param>
internal sealed record GraphError(int Code, int? Subcode, string Message, string? Details)
{
    private const int LongestRaw = 300;

    /// <summary>For the attempt's line: Meta's own words.</summary>
    public string Raw
    {
        get
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"{Code}{(Subcode is { } sub ? $"/{sub}" : "")} {Message}{(Details is null ? "" : $" ({Details})")}");
            return text.Length <= LongestRaw ? text : text[..LongestRaw];
        }
    }

    /// <summary>Out of an answer's <c>error</c>, or one of a webhook's <c>errors</c>; null when it is none.</summary>
    public static GraphError? Of(JsonElement error)
    {
        if (error.ValueKind != JsonValueKind.Object || !error.TryGetProperty("code", out var code) || !TryInt(code, out var number)) return null;
        int? subcode = error.TryGetProperty("error_subcode", out var sub) && TryInt(sub, out var subNumber) ? subNumber : null;
        var details = error.TryGetProperty("error_data", out var data) && data.ValueKind == JsonValueKind.Object ? data.TextOrNull("details") : null;
        return new GraphError(number, subcode, error.TextOrNull("message") ?? error.TextOrNull("title") ?? "", details);
    }

    private static bool TryInt(JsonElement value, out int number)
    {
        number = 0;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out number)
            || value.ValueKind == JsonValueKind.String && int.TryParse(value.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}

/// <summary>An answer of the Graph API.</summary>
/// <param name="Body">Null when it was no JSON.</param>
/// <param name="Error">Null when it went well, and when the answer is not the API's own.</param>
internal sealed record GraphAnswer(int Status, JsonElement? Body, GraphError? Error, TimeSpan? RetryAfter = null)
{
    public bool IsGood => Status is >= 200 and < 300 && Error is null && Body is not null;
}

/// <summary>Meta cannot be asked at the moment.</summary>
internal sealed class GraphAwayException : IOException
{
    public GraphAwayException(string sentence) : base(sentence) { }
    public GraphAwayException(string sentence, Exception because) : base(sentence, because) { }
}

internal static class GraphJson
{
    /// <summary>The text of a field; null when it is missing or something else.</summary>
    public static string? TextOrNull(this JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>An object in a field; undefined when it is missing or something else.</summary>
    public static JsonElement ObjectOrNone(this JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value : default;

    /// <summary>The items of a list in a field; none when it is missing or something else.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [];
}
