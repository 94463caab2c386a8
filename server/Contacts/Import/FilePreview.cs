namespace Parley.Contacts.Import;

/// <summary>What a person sees of a file before it is imported.</summary>
/// <param name="Columns">One per column of the widest row that was looked at.</param>
/// <param name="Rows">The first rows after the header.</param>
/// <param name="Sheets">The visible sheets of a spreadsheet.</param>
public sealed record FilePreview(IReadOnlyList<FilePreview.Column> Columns, IReadOnlyList<IReadOnlyList<string>> Rows, IReadOnlyList<string>? Sheets)
{
    private const int CellChars = 200;

    /// <param name="Name">From the header.</param>
    /// <param name="Suggestion">What the column probably goes into (<see cref="ImportColumn"/>); null: leave it out.</param>
    public sealed record Column(int Index, string? Name, string? Suggestion);

    /// <summary>The suggestions as a mapping.</summary>
    public string?[] SuggestedMapping() => [.. Columns.Select(column => column.Suggestion)];

    /// <param name="sample">Rows from the file's beginning, the header included when there is one.</param>
    public static FilePreview Of(IReadOnlyList<string[]> sample, bool header, ImportTarget target, string? defaultRegion, int rows, IReadOnlyList<string>? sheets)
    {
        var width = sample.Count == 0 ? 0 : sample.Max(row => row.Length);
        var names = header && sample.Count > 0 ? sample[0] : [];
        var body = sample.Skip(header ? 1 : 0).ToList();
        var suggestions = Suggest(names, body, width, target, defaultRegion);
        return new FilePreview(
            [.. Enumerable.Range(0, width).Select(i => new Column(i, i < names.Length && names[i].Length > 0 ? Cut(names[i]) : null, suggestions[i]))],
            [.. body.Take(rows).Select(row => (IReadOnlyList<string>)[.. row.Select(Cut)])],
            sheets);
    }

    private static string?[] Suggest(string[] names, List<string[]> body, int width, ImportTarget target, string? defaultRegion)
    {
        var result = new string?[width];
        for (var i = 0; i < Math.Min(width, names.Length); i++)
        {
            if (ColumnGuess.OfHeader(names[i]) is { } guess && ImportColumn.Fields(target).Contains(guess) && !result.Contains(guess)) result[i] = guess;
        }
        // No header says which column has the numbers: the one with the most.
        if (!result.Contains(ImportColumn.Phone) && Best(body, width, defaultRegion) is { } phone) result[phone] = ImportColumn.Phone;
        if (target == ImportTarget.Blocklist) return result;

        if (names.Length == 0 && !result.Contains(ImportColumn.Name) && FirstOfLetters(body, width, result) is { } name) result[name] = ImportColumn.Name;
        for (var i = 0; i < Math.Min(width, names.Length); i++)
            if (result[i] is null && ColumnGuess.VariableOf(names[i]) is { } variable && !result.Contains(ImportColumn.VariablePrefix + variable)
                && result.Count(column => ImportColumn.VariableOf(column) is not null) < ContactRules.MaxVariables)
                result[i] = ImportColumn.VariablePrefix + variable;
        return result;
    }

    private static int? Best(List<string[]> body, int width, string? defaultRegion)
    {
        var best = Enumerable.Range(0, width).Select(i => (Column: i, Score: ColumnGuess.NumberScore(body.Where(row => i < row.Length).Select(row => row[i]), defaultRegion)))
            .OrderByDescending(pair => pair.Score).FirstOrDefault();
        return best.Score > 0 ? best.Column : null;
    }

    private static int? FirstOfLetters(List<string[]> body, int width, string?[] taken)
    {
        for (var i = 0; i < width; i++)
            if (taken[i] is null && body.Count > 0 && body.Count(row => i < row.Length && row[i].Any(char.IsLetter)) * 2 > body.Count) return i;
        return null;
    }

    private static string Cut(string cell) => cell.Length <= CellChars ? cell : string.Concat(cell.AsSpan(0, CellChars - 1), "…");
}
