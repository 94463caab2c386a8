using System.Text;

namespace Parley.Tests.Architecture;

/// <summary>The strings that stand in C#, with a &lt;&gt; for each place where something is put in.</summary>
internal static class Literals
{
    public const string Hole = "<>";

    /// <summary>Those within what is put in stand for themselves too.</summary>
    public static IReadOnlyList<(int Start, string Text)> Of(string code)
    {
        var found = new List<(int, string)>();
        var at = 0;
        while (at < code.Length) at = Skip(code, at, found);
        return found;
    }

    // One step of code: a comment, a character, a string, or anything else.
    private static int Skip(string code, int at, List<(int, string)> found)
    {
        if (Stands(code, at, "//")) return code.IndexOf('\n', at) is >= 0 and var line ? line : code.Length;
        if (Stands(code, at, "/*")) return code.IndexOf("*/", at, StringComparison.Ordinal) + 2;
        if (code[at] == '\'') return code[at + 1] == '\\' ? code.IndexOf('\'', at + 3) + 1 : at + 3;
        var quote = at;
        while (code[quote] is '$' or '@' && quote + 1 < code.Length) quote++;
        return code[quote] == '"' ? Read(code, at, quote, found) : quote + 1;
    }

    private static int Read(string code, int start, int quote, List<(int, string)> found)
    {
        var marks = code[start..quote];
        var (dollars, verbatim) = (marks.Count(mark => mark == '$'), marks.Contains('@'));
        var quotes = code.AsSpan(quote).IndexOfAnyExcept('"');
        if (quotes == 2) return Add(found, start, "", quote + 2);
        var raw = quotes >= 3;
        if (!raw) quotes = 1;
        var (text, at, end) = (new StringBuilder(), quote + quotes, new string('"', quotes));
        while (true)
        {
            if (verbatim && Stands(code, at, "\"\"")) (_, at) = (text.Append('"'), at + 2);
            else if (Stands(code, at, end)) return Add(found, start, text.ToString(), at + quotes);
            else if (!raw && !verbatim && code[at] == '\\') (_, at) = (text.Append(code[at + 1] switch { 'n' => '\n', 't' => '\t', '0' => '\0', var same => same }), at + 2);
            else if (dollars > 0 && !raw && (Stands(code, at, "{{") || Stands(code, at, "}}"))) (_, at) = (text.Append(code[at]), at + 2);
            else if (dollars > 0 && Stands(code, at, new string('{', dollars)) && !(raw && Stands(code, at, new string('{', dollars + 1)))) (_, at) = (text.Append(Hole), Past(code, at, found));
            else text.Append(code[at++]);
        }
    }

    // Past what is put in, which is code again.
    private static int Past(string code, int at, List<(int, string)> found)
    {
        for (var depth = 0; ;)
        {
            if (code[at] is '{' or '(' or '[') depth++;
            else if (code[at] is '}' or ')' or ']') depth--;
            else
            {
                at = Skip(code, at, found);
                continue;
            }
            at++;
            if (depth == 0) return at;
        }
    }

    private static int Add(List<(int, string)> found, int start, string text, int next)
    {
        found.Add((start, text));
        return next;
    }

    private static bool Stands(string code, int at, string what) => string.CompareOrdinal(code, at, what, 0, what.Length) == 0;
}
