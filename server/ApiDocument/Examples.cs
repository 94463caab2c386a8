using System.Text.Json;
using System.Text.Json.Nodes;

namespace Parley.ApiDocument;

/// <summary>Puts an example beside every body and every parameter that must be given: made by its schema, with the words of <c>examples.json</c>.
/// There, <c>objects</c> holds whole examples by the schema's name, and <c>values</c> one value by a field's name, alone or as <c>Schema.field</c>;
/// <c>field{}</c> is the key of a field that is a map.</summary>
internal sealed class Examples(JsonObject document)
{
    private static readonly JsonObject Book = Read();

    private readonly SortedSet<string> _missing = new(StringComparer.Ordinal);

    /// <summary>Fields for which <c>examples.json</c> has no word.</summary>
    public IReadOnlySet<string> Missing => _missing;

    public void Add()
    {
        foreach (var operation in Operations(document))
        {
            foreach (var parameter in operation["parameters"]?.AsArray() ?? [])
                if (parameter!["required"]?.GetValue<bool>() == true) parameter["example"] = Of(parameter["schema"]!.AsObject(), "", parameter["name"]!.GetValue<string>());
            foreach (var body in Bodies(operation)) body["example"] = Of(body["schema"]!.AsObject(), "", "body");
        }
    }

    /// <summary>An example of what the schema describes.</summary>
    /// <param name="owner">Name of the schema that has the field.</param>
    public JsonNode? Of(JsonObject schema, string owner, string field)
    {
        if (schema["$ref"] is { } reference)
        {
            var name = reference.GetValue<string>().Split('/')[^1];
            return Book["objects"]![name]?.DeepClone() ?? Of(document["components"]!["schemas"]![name]!.AsObject(), name, field);
        }
        // A time or an id is one whatever the field's name; "from" may be a time here and a number there.
        var value = Book["values"]![$"{owner}.{field}"] ?? (schema["format"]?.GetValue<string>() is "uuid" or "date-time" or "date" or "time" ? null : Book["values"]![field]);
        if (schema["enum"] is JsonArray words) return (words.FirstOrDefault(word => JsonNode.DeepEquals(word, value)) ?? words[0])!.DeepClone();
        if ((schema["oneOf"] ?? schema["anyOf"]) is JsonArray forms) return Of(forms.Select(form => form!.AsObject()).First(form => form["type"] is not JsonValue type || type.GetValue<string>() != "null"), owner, field);
        var type = TypeOf(schema);
        if (value is not null && (type is null || type == KindOf(value))) return value.DeepClone();
        return type switch
        {
            "object" => Object(schema, owner, field),
            "array" => new JsonArray(Of(schema["items"]?.AsObject() ?? [], owner, field)),
            "boolean" => false,
            "number" => schema["minimum"]?.DeepClone() ?? 1,
            _ => Text(schema, owner, field),
        };
    }

    private static string KindOf(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.True or JsonValueKind.False => "boolean",
        var kind => kind.ToString().ToLowerInvariant(),
    };

    private JsonObject Object(JsonObject schema, string owner, string field)
    {
        var made = new JsonObject();
        foreach (var (name, inner) in schema["properties"]?.AsObject() ?? []) made[name] = Of(inner!.AsObject(), owner, name);
        if (schema["additionalProperties"] is JsonObject each && each.Count > 0 && made.Count == 0) made[Word(owner, field + "{}")] = Of(each, owner, field + "{value}");
        return made;
    }

    private string Text(JsonObject schema, string owner, string field) => schema["format"]?.GetValue<string>() switch
    {
        "uuid" => "019a2c5e-7d41-7c3a-9b5e-1f60c2d4e8a7",
        "date-time" => "2026-03-02T14:05:00Z",
        "date" => "2026-03-02",
        "time" => "21:00:00",
        _ => Word(owner, field),
    };

    private string Word(string owner, string field)
    {
        if ((Book["values"]![$"{owner}.{field}"] ?? Book["values"]![field]) is JsonValue value && value.TryGetValue<string>(out var word)) return word;
        _missing.Add($"{owner}.{field}");
        return field;
    }

    private static string? TypeOf(JsonObject schema) => schema["type"] switch
    {
        JsonArray types => Number(types.Select(type => type!.GetValue<string>()).First(type => type != "null")),
        JsonValue type => Number(type.GetValue<string>()),
        _ => schema.ContainsKey("properties") ? "object" : null,
    };

    private static string Number(string type) => type == "integer" ? "number" : type;

    internal static IEnumerable<JsonObject> Operations(JsonObject document) =>
        document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Select(operation => operation.Value!.AsObject());

    /// <summary>The JSON that an operation takes and gives; problems have examples of their own.</summary>
    internal static IEnumerable<JsonObject> Bodies(JsonObject operation) => operation["responses"]!.AsObject().Select(response => response.Value!["content"]?["application/json"])
        .Append(operation["requestBody"]?["content"]?["application/json"]).OfType<JsonObject>().Where(body => body["schema"] is JsonObject);

    private static JsonObject Read()
    {
        using var stream = typeof(Examples).Assembly.GetManifestResourceStream("Parley.ApiDocument.examples.json")!;
        return JsonNode.Parse(stream)!.AsObject();
    }
}
