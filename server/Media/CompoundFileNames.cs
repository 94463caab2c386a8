using System.Buffers.Binary;
using System.Text;

namespace Parley.Media;

/// <summary>Reads the names in a compound file (the container of .doc, .xls and .ppt, and of installers too), which tell what it is.
/// Layout: [MS-CFB] 2.2 header, 2.3 sector chains, 2.6 directory entries.</summary>
internal static class CompoundFileNames
{
    /// <summary>Sectors of the directory that are followed: far more than any document has, far less than a crafted loop.</summary>
    private const int MostSectors = 256;

    private const int EntryLength = 128;

    /// <returns>Null when the directory cannot be followed.</returns>
    public static IReadOnlyList<string>? Read(Stream file)
    {
        if (file.Length < 512 || Bytes(file, 0, 512) is not { } header) return null;
        var shift = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(30));
        if (shift is not (9 or 12)) return null;
        var size = 1 << shift;
        var sector = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(48));

        var names = new List<string>();
        for (var followed = 0; sector < 0xFFFFFFFA; followed++)
        {
            if (followed == MostSectors || Bytes(file, (sector + 1L) << shift, size) is not { } entries) return null;
            for (var at = 0; at < size; at += EntryLength)
            {
                // The length counts the closing zero.
                var length = BinaryPrimitives.ReadUInt16LittleEndian(entries.AsSpan(at + 64));
                if (length is > 2 and <= 64) names.Add(Encoding.Unicode.GetString(entries.AsSpan(at, length - 2)));
            }
            if (Next(file, header, sector, shift) is not { } next) return null;
            sector = next;
        }
        return names;
    }

    // The chain stands in the allocation table. The header names the table's first 109 sectors, a chain of lists the others.
    private static uint? Next(Stream file, byte[] header, uint sector, int shift)
    {
        var perSector = 1u << (shift - 2);
        var table = sector / perSector;
        var list = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(68));
        uint at;
        if (table < 109) at = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(76 + (int)table * 4));
        else
        {
            // The last place of each list names the next list.
            for (table -= 109; table >= perSector - 1; table -= perSector - 1)
                if (Word(file, list, perSector - 1, shift) is not { } next) return null;
                else list = next;
            if (Word(file, list, table, shift) is not { } found) return null;
            at = found;
        }
        return Word(file, at, sector % perSector, shift);
    }

    private static uint? Word(Stream file, uint sector, uint place, int shift) =>
        Bytes(file, ((sector + 1L) << shift) + place * 4L, 4) is { } word ? BinaryPrimitives.ReadUInt32LittleEndian(word) : null;

    private static byte[]? Bytes(Stream file, long offset, int length)
    {
        if (offset < 0 || offset + length > file.Length) return null;
        var bytes = new byte[length];
        file.Position = offset;
        file.ReadExactly(bytes);
        return bytes;
    }
}
