namespace Parley.Contacts.Import.Files;

/// <summary>The first look at an uploaded file: what it is, how it is to be read, and its first rows.</summary>
public static class FileLook
{
    public abstract record Outcome
    {
        private Outcome() { }

        public sealed record Readable(FileLayout Layout, FilePreview Preview) : Outcome;

        /// <param name="Sentence">What it is instead, and what to do.</param>
        public sealed record Refused(string Sentence) : Outcome;
    }

    /// <summary>What a person corrects after a look at the preview; null is: as detected.</summary>
    public sealed record Wish(FileEncoding? Encoding = null, char? Delimiter = null, bool? Header = null, string? Sheet = null);

    /// <param name="file">Seekable; at any position.</param>
    /// <param name="sniffer">Has seen all of the file.</param>
    public static Outcome At(Stream file, EncodingSniffer sniffer, Wish wish, ImportTarget target, string? defaultRegion, ImportOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        if (file.Length == 0) return new Outcome.Refused("The file is empty.");
        if (Impostor.IsPackage(sniffer.Start)) return AtSheet(file, wish, target, defaultRegion, options, time, cancellationToken);
        if (Impostor.Unmask(sniffer.Start) is { } impostor) return new Outcome.Refused(impostor);
        var (found, trouble) = sniffer.Conclude();
        if ((wish.Encoding ?? found) is not { } encoding) return new Outcome.Refused(trouble!);

        var delimiter = wish.Delimiter ?? LayoutGuess.Delimiter(file, encoding);
        var (rows, fault) = LayoutGuess.Rows(file, encoding, delimiter);
        if (fault is not null) return new Outcome.Refused(fault);
        return Answer(rows, new FileLayout(FileFormat.Csv, encoding, delimiter, wish.Header ?? LayoutGuess.Header(rows), null), null, target, defaultRegion, options);
    }

    private static Outcome AtSheet(Stream file, Wish wish, ImportTarget target, string? defaultRegion, ImportOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var (sheets, fault) = XlsxGuard.Check(file, options, cancellationToken);
        if (fault is not null) return new Outcome.Refused(fault);
        if (sheets.Count == 0) return new Outcome.Refused("The spreadsheet has no visible sheet.");
        var sheet = wish.Sheet ?? sheets[0];
        if (!sheets.Contains(sheet)) return new Outcome.Refused($"The spreadsheet has no visible sheet named \"{sheet}\".");

        using var text = new MemoryStream();
        if (XlsxToText.Convert(file, sheet, text, options, time, cancellationToken, LayoutGuess.SampleRows) is { } broken) return new Outcome.Refused(broken);
        var (rows, _) = LayoutGuess.Rows(text, FileEncoding.Utf8, XlsxToText.Delimiter);
        return Answer(rows, new FileLayout(FileFormat.Xlsx, null, null, wish.Header ?? LayoutGuess.Header(rows), sheet), sheets, target, defaultRegion, options);
    }

    private static Outcome Answer(IReadOnlyList<string[]> rows, FileLayout layout, IReadOnlyList<string>? sheets, ImportTarget target, string? defaultRegion, ImportOptions options)
    {
        if (rows.Count == 0) return new Outcome.Refused("The file holds no rows.");
        if (rows.Max(row => row.Length) > options.MaxColumns) return new Outcome.Refused($"The file has more than {options.MaxColumns} columns. Is the delimiter right?");
        return new Outcome.Readable(layout, FilePreview.Of(rows, layout.Header, target, defaultRegion, options.PreviewRows, sheets));
    }
}
