namespace Parley.Contacts.Import.Files;

public enum FileFormat { Csv, Xlsx }

/// <summary>Encodings that a text file may have. Latin-1 is read as Windows-1252, which has the same letters and more of the quotes and dashes.</summary>
public enum FileEncoding { Utf8, Utf16Le, Utf16Be, Windows1252 }

/// <summary>How to read a file.</summary>
/// <param name="Encoding">Null for a spreadsheet.</param>
/// <param name="Delimiter">One of <c>, ; | </c> and tab; null for a spreadsheet.</param>
/// <param name="Header">Whether the first row names the columns.</param>
/// <param name="Sheet">The sheet of a spreadsheet; null for a text.</param>
public sealed record FileLayout(FileFormat Format, FileEncoding? Encoding, char? Delimiter, bool Header, string? Sheet)
{
    public static IReadOnlyList<char> Delimiters { get; } = [',', ';', '\t', '|'];
}
