using System.Buffers.Binary;
using System.Text;

namespace Parley.Media;

/// <summary>Reads the names in a zip archive from its central directory and nothing else: no entry is opened, and a directory that is
/// larger than any office file's is not read, so that a crafted archive costs nothing.</summary>
internal static class ZipNames
{
    private const int LargestDirectory = 1024 * 1024;
    private const int EndLength = 22;
    private const int EntryLength = 46;

    /// <returns>Null when there is no readable directory, or it is too large.</returns>
    public static IReadOnlyList<string>? Read(Stream file)
    {
        // The end record stands at the very end, before a comment of at most 64 kB; office programs write none.
        var tailLength = (int)Math.Min(file.Length, EndLength + 1024);
        var tail = Bytes(file, file.Length - tailLength, tailLength);
        var end = tail.AsSpan().LastIndexOf("PK\x05\x06"u8);
        if (end < 0 || end + EndLength > tail.Length) return null;
        var length = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 12));
        var offset = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 16));
        if (length > LargestDirectory || offset + length > file.Length) return null;

        ReadOnlySpan<byte> directory = Bytes(file, offset, (int)length);
        var names = new List<string>();
        while (directory.Length >= EntryLength && directory.StartsWith("PK\x01\x02"u8))
        {
            var name = BinaryPrimitives.ReadUInt16LittleEndian(directory[28..]);
            var whole = EntryLength + name + BinaryPrimitives.ReadUInt16LittleEndian(directory[30..]) + BinaryPrimitives.ReadUInt16LittleEndian(directory[32..]);
            if (whole > directory.Length) return null;
            names.Add(Encoding.UTF8.GetString(directory.Slice(EntryLength, name)));
            directory = directory[whole..];
        }
        return names.Count == 0 ? null : names;
    }

    private static byte[] Bytes(Stream file, long offset, int length)
    {
        var bytes = new byte[length];
        file.Position = offset;
        file.ReadExactly(bytes);
        return bytes;
    }
}
