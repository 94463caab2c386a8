using System.Text.Json;

namespace Parley.Platform.Text;

/// <summary>Whether JSON that a caller may write freely can be stored and read again: PostgreSQL takes no zero character, and half of a surrogate pair
/// (or bytes that are no UTF-8) is no text anywhere. Requests are checked where they are read (Platform/Http); this is for JSON that comes another way.</summary>
public static class StorableJson
{
    /// <summary>For the sentence of a refusal.</summary>
    public const string Problem = "holds a text that cannot be stored: a zero character, or half of a character.";

    public static bool Check(JsonElement json)
    {
        try
        {
            return Walk(json);
        }
        catch (InvalidOperationException)
        {
            return false; // the only way in which JsonElement says that a text is no Unicode
        }
    }

    private static bool Walk(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.String:
                return !json.GetString()!.Contains('\0', StringComparison.Ordinal);
            case JsonValueKind.Array:
                foreach (var item in json.EnumerateArray()) if (!Walk(item)) return false;
                return true;
            case JsonValueKind.Object:
                foreach (var property in json.EnumerateObject()) if (property.Name.Contains('\0', StringComparison.Ordinal) || !Walk(property.Value)) return false;
                return true;
            default:
                return true;
        }
    }
}
