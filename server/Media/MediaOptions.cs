using System.Globalization;

namespace Parley.Media;

/// <summary>Where attachments are kept and how large they may be.</summary>
public sealed record MediaOptions
{
    /// <summary>Largest file in bytes (MEDIA_MAX_BYTES), 1 kB to 2 GB. What a driver takes may be less; its capabilities say so.</summary>
    public long MaxBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>MEDIA_STORE: <c>files</c> keeps the bytes under DATA_DIR/media, which several machines must then share;
    /// <c>database</c> keeps them in PostgreSQL, so that machines need nothing in common but the database.</summary>
    public bool InDatabase { get; init; }

    /// <summary>Bytes that belong to nobody are removed after this time: an upload that is under way must not be among them.</summary>
    public TimeSpan OrphanAge { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How often they are looked for.</summary>
    public TimeSpan SweepEvery { get; init; } = TimeSpan.FromHours(1);

    /// <exception cref="FormatException">The message names the variable and what it takes.</exception>
    public static MediaOptions Read(IConfiguration configuration)
    {
        var options = new MediaOptions();
        if (configuration["MEDIA_MAX_BYTES"] is { Length: > 0 } text)
        {
            if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) || bytes is < 1024 or > 2L * 1024 * 1024 * 1024)
                throw new FormatException($"MEDIA_MAX_BYTES must be a number from 1024 to 2147483648, not \"{text}\".");
            options = options with { MaxBytes = bytes };
        }
        var store = configuration["MEDIA_STORE"] is { Length: > 0 } chosen ? chosen : "files";
        if (store is not ("files" or "database")) throw new FormatException($"MEDIA_STORE must be files or database, not \"{store}\".");
        return options with { InDatabase = store == "database" };
    }
}
