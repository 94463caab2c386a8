namespace Parley.Contacts.Import.Files;

/// <summary>Finds delimiter and header of a text from its first rows.</summary>
public static class LayoutGuess
{
    public const int SampleBytes = 256 * 1024;
    public const int SampleRows = 200;

    /// <summary>The first rows, split by that delimiter, and what is wrong with the file if that shows already.</summary>
    /// <param name="file">At any position; is left somewhere else.</param>
    public static (IReadOnlyList<string[]> Rows, string? Fault) Rows(Stream file, FileEncoding encoding, char delimiter)
    {
        file.Position = 0;
        var bytes = new byte[SampleBytes];
        var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        var whole = length < bytes.Length;
        var reader = new DelimitedReader(new MemoryStream(bytes, 0, length), encoding, delimiter, maxColumns: int.MaxValue);
        var rows = new List<string[]>();
        while (rows.Count < SampleRows && reader.Read())
            if (!reader.IsBlank) rows.Add(Cells(reader));
        // The last row of a cut sample is probably cut as well.
        if (!whole && rows.Count is > 1 and < SampleRows) rows.RemoveAt(rows.Count - 1);
        return (rows, whole ? reader.Fault : null);
    }

    public static char Delimiter(Stream file, FileEncoding encoding)
    {
        var best = (Delimiter: ',', Score: 0.0);
        foreach (var delimiter in FileLayout.Delimiters)
        {
            var score = Score(Rows(file, encoding, delimiter).Rows);
            if (score > best.Score) best = (delimiter, score);
        }
        return best.Delimiter;
    }

    // A delimiter is good when it cuts all rows into the same number of columns, and better when one column then holds phone numbers.
    private static double Score(IReadOnlyList<string[]> rows)
    {
        if (rows.Count == 0) return 0;
        var usual = rows.GroupBy(row => row.Length).OrderByDescending(group => group.Count()).ThenByDescending(group => group.Key).First();
        if (usual.Key == 1) return 0;
        var alike = (double)usual.Count() / rows.Count;
        var numbers = Enumerable.Range(0, usual.Key).Max(column => usual.Count(row => ColumnGuess.LooksLikeNumber(row[column])));
        return alike * 10 + 5.0 * numbers / usual.Count() + Math.Min(usual.Key, 10) * 0.1;
    }

    /// <summary>Whether the first row names columns: it holds known words, or nothing that could be a number where the rows below do.</summary>
    public static bool Header(IReadOnlyList<string[]> rows)
    {
        if (rows.Count == 0) return false;
        if (rows[0].Any(cell => ColumnGuess.LooksLikeNumber(cell))) return false;
        if (rows[0].Any(cell => ColumnGuess.OfHeader(cell) is not null)) return true;
        return rows.Skip(1).Any(row => row.Any(cell => ColumnGuess.LooksLikeNumber(cell)));
    }

    private static string[] Cells(DelimitedReader reader)
    {
        var cells = new string[reader.Count];
        for (var i = 0; i < cells.Length; i++) cells[i] = reader[i].Trim().ToString();
        return cells;
    }
}
