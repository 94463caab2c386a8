using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Parley.Platform.Data;

/// <summary>Enums are snake_case words in the database, in JSON and in the docs: <c>WaitingForLogin</c> ↔ <c>waiting_for_login</c>.</summary>
public static class Words<TEnum> where TEnum : struct, Enum
{
    private static readonly FrozenDictionary<TEnum, string> ByValue = Enum.GetValues<TEnum>().ToFrozenDictionary(value => value, value => SnakeCase.Of(value.ToString()));
    private static readonly FrozenDictionary<string, TEnum> ByWord = ByValue.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    public static string Of(TEnum value) => ByValue[value];

    /// <exception cref="FormatException">The word is none of this enum's.</exception>
    public static TEnum Parse(string word) =>
        ByWord.TryGetValue(word, out var value) ? value : throw new FormatException($"{word} is none of: {string.Join(", ", ByWord.Keys)}.");

    public static bool TryParse(string? word, out TEnum value)
    {
        value = default;
        return word is not null && ByWord.TryGetValue(word, out value);
    }

    /// <summary>For an entity's configuration: <c>.HasConversion(Words&lt;State&gt;.Converter)</c>.</summary>
    public static ValueConverter<TEnum, string> Converter { get; } = new(value => Of(value), word => Parse(word));
}
