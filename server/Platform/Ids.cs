using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parley.Platform;

/// <summary>An identifier with a type of its own, so that a sender's id cannot be passed where a contact's is wanted.
/// Over the wire and in the database it is a plain UUID (version 7 when made here: sortable by time of creation).</summary>
public interface IId<TSelf> where TSelf : struct, IId<TSelf>
{
    /// <summary>The bare UUID.</summary>
    Guid Value { get; }

    /// <summary>Wraps a UUID that is known to be an id of this type.</summary>
    static abstract TSelf Of(Guid value);
}

public static class Id
{
    private static long _last;

    /// <summary>A fresh id (UUID version 7) that sorts after every id which this process made before: lists by id are in the order of
    /// making also within a millisecond.</summary>
    public static TId New<TId>() where TId : struct, IId<TId> => TId.Of(NewGuid());

    // Version 7 leaves the twelve bits after the milliseconds to its maker (RFC 9562, 6.2, method 1): here they count. More than 4096
    // in a millisecond, or a clock that was put back, borrow from the milliseconds to come.
    private static Guid NewGuid()
    {
        var random = Guid.CreateVersion7();
        Span<byte> bytes = stackalloc byte[16];
        random.TryWriteBytes(bytes, bigEndian: true, out _);
        var now = BinaryPrimitives.ReadInt64BigEndian(bytes) >>> 16 << 12;
        long last, next;
        do
        {
            last = Volatile.Read(ref _last);
            next = Math.Max(now, last + 1);
        }
        while (Interlocked.CompareExchange(ref _last, next, last) != last);
        BinaryPrimitives.WriteInt64BigEndian(bytes, (next >>> 12 << 16) | 0x7000 | (next & 0xFFF));
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>Reads an id from a route or a query string.</summary>
    public static bool TryParse<TId>(string? text, out TId id) where TId : struct, IId<TId>
    {
        var parsed = Guid.TryParse(text, out var value);
        id = TId.Of(value);
        return parsed;
    }

    /// <summary>Every id type of this assembly, for the database conversions and the OpenAPI document.</summary>
    public static IReadOnlyList<Type> Types { get; } = [.. typeof(Id).Assembly.GetTypes()
        .Where(type => type.IsValueType && type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IId<>)))];
}

/// <summary>Reads and writes every id type as a JSON string, also as a dictionary key.</summary>
public sealed class IdJsonConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => Id.Types.Contains(typeToConvert);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert))!;

    [SuppressMessage("Performance", "CA1812", Justification = "made by reflection above")]
    private sealed class Converter<TId> : JsonConverter<TId> where TId : struct, IId<TId>
    {
        public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && reader.TryGetGuid(out var value)
                ? TId.Of(value)
                : throw new JsonException("An id is a UUID in a string.");

        public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);

        public override TId ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TId.Of(Guid.Parse(reader.GetString()!));

        public override void WriteAsPropertyName(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) =>
            writer.WritePropertyName(value.Value.ToString());
    }
}
