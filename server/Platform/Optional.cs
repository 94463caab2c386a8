using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parley.Platform;

/// <summary>A field of a PATCH: left out (nothing changes) is not the same as null (the value is taken away).</summary>
[JsonConverter(typeof(OptionalJsonConverterFactory))]
public readonly record struct Optional<T>(T Value)
{
    /// <summary>The body has the field.</summary>
    public bool IsSet { get; } = true;

    /// <summary>What the field says, else what was there.</summary>
    public T Or(T present) => IsSet ? Value : present;
}

internal sealed class OptionalJsonConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Optional<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Performance", "CA1812", Justification = "made by reflection above")]
    private sealed class Converter<T> : JsonConverter<Optional<T>>
    {
        public override bool HandleNull => true;

        // Through T's own converter and not a fresh deserialization, so that an error names the whole path of the field.
        public override Optional<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Null && !typeof(T).IsValueType
                ? new(default!)
                : new(((JsonConverter<T>)options.GetConverter(typeof(T))).Read(ref reader, typeof(T), options)!);

        public override void Write(Utf8JsonWriter writer, Optional<T> value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, value.Value, options);
    }
}
