using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Parley.Platform.Http;

/// <summary>A text of a request that PostgreSQL could not store: it holds NUL, or half of a character.</summary>
internal sealed class UnstorableTextException() : JsonException("holds a character that cannot be stored, such as NUL or half of a surrogate pair");

/// <summary>Refuses what cannot be stored where it is read, so that the answer names the field and nothing was begun.</summary>
internal sealed class StorableText : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? Checked(ref reader) : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Checked(ref reader);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WritePropertyName(value);

    private static string Checked(ref Utf8JsonReader reader)
    {
        if (!StorableElement.IsStorable(reader.ValueSpan)) throw new UnstorableTextException();
        return reader.GetString()!;
    }
}

/// <inheritdoc cref="StorableText"/>
internal sealed class StorableElement : JsonConverter<JsonElement>
{
    public override bool HandleNull => true;

    public override JsonElement Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var element = JsonElement.ParseValue(ref reader);
        return IsStorable(JsonMarshal.GetRawUtf8Value(element)) ? element : throw new UnstorableTextException();
    }

    public override void Write(Utf8JsonWriter writer, JsonElement value, JsonSerializerOptions options) => value.WriteTo(writer);

    /// <param name="json">Well-formed JSON, its texts still escaped.</param>
    internal static bool IsStorable(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json)) return false;
        var awaitsLow = false;
        while (json.IndexOf((byte)'\\') is var at and >= 0)
        {
            if (awaitsLow && at > 0) return false;
            json = json[at..];
            if (json[1] != (byte)'u')
            {
                if (awaitsLow) return false;
                json = json[2..];
                continue;
            }
            var unit = Convert.ToUInt16(System.Text.Encoding.ASCII.GetString(json.Slice(2, 4)), 16);
            if (unit == 0 || char.IsLowSurrogate((char)unit) != awaitsLow) return false;
            awaitsLow = char.IsHighSurrogate((char)unit);
            json = json[6..];
        }
        return !awaitsLow;
    }
}
