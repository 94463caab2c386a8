using System.Buffers;
using System.IO.Compression;
using System.Xml;

namespace Parley.Contacts.Import.Files;

/// <summary>Looks at a spreadsheet's package before any reader does: what it declares and, since that may be a lie, what it really unpacks to.</summary>
public static class XlsxGuard
{
    private const int RatioFrom = 10 * 1024 * 1024;

    /// <summary>The names of the visible sheets, or why the package must not be opened.</summary>
    public static (IReadOnlyList<string> Sheets, string? Fault) Check(Stream package, ImportOptions options, CancellationToken cancellationToken)
    {
        package.Position = 0;
        try
        {
            using var zip = new ZipArchive(package, ZipArchiveMode.Read, leaveOpen: true);
            if (zip.GetEntry("[Content_Types].xml") is null || zip.GetEntry("xl/workbook.xml") is not { } workbook)
                return ([], "This is a ZIP archive, not a spreadsheet. Unpack it and upload the CSV or XLSX within.");
            return Unpack(zip, options, cancellationToken) is { } fault ? ([], fault) : (Sheets(workbook), null);
        }
        catch (Exception broken) when (broken is InvalidDataException or XmlException or IOException or NotSupportedException)
        {
            return ([], "The spreadsheet is damaged. Open it, save it again as XLSX, and upload that.");
        }
    }

    private static string? Unpack(ZipArchive zip, ImportOptions options, CancellationToken cancellationToken)
    {
        const string bomb = "The spreadsheet unpacks to far more than it holds. Save the sheet as CSV and upload that.";
        if (zip.Entries.Count > options.MaxParts) return $"The spreadsheet has more than {options.MaxParts} parts. Save the sheet as CSV and upload that.";
        if (zip.Entries.Sum(entry => (decimal)entry.Length) > options.MaxUnpacked) return bomb;
        if (zip.Entries.Any(entry => entry.Length > RatioFrom && entry.Length / Math.Max(1, entry.CompressedLength) > options.MaxRatio)) return bomb;

        var total = 0L;
        var buffer = ArrayPool<byte>.Shared.Rent(128 * 1024);
        try
        {
            foreach (var entry in zip.Entries)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var size = 0L;
                using var content = entry.Open();
                for (int read; (read = content.Read(buffer)) > 0;)
                {
                    size += read;
                    if ((total += read) > options.MaxUnpacked || (size > RatioFrom && size / Math.Max(1, entry.CompressedLength) > options.MaxRatio)) return bomb;
                }
                if (entry.FullName.EndsWith("sharedStrings.xml", StringComparison.OrdinalIgnoreCase) && size > options.MaxSharedStrings)
                    return $"The spreadsheet holds more than {options.MaxSharedStrings / 1024 / 1024} MB of texts. Save the sheet as CSV and upload that.";
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
        return null;
    }

    private static List<string> Sheets(ZipArchiveEntry workbook)
    {
        using var content = workbook.Open();
        using var xml = XmlReader.Create(content, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        var names = new List<string>();
        while (xml.Read())
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "sheet" && xml.GetAttribute("state") is null or "visible" && xml.GetAttribute("name") is { Length: > 0 } name)
                names.Add(name);
        return names;
    }
}
