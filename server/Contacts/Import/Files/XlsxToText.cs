using System.Globalization;
using System.Text;
using ExcelDataReader;

namespace Parley.Contacts.Import.Files;

/// <summary>Turns one sheet into delimited UTF-8 text, row by row, so that there is one reader for all files and a damaged sheet is found
/// before anything is imported. Call <see cref="XlsxGuard"/> first.</summary>
public static class XlsxToText
{
    public const char Delimiter = ',';

    static XlsxToText() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance); // the library asks for 1252 even where it needs none

    /// <summary>Null, or why the sheet cannot be read.</summary>
    /// <param name="rows">Rows at most; for a preview.</param>
    public static string? Convert(Stream package, string? sheet, Stream output, ImportOptions options, TimeProvider time, CancellationToken cancellationToken, long rows = long.MaxValue)
    {
        package.Position = 0;
        var since = time.GetTimestamp();
        using var text = new StreamWriter(output, new UTF8Encoding(false), 64 * 1024, leaveOpen: true);
        try
        {
            using var reader = ExcelReaderFactory.CreateOpenXmlReader(package, new ExcelReaderConfiguration { LeaveOpen = true });
            while (sheet is not null && reader.Name != sheet)
                if (!reader.NextResult()) return $"The spreadsheet has no sheet named \"{sheet}\".";
            if (reader.FieldCount > options.MaxColumns) return $"The sheet has more than {options.MaxColumns} columns. Remove what does not belong to the list.";

            for (var row = 0L; row < rows && reader.Read(); row++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (time.GetElapsedTime(since) > options.MaxSheetTime) return "The spreadsheet takes too long to read. Save the sheet as CSV and upload that.";
                if (row > options.MaxRows) return TooManyRows(options);
                Write(text, reader);
            }
            return null;
        }
#pragma warning disable CA1031 // the library answers damaged files with a dozen kinds of exceptions, null references among them
        catch (Exception broken) when (broken is not OperationCanceledException)
#pragma warning restore CA1031
        {
            return "The spreadsheet is damaged. Open it, save it again as XLSX or CSV, and upload that.";
        }
    }

    internal static string TooManyRows(ImportOptions options) => $"The file has more than {options.MaxRows:N0} rows. Split it.";

    private static void Write(TextWriter text, IExcelDataReader reader)
    {
        for (var column = 0; column < reader.FieldCount; column++)
        {
            if (column > 0) text.Write(Delimiter);
            DelimitedText.Append(text, TextOf(reader.GetValue(column)).Replace("\0", "", StringComparison.Ordinal));
        }
        text.Write('\n');
    }

    // A phone number typed into a cell is a number to the spreadsheet, shown as 5.51199E+12; here it is its digits again.
    private static string TextOf(object? value) => value switch
    {
        null => "",
        string text => text,
        double number when number == Math.Floor(number) && Math.Abs(number) < 1e15 => ((long)number).ToString(CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        DateTime day when day.TimeOfDay == TimeSpan.Zero => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime moment => moment.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture),
        bool yes => yes ? "true" : "false",
        _ => System.Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
