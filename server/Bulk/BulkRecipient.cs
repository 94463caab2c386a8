using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Parley.Platform;
using Parley.Platform.Http;

namespace Parley.Bulk;

/// <summary>Somebody who gets a bulk send: a bare number, or <c>{"to": …, "name": …, "variables": {…}}</c>.</summary>
/// <param name="To">The number, in any usual spelling; <c>phoneNumber</c> is taken as well.</param>
/// <param name="Variables">Fill in the text's placeholders for this recipient; they win over what is known of the contact.</param>
[JsonConverter(typeof(BulkRecipientJson)), WrittenAs(typeof(string), typeof(BulkRecipientJson.Shape))]
public sealed record BulkRecipient(string To, string? Name = null, JsonElement? Variables = null)
{
    /// <summary>The variables as they are stored; the name that was given is this send's name for the person.</summary>
    public string? Stored()
    {
        var own = Variables is { ValueKind: JsonValueKind.Object } given ? JsonObject.Create(given)! : null;
        if (!string.IsNullOrWhiteSpace(Name)) (own ??= []).TryAdd("name", Name);
        return own?.ToJsonString(Json.Options);
    }
}

internal sealed class BulkRecipientJson : JsonConverter<BulkRecipient>
{
    internal sealed record Shape(string? To, string? PhoneNumber, string? Name, JsonElement? Variables);

    public override BulkRecipient Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String) return new BulkRecipient(reader.GetString()!);
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException();
        var shape = NestedJson.Read<Shape>(ref reader, options);
        if (shape.Variables is { ValueKind: not (JsonValueKind.Object or JsonValueKind.Null) }) throw new JsonException();
        return new BulkRecipient(shape.To ?? shape.PhoneNumber ?? throw new JsonException(), shape.Name, shape.Variables);
    }

    public override void Write(Utf8JsonWriter writer, BulkRecipient value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, new Shape(value.To, null, value.Name, value.Variables), options);
}
