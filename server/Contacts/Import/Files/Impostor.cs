using System.Text;

namespace Parley.Contacts.Import.Files;

/// <summary>Recognises files that are not what they are called by their first bytes, so that a PDF named .csv gets a sentence and not a million rejects.</summary>
public static class Impostor
{
    /// <summary>Whether the bytes begin a ZIP package, as every XLSX does.</summary>
    public static bool IsPackage(ReadOnlySpan<byte> start) => start.StartsWith("PK\u0003\u0004"u8);

    /// <summary>What the file is instead of a table, and what to do; null when it may be a text.</summary>
    public static string? Unmask(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith("%PDF"u8)) return "This is a PDF. Export the list as CSV or XLSX from the program that it comes from.";
        if (start.StartsWith((ReadOnlySpan<byte>)[0xd0, 0xcf, 0x11, 0xe0]))
            return "This is an old Excel workbook (.xls) or one with a password. Save it as XLSX without a password, or as CSV.";
        if (start.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]) || start.StartsWith("Rar!"u8) || start.StartsWith("7z"u8)) return "This is a compressed archive. Unpack it and upload the file within.";
        if (start.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']) || start.StartsWith((ReadOnlySpan<byte>)[0xff, 0xd8, 0xff]) || start.StartsWith("GIF8"u8) || start.StartsWith("RIFF"u8))
            return "This is a picture or a sound. Upload the list as CSV or XLSX.";
        if (start.StartsWith("\u007fELF"u8) || start.StartsWith("MZ"u8)) return "This is a program. Upload the list as CSV or XLSX.";
        if (start.StartsWith("SQLite format 3"u8)) return "This is a database. Export the list as CSV or XLSX.";

        var head = Encoding.Latin1.GetString(start[..Math.Min(start.Length, 256)]).TrimStart('\u00ef', '\u00bb', '\u00bf', ' ', '\r', '\n', '\t');
        if (head.StartsWith("<!doctype", StringComparison.OrdinalIgnoreCase) || head.StartsWith("<html", StringComparison.OrdinalIgnoreCase) || head.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase) || head.StartsWith("<table", StringComparison.OrdinalIgnoreCase))
            return "This is a web page or XML, often an error page that was saved under the list's name. Download the list again as CSV or XLSX.";
        if (head.StartsWith("BEGIN:VCARD", StringComparison.OrdinalIgnoreCase)) return "These are address cards (vCard). Export the list as CSV.";
        if (head.StartsWith("{\\rtf", StringComparison.OrdinalIgnoreCase)) return "This is a text document. Save the list as CSV or XLSX.";
        if (head.StartsWith('{') || head.StartsWith("[{", StringComparison.Ordinal)) return "This is JSON. Export the list as CSV, or send the contacts through the API.";

        var control = 0;
        foreach (var b in start) if (b is > 0 and < 32 and not ((byte)'\t' or (byte)'\n' or (byte)'\r')) control++;
        return control > start.Length / 50 ? "This is not a text file. Upload the list as CSV or XLSX." : null;
    }
}
