using System.Text;

namespace Parley.Contacts.Import.Files;

internal static class Encodings
{
    private static readonly Encoding Windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>Throws at wrong bytes.</summary>
    public static Encoding Strict(FileEncoding encoding) => encoding switch
    {
        FileEncoding.Utf8 => new UTF8Encoding(false, throwOnInvalidBytes: true),
        FileEncoding.Utf16Le => new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true),
        FileEncoding.Utf16Be => new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true),
        _ => Windows,
    };

    /// <summary>Replaces wrong bytes.</summary>
    public static Encoding Lenient(FileEncoding encoding) => encoding switch
    {
        FileEncoding.Utf8 => new UTF8Encoding(false),
        FileEncoding.Utf16Le => new UnicodeEncoding(bigEndian: false, byteOrderMark: false),
        FileEncoding.Utf16Be => new UnicodeEncoding(bigEndian: true, byteOrderMark: false),
        _ => Windows,
    };

    public static string NameOf(FileEncoding encoding) => encoding switch
    {
        FileEncoding.Utf8 => "UTF-8",
        FileEncoding.Utf16Le or FileEncoding.Utf16Be => "UTF-16",
        _ => "Windows-1252",
    };

    public static int MarkLength(ReadOnlySpan<byte> start, FileEncoding encoding) => encoding switch
    {
        FileEncoding.Utf8 when start is [0xef, 0xbb, 0xbf, ..] => 3,
        FileEncoding.Utf16Le when start is [0xff, 0xfe, ..] => 2,
        FileEncoding.Utf16Be when start is [0xfe, 0xff, ..] => 2,
        _ => 0,
    };
}
