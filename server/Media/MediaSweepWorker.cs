using Npgsql;
using Parley.Platform;
using Parley.Platform.Data;

namespace Parley.Media;

/// <summary>Removes bytes that no row refers to: what a crash left between the bytes and their row, or between a deletion and its bytes.</summary>
public sealed partial class MediaSweepWorker(Db db, MediaStore store, IMediaBytes bytes, MediaOptions options, ParleySettings settings, TimeProvider time, ILogger<MediaSweepWorker> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // At the start the folder is only marked: its first database is the one it belongs to.
        var first = true;
        await Rounds.Every(options.SweepEvery, time, async token =>
        {
            if (first) await OwnsFolder(token);
            else if (await Sweep(token) is > 0 and var removed) Removed(logger, removed);
            first = false;
        }, problem => Failed(logger, problem), stoppingToken);
    }

    /// <returns>How many contents were removed.</returns>
    public async Task<int> Sweep(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - options.OrphanAge;
        SweepIncoming(before);
        if (!await OwnsFolder(cancellationToken)) return 0;

        var removed = 0;
        await foreach (var portion in bytes.KeptBefore(before, cancellationToken))
            foreach (var orphan in await Orphans(portion, cancellationToken))
                if (await store.RemoveUnused(orphan, cancellationToken)) removed++;
        return removed;
    }

    private void SweepIncoming(DateTimeOffset before)
    {
        var folder = new DirectoryInfo(store.IncomingFolder);
        if (!folder.Exists) return;
        foreach (var file in folder.EnumerateFiles().Where(file => file.LastWriteTimeUtc < before.UtcDateTime)) file.Delete();
    }

    private async Task<IReadOnlyList<string>> Orphans(IReadOnlyList<string> portion, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var ask = new NpgsqlCommand("SELECT sha256 FROM unnest($1) AS kept (sha256) WHERE NOT EXISTS (SELECT FROM media WHERE media.sha256 = kept.sha256)", connection);
        ask.Parameters.Add(new() { Value = portion.ToArray() });
        var orphans = new List<string>();
        await using var rows = await ask.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken)) orphans.Add(rows.GetString(0));
        return orphans;
    }

    // A folder belongs to the database whose rows it serves. Started by mistake on another database, every file would look like an orphan.
    private async Task<bool> OwnsFolder(CancellationToken cancellationToken)
    {
        if (options.InDatabase) return true;
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var name = new NpgsqlCommand("INSERT INTO install_settings (key, value) VALUES ('media_folder', $1) ON CONFLICT DO NOTHING", connection);
        name.Parameters.Add(new() { Value = Guid.NewGuid().ToString("N") });
        await name.ExecuteNonQueryAsync(cancellationToken);
        await using var ask = new NpgsqlCommand("SELECT value FROM install_settings WHERE key = 'media_folder'", connection);
        var expected = (string)(await ask.ExecuteScalarAsync(cancellationToken))!;

        var folder = Path.Combine(settings.DataDir, "media");
        Directory.CreateDirectory(folder);
        var mark = Path.Combine(folder, "belongs-to");
        if (!File.Exists(mark)) await File.WriteAllTextAsync(mark, expected, cancellationToken);
        if (await File.ReadAllTextAsync(mark, cancellationToken) == expected) return true;
        Foreign(logger, mark);
        return false;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Removed {Count} stored contents that nothing referred to")]
    private static partial void Removed(ILogger logger, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not look for stored contents that nothing refers to; will look again")]
    private static partial void Failed(ILogger logger, Exception problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Mark} says that the attachments belong to another database, so none is removed. Check DATABASE_URL and DATA_DIR; if they are right, delete that file.")]
    private static partial void Foreign(ILogger logger, string mark);
}
