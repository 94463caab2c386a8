using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Parley.Tests.Media;

/// <summary>The smallest files that are what they say; each begins as the format's own description says.</summary>
internal static class Samples
{
    public static byte[] Jpeg => [0xFF, 0xD8, 0xFF, 0xE0, 0x00, 0x10, .. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0xFF, 0xD9];
    public static byte[] Png => Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");
    public static byte[] Gif => [.. "GIF89a"u8, 1, 0, 1, 0, 0, 0, 0, 0x3B];
    public static byte[] WebP => [.. "RIFF"u8, 12, 0, 0, 0, .. "WEBPVP8 "u8, 0, 0, 0, 0];
    public static byte[] Wav => [.. "RIFF"u8, 12, 0, 0, 0, .. "WAVEfmt "u8, 0, 0, 0, 0];
    public static byte[] Mp4 => Iso("isom", "isom", "iso2", "avc1", "mp41");
    public static byte[] ThreeGp => Iso("3gp5", "3gp5", "isom");
    public static byte[] M4A => Iso("M4A ", "M4A ", "mp42", "isom");
    public static byte[] QuickTime => Iso("qt  ", "qt  ");
    public static byte[] Heic => Iso("heic", "mif1", "heic");
    public static byte[] Opus => Ogg("OpusHead");
    public static byte[] Vorbis => Ogg("\u0001vorbis");
    public static byte[] Mp3 => [0xFF, 0xFB, 0x90, 0x64, .. new byte[400]];
    public static byte[] TaggedMp3 => [.. "ID3"u8, 4, 0, 0, 0, 0, 0, 0, .. Mp3];
    public static byte[] Aac => [0xFF, 0xF1, 0x50, 0x80, 0x02, 0x1F, 0xFC, .. new byte[20]];
    public static byte[] Amr => [.. "#!AMR\n"u8, 0x3C, 0x08];
    public static byte[] Pdf => [.. "%PDF-1.7\n%%EOF"u8];
    public static byte[] Text => "Olá, tudo bem?\n"u8.ToArray();
    public static byte[] Latin1Text => Encoding.Latin1.GetBytes("Olá, promoção\r\n");
    public static byte[] Utf16Text => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("name;phone\r\n")];
    public static byte[] VCard => "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana\r\nEND:VCARD\r\n"u8.ToArray();
    public static byte[] Html => "\n <!DOCTYPE html><script>alert(1)</script>"u8.ToArray();
    public static byte[] Svg => "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"x()\"/>"u8.ToArray();
    public static byte[] BareSvg => "\uFEFF<svg xmlns=\"http://www.w3.org/2000/svg\"/>"u8.ToArray();
    public static byte[] WindowsProgram => [.. "MZ"u8, 0x90, 0, 3, 0, 0, 0];
    public static byte[] LinuxProgram => [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0];
    public static byte[] Script => "#!/bin/sh\nrm -rf /\n"u8.ToArray();
    public static byte[] Noise => [0x01, 0x02, 0x03, 0x04, 0xFE, 0xDC];
    public static byte[] Docx => Zip("[Content_Types].xml", "word/document.xml");
    public static byte[] DocxWithMacros => Zip("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin");
    public static byte[] Xlsx => Zip("[Content_Types].xml", "xl/workbook.xml");
    public static byte[] Pptx => Zip("[Content_Types].xml", "ppt/presentation.xml");
    public static byte[] Jar => Zip("META-INF/MANIFEST.MF", "A.class");
    public static byte[] PlainZip => Zip("holiday.jpg");
    public static byte[] Odt => OpenDocument("text");
    public static byte[] Ods => OpenDocument("spreadsheet");
    public static byte[] Doc => Compound("Root Entry", "WordDocument");
    public static byte[] DocWithMacros => Compound("Root Entry", "WordDocument", "Macros", "VBA");
    public static byte[] Xls => Compound("Root Entry", "Workbook");
    public static byte[] Installer => Compound("Root Entry", "\u4840\u3f3f\u4577");

    private static byte[] Iso(string major, params string[] compatible)
    {
        var box = new byte[16 + 4 * compatible.Length + 8];
        BinaryPrimitives.WriteUInt32BigEndian(box, (uint)(16 + 4 * compatible.Length));
        Encoding.ASCII.GetBytes("ftyp" + major, box.AsSpan(4));
        for (var i = 0; i < compatible.Length; i++) Encoding.ASCII.GetBytes(compatible[i], box.AsSpan(16 + 4 * i));
        return box;
    }

    private static byte[] Ogg(string codec) => [.. "OggS"u8, 0, 2, .. new byte[20], 1, 19, .. Encoding.ASCII.GetBytes(codec), .. new byte[12]];

    private static byte[] Zip(params string[] names)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var name in names)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.WriteByte(1);
            }
        return stream.ToArray();
    }

    private static byte[] OpenDocument(string kind)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using (var type = archive.CreateEntry("mimetype", CompressionLevel.NoCompression).Open())
                type.Write(Encoding.ASCII.GetBytes("application/vnd.oasis.opendocument." + kind));
            archive.CreateEntry("content.xml");
        }
        return stream.ToArray();
    }

    // Header, allocation table in sector 0, directory from sector 1 on.
    private static byte[] Compound(params string[] names)
    {
        var sectors = (names.Length + 3) / 4;
        var file = new byte[512 * (2 + sectors)];
        new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 }.CopyTo(file, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(30), 9);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(48), 1);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(68), 0xFFFFFFFE);
        for (var i = 1; i < 109; i++) BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(76 + 4 * i), 0xFFFFFFFF);
        var table = file.AsSpan(512, 512);
        table.Fill(0xFF);
        BinaryPrimitives.WriteUInt32LittleEndian(table, 0xFFFFFFFD);
        for (var i = 1; i <= sectors; i++) BinaryPrimitives.WriteUInt32LittleEndian(table[(4 * i)..], i == sectors ? 0xFFFFFFFE : (uint)i + 1);
        for (var i = 0; i < names.Length; i++)
        {
            var entry = file.AsSpan(1024 + 128 * i, 128);
            Encoding.Unicode.GetBytes(names[i], entry);
            BinaryPrimitives.WriteUInt16LittleEndian(entry[64..], (ushort)(2 * names[i].Length + 2));
        }
        return file;
    }
}
