namespace Parley.Contacts;

/// <summary>How much a contact may hold. Every door checks: the API, imports, flows.</summary>
public static class ContactRules
{
    public const int MaxName = 200;
    public const int MaxLid = 40;
    public const int MaxTags = 50;
    public const int MaxTag = 64;
    public const int MaxVariables = 100;
    public const int MaxVariableName = 64;

    /// <summary>Characters of one variable's value, written as JSON.</summary>
    public const int MaxVariable = 2000;

    /// <summary>Letters, digits, underscores and hyphens, at most <see cref="MaxVariableName"/>; so that <c>{{name}}</c> and paths into it stay readable.</summary>
    public static bool IsVariableName(ReadOnlySpan<char> name)
    {
        if (name.Length is 0 or > MaxVariableName || name[0] == '-') return false;
        foreach (var letter in name) if (!char.IsLetterOrDigit(letter) && letter is not ('_' or '-')) return false;
        return true;
    }

    /// <summary>1 to <see cref="MaxTag"/> characters, none of them a separator of tags or a control character.</summary>
    public static bool IsTag(ReadOnlySpan<char> tag)
    {
        if (tag.Length is 0 or > MaxTag || tag.Trim().Length != tag.Length) return false;
        foreach (var letter in tag) if (letter is ',' or ';' or '|' || char.IsControl(letter)) return false;
        return true;
    }

    /// <summary>A language tag by form: <c>pt</c>, <c>pt-BR</c>, <c>zh-Hant-TW</c>.</summary>
    public static bool IsLanguage(ReadOnlySpan<char> language)
    {
        if (language.Length > 35) return false;
        var first = true;
        foreach (var range in language.Split('-'))
        {
            var part = language[range];
            if (part.Length > 8 || part.Length < (first ? 2 : 1) || (first && part.Length > 3)) return false;
            foreach (var letter in part) if (!(first ? char.IsAsciiLetter(letter) : char.IsAsciiLetterOrDigit(letter))) return false;
            first = false;
        }
        return !first;
    }

    /// <summary>An IANA time zone that this machine knows.</summary>
    public static bool IsTimeZone(string zone) => zone.Length is > 0 and <= 64 && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) && found.HasIanaId;

    /// <summary>A name as it is stored: trimmed, cut to length, null when nothing is left. For names that a network reports; what a person
    /// typed is refused instead of cut.</summary>
    public static string? NameOf(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var name = text.Replace("\0", "", StringComparison.Ordinal).Trim();
        if (name.Length > MaxName) name = name[..(char.IsHighSurrogate(name[MaxName - 1]) ? MaxName - 1 : MaxName)];
        return name.Length == 0 ? null : name;
    }
}
