namespace Parley.Contacts.Numbers;

/// <summary>Recognises an extension written behind a number: "ext. 12", "x12", "ramal 12", "#12", ",,12".</summary>
internal static class NumberExtension
{
    private const int MaxDigits = 7;

    private static readonly string[] _words =
    [
        "x", "ext", "extn", "exten", "extension", "extensión", "int", "interno", "anexo", "ramal", "poste", "durchwahl", "dw", "доб", "вн",
        "tr", "dahili", "intern", "wew", "toestel", "分机", "内線",
    ];

    /// <param name="tail">What follows the number's last digit, from the first sign that is no punctuation on.</param>
    public static bool Is(ReadOnlySpan<char> tail)
    {
        var at = 0;
        while (at < tail.Length && tail[at] is '#' or ',' or ';' or '*')
            at++;
        var marked = at > 0;
        at += CountWhile(tail[at..], ' ');
        var word = at;
        while (word < tail.Length && char.IsLetter(tail[word]))
            word++;
        if (word > at)
            marked = IsWord(tail[at..word]);
        at = word;
        while (at < tail.Length && tail[at] is '.' or ':' or '=' or ' ' or '-' or '#' or '\u00A0')
            at++;
        tail = tail.TrimEnd('#');
        var digits = tail.Length - at;
        return marked && digits is > 0 and <= MaxDigits && !tail[at..].ContainsAnyExceptInRange('0', '9');
    }

    private static bool IsWord(ReadOnlySpan<char> word)
    {
        foreach (var known in _words)
        {
            if (word.Equals(known, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static int CountWhile(ReadOnlySpan<char> text, char sign)
    {
        var rest = text.TrimStart(sign);
        return text.Length - rest.Length;
    }
}
