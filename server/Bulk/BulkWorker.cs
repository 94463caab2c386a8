using Npgsql;
using Parley.Outbox;
using Parley.Platform.Data;
using Parley.Platform.Health;

namespace Parley.Bulk;

/// <summary>Every second: notes which bulk sends have ended; now and then: closes the queues of those that ended long ago. Any number of nodes may do it.</summary>
internal sealed partial class BulkWorker(Db db, Heartbeats heartbeats, TimeProvider time, ILogger<BulkWorker> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var heartbeat = heartbeats.Expect("bulk sends", TimeSpan.FromMinutes(2));
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        var closedAt = time.GetTimestamp();
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                heartbeat.Beat();
                try
                {
                    await Settle(stoppingToken);
                    if (time.GetElapsedTime(closedAt) < FinishedQueues.LookEvery) continue;
                    closedAt = time.GetTimestamp();
                    await FinishedQueues.Close(db, "SELECT id FROM bulk_sends WHERE finished_at < $1", time.GetUtcNow(), stoppingToken);
                }
                catch (Exception problem) when (problem is NpgsqlException or System.IO.IOException)
                {
                    Interrupted(logger, problem);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // the end
        }
    }

    private async Task Settle(CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var command = new NpgsqlCommand("""
            WITH leased AS MATERIALIZED (SELECT DISTINCT queue_id FROM messages WHERE lease_until IS NOT NULL)
            UPDATE bulk_sends b SET finished_at = $1
            WHERE b.finished_at IS NULL AND NOT EXISTS (SELECT FROM messages m WHERE m.queue_id = b.id AND m.due_at IS NOT NULL) AND b.id NOT IN (SELECT queue_id FROM leased WHERE queue_id IS NOT NULL)
            """, connection) { Parameters = { new() { Value = time.GetUtcNow() } } };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Looking after the bulk sends was interrupted by the database; it goes on in a second")]
    private static partial void Interrupted(ILogger logger, Exception problem);
}
