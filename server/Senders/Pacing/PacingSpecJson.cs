using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Senders;

/// <summary>Reads <c>"human"</c> as <c>{"profile": "human"}</c>; writes the object.</summary>
internal sealed class PacingSpecJson : JsonConverter<PacingSpec>
{
    internal sealed record Shape(PacingProfile? Profile, int? MinMs, int? MaxMs, int? PauseEvery, int? PauseMinMs, int? PauseMaxMs);

    public override PacingSpec Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
            return Words<PacingProfile>.TryParse(reader.GetString(), out var profile) ? PacingSpec.Of(profile) : throw new JsonException();
        var shape = NestedJson.Read<Shape>(ref reader, options);
        return new PacingSpec
        {
            Profile = shape.Profile,
            MinMs = shape.MinMs,
            MaxMs = shape.MaxMs,
            PauseEvery = shape.PauseEvery,
            PauseMinMs = shape.PauseMinMs,
            PauseMaxMs = shape.PauseMaxMs,
        };
    }

    public override void Write(Utf8JsonWriter writer, PacingSpec value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, new Shape(value.Profile, value.MinMs, value.MaxMs, value.PauseEvery, value.PauseMinMs, value.PauseMaxMs), options);
}
