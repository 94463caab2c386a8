using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Parley.Tests.Surface;

/// <summary>Bad requests, made from good ones.</summary>
internal static class Mutations
{
    /// <summary>A body that is wrong as a whole.</summary>
    /// <param name="IsRefused">No endpoint can take it.</param>
    internal sealed record Body(string Name, byte[] Bytes, string ContentType, bool IsRefused);

    private static readonly string[] Times = ["2026-02-31T25:61:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.9999999Z", "2026-01-01T00:00:00+05:30", "2026-01-01"];

    /// <summary>JSON in place of a value, as it is written.</summary>
    public static IReadOnlyList<string> Values { get; } =
    [
        "null", "true", "0", "-1", "5", "1e308", "1e999", "-99999999999999999999", "9223372036854775807", "0.1", "\"\"", "\" \"", "\"abc\"", "[]", "{}", "[null]", "[[[]]]", "[\"\"]", "[1, \"a\", {}]",
        "{\"a\": {\"b\": null}}", "\"\\u0000\"", "\"a\\u0000b\"", "[\"a\\u0000\"]", "{\"a\\u0000\": \"b\\u0000\"}", "\"\\ud800\"", "[\"\\udfff\"]", "{\"a\": \"\\ud83d\"}", "\"\u202e\u0007\u001b[2J\"".Replace("\u0007", "\\u0007", StringComparison.Ordinal).Replace("\u001b", "\\u001b", StringComparison.Ordinal),
        "\"👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿\"", "\"'; DROP TABLE messages; --\"", "\"{{\"", "\"{{name|{{name}}}}\"", "\"019a2c5e-7d41-7c3a-9b5e-1f60c2d4e8a7\"", "\"00000000-0000-0000-0000-000000000000\"", "\"+1\"", "\"+5511987654321\"", "\"99:99\"", "\"24:00\"",
        "\"Mars/Olympus\"", "\"../../etc/passwd\"", $"\"{new string('x', 5_000)}\"", $"\"{new string('x', 100_000)}\"", $"[{string.Join(',', Enumerable.Repeat("\"x\"", 20_000))}]", Deep(40, "1"), .. Times.Select(time => $"\"{time}\""),
    ];

    /// <summary>Text in place of a query parameter, not escaped yet.</summary>
    public static IReadOnlyList<string> Texts { get; } =
    [
        "", " ", "-1", "0", "1.5", "501", "99999999999999999999", "abc", "null", "true", "a\0b", "\0", "'", "%", "_", "\\", "\u202e", "\ud83d\ude00", "019a2c5e-7d41-7c3a-9b5e-1f60c2d4e8a7", "00000000-0000-0000-0000-000000000000",
        "opted_in", "queued", new string('x', 3_000), Cursor("abc"), Cursor("\0"), Cursor("019a2c5e-7d41-7c3a-9b5e-1f60c2d4e8a7"), Cursor("a|b|c"), Cursor("2026-01-01T00:00:00Z|x"), "+5511987654321", .. Times,
    ];

    /// <summary>Text in place of a path parameter. (Kestrel itself turns %00 away, without a word.)</summary>
    public static IReadOnlyList<string> Segments { get; } = ["abc", "1", "-1", "%01", "%FF%FE", "..%2F..", "%20", "019a2c5e-7d41-7c3a-9b5e-1f60c2d4e8a7", "00000000-0000-0000-0000-000000000000", "%F0%9F%98%80", new string('x', 1_000)];

    public static IReadOnlyList<string> Headers { get; } = ["", new string('k', 2_000), "\"a\" ; b", "wait=-1", "wait=99999999999999"];

    public static IReadOnlyList<string> Ranges { get; } = ["bytes=0-0", "bytes=999999999-", "bytes=5-1", "bytes=-0", "bytes=0-0,5-6,999999999-", "lines=1-2", "bytes=99999999999999999999-", "bytes"];

    public static IEnumerable<Body> Wholes(byte[] good) =>
    [
        new("nothing", [], "application/json", IsRefused: false), // some bodies may be left out
        new("half an object", "{"u8.ToArray(), "application/json", IsRefused: true),
        new("a list", "[]"u8.ToArray(), "application/json", IsRefused: true),
        new("null", "null"u8.ToArray(), "application/json", IsRefused: false),
        new("a text", "\"text\""u8.ToArray(), "application/json", IsRefused: true),
        new("a number", "12"u8.ToArray(), "application/json", IsRefused: true),
        new("no JSON", "<xml/>"u8.ToArray(), "application/json", IsRefused: true),
        new("a tail", [.. good, .. "}"u8], "application/json", IsRefused: true),
        new("a tower of objects", Encoding.UTF8.GetBytes(Deep(500, "1")), "application/json", IsRefused: true),
        new("invalid UTF-8", [.. "{\"name\": \"a"u8, 0xC3, 0x28, .. "\"}"u8], "application/json", IsRefused: false),
        new("an invalid charset", good, "application/json; charset=klingon", IsRefused: true),
        new("UTF-16", Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(good)), "application/json", IsRefused: true),
        new("plain text", good, "text/plain", IsRefused: true),
        new("a form", "a=b"u8.ToArray(), "application/x-www-form-urlencoded", IsRefused: true),
        new("three megabytes", Encoding.UTF8.GetBytes($"{{\"name\": \"{new string('x', 3 * 1024 * 1024)}\"}}"), "application/json", IsRefused: false),
        new("a field that nobody knows", Encoding.UTF8.GetBytes("{\"nobodyKnows\": [1, {\"a\": null}]}"), "application/json", IsRefused: false),
        new("a field twice", Encoding.UTF8.GetBytes("{\"name\": \"a\", \"name\": 5}"), "application/json", IsRefused: false),
    ];

    /// <summary>Every place of a body where something can be exchanged: the paths of its fields, down to the third level.</summary>
    public static IEnumerable<string[]> Places(JsonElement schema, Func<JsonElement, JsonElement> resolve, int depth = 0)
    {
        schema = resolve(schema);
        if (schema.TryGetProperty("oneOf", out var forms)) schema = forms.EnumerateArray().Select(resolve).OrderBy(form => form.TryGetProperty("properties", out _)).Last();
        if (depth > 2) yield break;
        if (schema.TryGetProperty("items", out var items))
            foreach (var place in Places(items, resolve, depth + 1).Prepend([])) yield return ["0", .. place];
        if (!schema.TryGetProperty("properties", out var properties)) yield break;
        foreach (var property in properties.EnumerateObject())
            foreach (var place in Places(property.Value, resolve, depth + 1).Prepend([])) yield return [property.Name, .. place];
    }

    /// <summary>The body with that JSON at that place; what is missing on the way is made.</summary>
    public static byte[] With(string example, string[] place, string? value)
    {
        const string Mark = "\"@@here@@\"";
        var root = JsonNode.Parse(example)!;
        var at = root;
        for (var i = 0; i < place.Length; i++)
        {
            var (last, index) = (i == place.Length - 1, place[i]);
            if (at is JsonArray list)
            {
                if (list.Count == 0) list.Add(Fresh(place, i));
                if (last) list[0] = JsonNode.Parse(Mark);
                else if (list[0] is not (JsonObject or JsonArray)) list[0] = Fresh(place, i);
                at = list[0];
            }
            else if (last && value is null) at!.AsObject().Remove(index);
            else
            {
                if (last) at!.AsObject()[index] = JsonNode.Parse(Mark);
                else if (at!.AsObject()[index] is not (JsonObject or JsonArray)) at.AsObject()[index] = Fresh(place, i);
                at = at.AsObject()[index];
            }
        }
        return Encoding.UTF8.GetBytes(root.ToJsonString().Replace(Mark, value, StringComparison.Ordinal));
    }

    private static JsonNode? Fresh(string[] place, int at) => at == place.Length - 1 ? null : place[at + 1] == "0" ? new JsonArray() : new JsonObject();

    private static string Deep(int levels, string inner) => string.Concat(Enumerable.Repeat("{\"a\":", levels)) + inner + new string('}', levels);

    private static string Cursor(string after) => Parley.Platform.Http.PageRequest.Cursor(after);
}
