using Npgsql;
using Parley.Platform;
using Parley.Platform.Data;

namespace Parley.Inbox;

/// <summary>Once an hour: deletes what came in long ago. A repeat that is told later still finds its message in the ledger, which knows the network's ids.</summary>
internal sealed partial class InboxSweepWorker(Db db, TimeProvider time, ILogger<InboxSweepWorker> logger) : BackgroundService
{
    private const int Batch = 5000;

    /// <summary>How long an event is kept to recognise its repeats by.</summary>
    internal static readonly TimeSpan KeepDone = TimeSpan.FromDays(7);

    /// <summary>How long one that could not be worked off is kept, for a person to look at.</summary>
    internal static readonly TimeSpan KeepFailed = TimeSpan.FromDays(30);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Rounds.Every(TimeSpan.FromHours(1), time, Sweep, problem => Missed(logger, problem), stoppingToken);

    internal async Task Sweep(CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenEngine(cancellationToken);
        var now = time.GetUtcNow();
        int gone;
        do
        {
            await using var command = new NpgsqlCommand("""
                DELETE FROM inbox_events WHERE (sender_id, event_id) IN (
                    SELECT sender_id, event_id FROM inbox_events WHERE state <> 'new' AND received_at < $1 AND (state = 'done' OR received_at < $2) ORDER BY received_at LIMIT $3)
                """, connection) { Parameters = { new() { Value = now - KeepDone }, new() { Value = now - KeepFailed }, new() { Value = Batch } } };
            gone = await command.ExecuteNonQueryAsync(cancellationToken);
        }
        while (gone == Batch);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old inbox events could not be swept; trying again in an hour")]
    private static partial void Missed(ILogger logger, Exception outage);
}
