using Npgsql;
using Parley.Platform;
using Parley.Platform.Data;

namespace Parley.Contacts.Import;

/// <summary>Once an hour: deletes uploads that nobody started, bytes of imports that were cancelled, and rejects that grew old.</summary>
internal sealed partial class ImportSweepWorker(Db db, ImportOptions options, TimeProvider time, ILogger<ImportSweepWorker> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Rounds.Every(TimeSpan.FromHours(1), time, Sweep, problem => Missed(logger, problem), stoppingToken);

    internal async Task Sweep(CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenEngine(cancellationToken);
        var now = time.GetUtcNow();
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("DELETE FROM imports WHERE job_id IS NULL AND created_at < $1") { Parameters = { new() { Value = now - options.KeepUnstarted } } },
                new("DELETE FROM import_chunks c USING imports i JOIN jobs j ON j.id = i.job_id WHERE i.id = c.import_id AND j.state IN ('completed', 'failed', 'cancelled')"),
                new("UPDATE import_batches b SET rejects = NULL FROM imports i WHERE i.id = b.import_id AND i.created_at < $1 AND b.rejects IS NOT NULL") { Parameters = { new() { Value = now - options.KeepUnstarted * 10 } } },
            },
        };
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old uploads could not be swept; trying again in an hour")]
    private static partial void Missed(ILogger logger, Exception outage);
}
