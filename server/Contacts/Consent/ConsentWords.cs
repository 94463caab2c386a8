using System.Globalization;
using System.Text;
using Parley.Platform.Text;

namespace Parley.Contacts.Consent;

/// <summary>Reads whether a message as a whole asks to leave or to come back. Upper and lower case, accents, punctuation and emoji around it make no difference;
/// a word inside of a sentence does ("stop by tomorrow" leaves nobody).</summary>
public static class ConsentWords
{
    private const int LongestMessage = 80;

    /// <returns>The consent that the message asks for; null when it asks for none. Leaving wins where a word stands in both lists.</returns>
    public static ConsentState? Read(string? text, IReadOnlyCollection<string> optOutWords, IReadOnlyCollection<string> optInWords)
    {
        if (text is null || text.Length > LongestMessage) return null;
        var said = Plain(text);
        if (said.Length == 0) return null;
        if (optOutWords.Any(word => Plain(word) == said)) return ConsentState.OptedOut;
        return optInWords.Any(word => Plain(word) == said) ? ConsentState.OptedIn : null;
    }

    /// <summary>Folded letters and digits, words parted by one space.</summary>
    private static string Plain(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var rune in Folding.Fold(text).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format) continue;
            if (Rune.IsLetterOrDigit(rune)) result.Append(rune.ToString());
            else if (result.Length > 0 && result[^1] != ' ') result.Append(' ');
        }
        return result.ToString().TrimEnd();
    }
}
