using System.Text;

namespace Parley.Media;

/// <summary>Tells what a file is by its bytes. Pure: reads the stream and decides nothing about what is allowed where.</summary>
public static class Sniffer
{
    /// <summary>As much of a file's start as is looked at for its kind.</summary>
    private const int HeadLength = 8192;

    /// <param name="Type">What it is; null when it is nothing of the table.</param>
    /// <param name="Danger">Why nobody should pass it on, in a sentence; null when nothing speaks against it.</param>
    public readonly record struct Finding(FileType? Type, string? Danger);

    /// <param name="file">Seekable; its position afterwards is undefined.</param>
    public static Finding Look(Stream file)
    {
        file.Position = 0;
        var buffer = new byte[HeadLength];
        var head = buffer.AsSpan(0, file.ReadAtLeast(buffer, HeadLength, throwOnEndOfStream: false));

        if (Media(head) is { } media) return new Finding(media, null);
        if (Program(head)) return new Finding(null, "It is a program.");
        if (Begins(head, [0x50, 0x4B, 0x03, 0x04])) return Archive(file, head);
        if (Begins(head, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])) return OldOffice(file);
        return PlainText(head, whole: head.Length == file.Length);
    }

    private static FileType? Media(ReadOnlySpan<byte> head)
    {
        if (Begins(head, [0xFF, 0xD8, 0xFF])) return FileTypes.Jpeg;
        if (Begins(head, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])) return FileTypes.Png;
        if (Begins(head, "GIF87a"u8) || Begins(head, "GIF89a"u8)) return FileTypes.Gif;
        if (Begins(head, "RIFF"u8)) return At(head, 8, "WEBP"u8) ? FileTypes.WebP : null;
        if (At(head, 4, "ftyp"u8)) return IsoMedia(head);
        if (Begins(head, "OggS"u8)) return head.IndexOf("OpusHead"u8) is > 0 and < 200 ? FileTypes.Opus : null;
        if (Begins(head, "#!AMR\n"u8) || Begins(head, "#!AMR-WB\n"u8)) return FileTypes.Amr;
        if (Begins(head, "ID3"u8) || IsMpegAudio(head)) return FileTypes.Mp3;
        if (head.Length > 2 && head[0] == 0xFF && (head[1] & 0xF6) == 0xF0) return FileTypes.Aac;
        return Begins(head, "%PDF-"u8) ? FileTypes.Pdf : null;
    }

    // A frame's sync word, layer III, and neither a reserved version, nor a reserved bit rate or sample rate.
    private static bool IsMpegAudio(ReadOnlySpan<byte> head) => head.Length > 3 && head[0] == 0xFF && (head[1] & 0xE6) == 0xE2 && (head[1] & 0x18) != 0x08
        && (head[2] & 0xF0) is not (0xF0 or 0x00) && (head[2] & 0x0C) != 0x0C;

    // The brands of ISO 14496-12 containers; the first says what wrote it, the others with what it can be read.
    private static FileType? IsoMedia(ReadOnlySpan<byte> head)
    {
        var major = head.Slice(8, Math.Min(4, head.Length - 8));
        if (major.StartsWith("M4A"u8) || major.StartsWith("M4B"u8)) return FileTypes.M4A;
        if (major.StartsWith("3g"u8)) return FileTypes.ThreeGp;
        var length = Math.Min(head.Length, (int)Math.Min(System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(head), 256));
        var plays = false;
        for (var at = 8; at + 4 <= length; at += at == 8 ? 8 : 4)
        {
            var brand = head.Slice(at, 4);
            if (brand.SequenceEqual("qt  "u8) || brand.StartsWith("hei"u8) || brand.StartsWith("avi"u8) || brand.SequenceEqual("mif1"u8)) return null;
            plays |= brand.StartsWith("iso"u8) || brand.StartsWith("mp4"u8) || brand.StartsWith("avc"u8) || brand.StartsWith("M4V"u8) || brand.SequenceEqual("MSNV"u8) || brand.SequenceEqual("dash"u8);
        }
        return plays ? FileTypes.Mp4 : null;
    }

    private static bool Program(ReadOnlySpan<byte> head) =>
        Begins(head, "MZ"u8) || Begins(head, [0x7F, 0x45, 0x4C, 0x46]) // Windows, Linux
        || Begins(head, [0xCF, 0xFA, 0xED, 0xFE]) || Begins(head, [0xCE, 0xFA, 0xED, 0xFE]) || Begins(head, [0xCA, 0xFE, 0xBA, 0xBE]) // macOS, Java
        || Begins(head, "#!"u8) || Begins(head, [0x00, 0x61, 0x73, 0x6D]) || Begins(head, "dex\n"u8) // scripts, WebAssembly, Android
        || Begins(head, [0x4C, 0x00, 0x00, 0x00, 0x01, 0x14, 0x02, 0x00]); // Windows shortcuts

    private static Finding Archive(Stream file, ReadOnlySpan<byte> head)
    {
        if (ZipNames.Read(file) is not { } names) return new Finding(null, "It is a damaged or unusual archive.");
        if (names.Any(IsActiveEntry)) return new Finding(null, "It holds macros or a program.");
        if (names.Contains("[Content_Types].xml", StringComparer.Ordinal))
        {
            if (Holds("word/")) return new Finding(FileTypes.Docx, null);
            if (Holds("xl/")) return new Finding(FileTypes.Xlsx, null);
            if (Holds("ppt/")) return new Finding(FileTypes.Pptx, null);
        }
        // OpenDocument: the first entry is called mimetype, stored plainly, and says it.
        if (At(head, 30, "mimetypeapplication/vnd.oasis.opendocument."u8))
        {
            if (At(head, 73, "text"u8)) return new Finding(FileTypes.Odt, null);
            if (At(head, 73, "spreadsheet"u8)) return new Finding(FileTypes.Ods, null);
            if (At(head, 73, "presentation"u8)) return new Finding(FileTypes.Odp, null);
        }
        return default;

        bool Holds(string folder) => names.Any(name => name.StartsWith(folder, StringComparison.Ordinal));
    }

    private static bool IsActiveEntry(string name) =>
        name.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase) || name.StartsWith("Basic/", StringComparison.Ordinal)
        || name is "META-INF/MANIFEST.MF" or "AndroidManifest.xml" || name.EndsWith(".exe", StringComparison.OrdinalIgnoreCase);

    private static Finding OldOffice(Stream file)
    {
        if (CompoundFileNames.Read(file) is not { } names) return new Finding(null, "It is a damaged or unusual office file.");
        if (names.Contains("_VBA_PROJECT", StringComparer.Ordinal) || names.Contains("VBA", StringComparer.Ordinal)) return new Finding(null, "It holds macros.");
        if (names.Contains("WordDocument", StringComparer.Ordinal)) return new Finding(FileTypes.Doc, null);
        if (names.Contains("Workbook", StringComparer.Ordinal) || names.Contains("Book", StringComparer.Ordinal)) return new Finding(FileTypes.Xls, null);
        return new Finding(names.Contains("PowerPoint Document", StringComparer.Ordinal) ? FileTypes.Ppt : null, null);
    }

    private static Finding PlainText(ReadOnlySpan<byte> head, bool whole)
    {
        if (Decode(head, whole) is not { } text) return default;
        var start = text.AsSpan().TrimStart();
        if (start.Length > 1 && start[0] == '<' && (char.IsAsciiLetter(start[1]) || start[1] is '!' or '?'))
            return new Finding(null, "It is markup (HTML, SVG or XML), which can run scripts.");
        return new Finding(start.StartsWith("BEGIN:VCARD", StringComparison.OrdinalIgnoreCase) ? FileTypes.VCard : FileTypes.Text, null);
    }

    /// <returns>Null when it is no text: control characters that no text has.</returns>
    private static string? Decode(ReadOnlySpan<byte> head, bool whole)
    {
        string text;
        if (Begins(head, [0xFF, 0xFE])) text = Encoding.Unicode.GetString(head[2..(head.Length & ~1)]);
        else if (Begins(head, [0xFE, 0xFF])) text = Encoding.BigEndianUnicode.GetString(head[2..(head.Length & ~1)]);
        else
        {
            // A character may be cut at the end of the head.
            var utf8 = Encoding.UTF8.GetString(Begins(head, [0xEF, 0xBB, 0xBF]) ? head[3..] : head);
            var bad = utf8.IndexOf('\uFFFD', StringComparison.Ordinal);
            text = bad < 0 || (!whole && bad >= utf8.Length - 1) ? utf8 : Encoding.Latin1.GetString(head);
        }
        return text.Length == 0 || text.Any(c => c < ' ' && c is not ('\t' or '\r' or '\n' or '\f')) ? null : text;
    }

    private static bool Begins(ReadOnlySpan<byte> head, ReadOnlySpan<byte> mark) => head.StartsWith(mark);

    private static bool At(ReadOnlySpan<byte> head, int offset, ReadOnlySpan<byte> mark) => head.Length >= offset + mark.Length && head[offset..].StartsWith(mark);
}
