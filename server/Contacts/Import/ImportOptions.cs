using System.Globalization;

namespace Parley.Contacts.Import;

/// <summary>What an import may hold and how it is worked off.</summary>
public sealed record ImportOptions
{
    /// <summary>Largest file in bytes (IMPORT_MAX_BYTES), 1 kB to 4 GB. The file passes through a temporary file and the database, never through memory.</summary>
    public long MaxBytes { get; init; } = 512L * 1024 * 1024;

    /// <summary>Most rows of one file. Each row takes 8 to 24 bytes of memory while the import runs, to recognise numbers that come twice.</summary>
    public int MaxRows { get; init; } = 5_000_000;

    /// <summary>Columns that are looked at; a file with more is refused.</summary>
    public int MaxColumns { get; init; } = 256;

    /// <summary>Characters of one row, line breaks within quotes included. A missing closing quote would otherwise swallow the file.</summary>
    public int MaxRowChars { get; init; } = 1_000_000;

    /// <summary>Rows that are written in one transaction. More is a little faster and holds locks on the contacts for longer (10,000 take about 0.2 s).</summary>
    public int BatchRows { get; init; } = 10_000;

    /// <summary>Batches that are written at the same time, each over a connection of its own. Two keep two cores of the database busy.</summary>
    public int Writers { get; init; } = 2;

    /// <summary>Rows of the preview.</summary>
    public int PreviewRows { get; init; } = 20;

    /// <summary>An upload that nobody started is deleted after this time, and so are the rejects of old imports after ten times as long.</summary>
    public TimeSpan KeepUnstarted { get; init; } = TimeSpan.FromDays(3);

    /// <summary>Bytes that a spreadsheet may unpack to, all its parts together. Bounds the time as well: two seconds per gigabyte.</summary>
    public long MaxUnpacked { get; init; } = 2L * 1024 * 1024 * 1024;

    /// <summary>Bytes that a spreadsheet's table of texts may unpack to; it is held in memory at about twice its size.</summary>
    public long MaxSharedStrings { get; init; } = 96L * 1024 * 1024;

    /// <summary>Parts within a spreadsheet's package.</summary>
    public int MaxParts { get; init; } = 5_000;

    /// <summary>How many times larger than its packed form a part over 10 MB may be. Deflate can reach 1032; a sheet of people reaches 10 to 60.</summary>
    public int MaxRatio { get; init; } = 300;

    /// <summary>A spreadsheet that takes longer than this to read is refused.</summary>
    public TimeSpan MaxSheetTime { get; init; } = TimeSpan.FromMinutes(10);

    /// <exception cref="FormatException">The message names the variable and what it takes.</exception>
    public static ImportOptions Read(IConfiguration configuration)
    {
        if (configuration["IMPORT_MAX_BYTES"] is not { Length: > 0 } text) return new ImportOptions();
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) && bytes is >= 1024 and <= 4L * 1024 * 1024 * 1024
            ? new ImportOptions { MaxBytes = bytes }
            : throw new FormatException($"IMPORT_MAX_BYTES must be a number from 1024 to 4294967296, not \"{text}\".");
    }
}
