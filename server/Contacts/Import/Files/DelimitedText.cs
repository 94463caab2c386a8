using System.Buffers;

namespace Parley.Contacts.Import.Files;

/// <summary>Writes fields of delimited text.</summary>
public static class DelimitedText
{
    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",;\"\r\n\t|");

    /// <summary>The field as it stands in a file, quoted when it must be.</summary>
    public static void Append(TextWriter output, ReadOnlySpan<char> field)
    {
        if (field.IndexOfAny(NeedQuotes) < 0)
        {
            output.Write(field);
            return;
        }
        output.Write('"');
        foreach (var part in field.Split('"'))
        {
            if (part.Start.Value > 0) output.Write("\"\"");
            output.Write(field[part]);
        }
        output.Write('"');
    }

    /// <summary>As <see cref="Append"/>, for files that people open in a spreadsheet: what a spreadsheet would run as a formula gets an
    /// apostrophe in front, which it shows as text. Reading such a file again takes the apostrophe off (<see cref="Unarmed"/>).</summary>
    public static void AppendSafely(TextWriter output, ReadOnlySpan<char> field)
    {
        if (!IsArmed(field))
        {
            Append(output, field);
            return;
        }
        Append(output, string.Concat("'", field));
    }

    /// <summary>The field without the apostrophe of <see cref="AppendSafely"/>.</summary>
    public static ReadOnlySpan<char> Unarmed(ReadOnlySpan<char> field) => field.Length > 1 && field[0] == '\'' && IsArmed(field[1..]) ? field[1..] : field;

    // Spreadsheets skip spaces in front; full-width signs count in East Asian ones.
    private static bool IsArmed(ReadOnlySpan<char> field)
    {
        var bare = field.TrimStart(' ');
        return bare.Length > 0 && bare[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠';
    }
}
