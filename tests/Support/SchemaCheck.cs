using System.Globalization;
using System.Text.Json;

namespace Parley.Tests.Support;

/// <summary>Holds JSON to the schemas of an OpenAPI 3.1 document. It knows the keywords that the server's document uses and no others (an unknown one is an error),
/// and it is stricter than JSON Schema: a property that no schema names is an error too.</summary>
public sealed class SchemaCheck(JsonElement document)
{
    private static readonly HashSet<string> SaysNothing = new(["description", "title", "example", "examples", "default", "deprecated", "pattern", "readOnly", "writeOnly"], StringComparer.Ordinal);

    /// <returns>What is wrong, one sentence each.</returns>
    public IReadOnlyList<string> Errors(JsonElement value, JsonElement schema)
    {
        var errors = new List<string>();
        Check(value, schema, "$", errors, closed: true);
        return errors;
    }

    /// <summary>What a reference such as <c>#/components/schemas/Problem</c> points to.</summary>
    public JsonElement Resolve(JsonElement node)
    {
        while (node.ValueKind == JsonValueKind.Object && node.TryGetProperty("$ref", out var reference))
            node = reference.GetString()!.Split('/').Skip(1).Aggregate(document, (at, step) => at.GetProperty(step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)));
        return node;
    }

    private void Check(JsonElement value, JsonElement schema, string path, List<string> errors, bool closed)
    {
        var hasProperties = false;
        foreach (var keyword in schema.EnumerateObject())
            switch (keyword.Name)
            {
                case "$ref": Check(value, Resolve(schema), path, errors, closed: closed && !schema.TryGetProperty("properties", out _)); break;
                case "type": if (!IsOfType(value, keyword.Value)) errors.Add($"{path} is {Shown(value)}, not {keyword.Value}"); break;
                case "format": if (!HasFormat(value, keyword.Value.GetString()!)) errors.Add($"{path} is {Shown(value)}, not a {keyword.Value}"); break;
                case "enum": if (!keyword.Value.EnumerateArray().Any(word => JsonElement.DeepEquals(word, value))) errors.Add($"{path} is {Shown(value)}, not one of {keyword.Value}"); break;
                case "oneOf" or "anyOf": CheckForms(value, keyword, path, errors); break;
                case "allOf": foreach (var part in keyword.Value.EnumerateArray()) Check(value, part, path, errors, closed: false); break;
                case "required": foreach (var name in keyword.Value.EnumerateArray()) if (value.ValueKind == JsonValueKind.Object && !value.TryGetProperty(name.GetString()!, out _)) errors.Add($"{path}.{name} is missing"); break;
                case "properties" or "additionalProperties": hasProperties = true; break;
                case "items": if (value.ValueKind == JsonValueKind.Array) foreach (var (at, item) in value.EnumerateArray().Index()) Check(item, keyword.Value, $"{path}[{at}]", errors, closed: true); break;
                case "minimum" or "maximum" or "minLength" or "maxLength" or "minItems" or "maxItems": CheckLimit(value, keyword, path, errors); break;
                default: if (!SaysNothing.Contains(keyword.Name)) errors.Add($"{path}: the check does not know the keyword {keyword.Name}"); break;
            }
        if (value.ValueKind == JsonValueKind.Object && (hasProperties || schema.TryGetProperty("allOf", out _))) CheckProperties(value, schema, path, errors, closed);
    }

    private void CheckProperties(JsonElement value, JsonElement schema, string path, List<string> errors, bool closed)
    {
        var own = schema.TryGetProperty("properties", out var properties) ? properties : default;
        var all = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        JsonElement? others = null;
        Collect(schema, all, ref others);
        foreach (var property in value.EnumerateObject())
            if (own.ValueKind == JsonValueKind.Object && own.TryGetProperty(property.Name, out var inner)) Check(property.Value, inner, $"{path}.{property.Name}", errors, closed: true);
            else if (closed && !all.ContainsKey(property.Name))
                if (others is { ValueKind: JsonValueKind.Object } each) Check(property.Value, each, $"{path}.{property.Name}", errors, closed: true);
                else if (others is not { ValueKind: JsonValueKind.True }) errors.Add($"{path}.{property.Name} is not documented");
    }

    private void Collect(JsonElement schema, Dictionary<string, JsonElement> all, ref JsonElement? others)
    {
        if (schema.TryGetProperty("properties", out var properties)) foreach (var property in properties.EnumerateObject()) all.TryAdd(property.Name, property.Value);
        if (schema.TryGetProperty("additionalProperties", out var each)) others = each;
        if (schema.TryGetProperty("$ref", out _)) Collect(Resolve(schema), all, ref others);
        if (schema.TryGetProperty("allOf", out var parts)) foreach (var part in parts.EnumerateArray()) Collect(part, all, ref others);
    }

    private void CheckForms(JsonElement value, JsonProperty keyword, string path, List<string> errors)
    {
        var tries = keyword.Value.EnumerateArray().Select(form =>
        {
            var wrong = new List<string>();
            Check(value, form, path, wrong, closed: true);
            return wrong;
        }).ToList();
        var fits = tries.Count(wrong => wrong.Count == 0);
        if (fits > 1 && keyword.Name == "oneOf") errors.Add($"{path} fits {fits} forms of a oneOf");
        if (fits == 0) errors.AddRange(tries.OrderByDescending(wrong => wrong.TrueForAll(sentence => !sentence.StartsWith(path + " is ", StringComparison.Ordinal))).ThenBy(wrong => wrong.Count).First());
    }

    private static void CheckLimit(JsonElement value, JsonProperty limit, string path, List<string> errors)
    {
        var actual = (limit.Name[3..], value.ValueKind) switch
        {
            ("imum", JsonValueKind.Number) => value.GetDouble(),
            ("Length", JsonValueKind.String) => value.GetString()!.Length,
            ("Items", JsonValueKind.Array) => value.GetArrayLength(),
            _ => double.NaN, // says nothing about other types
        };
        var most = limit.Value.GetDouble();
        if (limit.Name.StartsWith("min", StringComparison.Ordinal) ? actual < most : actual > most) errors.Add($"{path} is {Shown(value)}, against {limit.Name} {most}");
    }

    private static bool IsOfType(JsonElement value, JsonElement type) => type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Any(one => IsOfType(value, one)) : type.GetString() switch
    {
        "null" => value.ValueKind == JsonValueKind.Null,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind == JsonValueKind.Number,
        "array" => value.ValueKind == JsonValueKind.Array,
        "object" => value.ValueKind == JsonValueKind.Object,
        _ => false,
    };

    private static bool HasFormat(JsonElement value, string format) => value.ValueKind != (format.StartsWith("int", StringComparison.Ordinal) ? JsonValueKind.Number : JsonValueKind.String) || format switch
    {
        "uuid" => value.TryGetGuid(out _),
        // An offset of zero, so that programs need not convert.
        "date-time" => value.TryGetDateTimeOffset(out var time) && time.Offset == TimeSpan.Zero,
        "date" => DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "time" => TimeOnly.TryParse(value.GetString(), CultureInfo.InvariantCulture, out _),
        "int16" => value.TryGetInt16(out _),
        "int32" => value.TryGetInt32(out _),
        "int64" => value.TryGetInt64(out _),
        _ => true,
    };

    private static string Shown(JsonElement value) => value.GetRawText() is { Length: <= 80 } text ? text : value.GetRawText()[..80] + "…";
}
