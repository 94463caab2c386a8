using System.Text.Json;

namespace Parley.Platform.Http;

/// <summary>For a JSON converter that reads its value as another type first: an error within names the whole path of the field.</summary>
public static class NestedJson
{
    /// <exception cref="JsonException">The value does not fit; the path within it stands in the inner exception.</exception>
    public static T Read<T>(ref Utf8JsonReader reader, JsonSerializerOptions options) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(ref reader, options) ?? throw new JsonException();
        }
        catch (JsonException inner)
        {
            // Without a path of its own, so that the serializer outside puts in where the value stands.
            throw new JsonException(inner.Message, inner);
        }
    }

    /// <summary>Where the value stands that could not be read, such as <c>contacts[0].phoneNumber</c>; null for the body as a whole.</summary>
    internal static string? FieldOf(JsonException problem)
    {
        var path = "";
        for (var at = problem; at is not null; at = at.InnerException as JsonException)
        {
            path += at.Path?.TrimStart('$');
            if (at is NullElementException { Place: var place }) path += "." + place;
        }
        return path.TrimStart('.') is { Length: > 0 } whole ? whole : null;
    }

    /// <summary>What the converter within said, if it said more than that the type is wrong.</summary>
    internal static string? SentenceOf(JsonException problem)
    {
        for (var at = problem; at is not null; at = at.InnerException as JsonException)
            if (at is UnstorableTextException or NullElementException) return at.Message;
        return null;
    }
}
