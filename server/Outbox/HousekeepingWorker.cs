using System.Diagnostics.CodeAnalysis;
using Npgsql;
using Parley.Platform.Data;
using Parley.Platform.Health;

namespace Parley.Outbox;

/// <summary>Every second: takes over what dead nodes held, ends what is left in closed queues, folds the tallies. Every five: ends what waits for senders that are gone. Any number of nodes may do it.</summary>
internal sealed partial class HousekeepingWorker(Db db, Rescue rescue, Sweep sweep, GoneSenders goneSenders, WorkMap map, Heartbeats heartbeats, TimeProvider time, ILogger<HousekeepingWorker> logger) : BackgroundService
{
    private const int RoundsBetweenLooksAtSenders = 5;

    [SuppressMessage("Design", "CA1031", Justification = "the worker loop is one of the two places where bugs are caught; one bad row must not end the process for everybody")]
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var heartbeat = heartbeats.Expect("housekeeping", TimeSpan.FromMinutes(2));
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        var round = 0;
        try
        {
            do
            {
                heartbeat.Beat();
                try
                {
                    var rescued = 0;
                    while (await rescue.Once(stoppingToken) is > 0 and var count)
                    {
                        rescued += count;
                        heartbeat.Beat();
                    }
                    if (rescued > 0)
                    {
                        Rescued(logger, rescued);
                        map.LookEverywhere();
                    }
                    while (await FoldTallies.Once(db, stoppingToken) > 0) heartbeat.Beat();
                    while (await sweep.Once(stoppingToken) > 0) heartbeat.Beat();
                    if (++round % RoundsBetweenLooksAtSenders == 0)
                        while (await goneSenders.Once(map.Gone, stoppingToken) > 0) heartbeat.Beat();
                }
                catch (Exception problem) when (problem is NpgsqlException or System.IO.IOException)
                {
                    Interrupted(logger, problem);
                }
                catch (Exception bug) when (bug is not OperationCanceledException)
                {
                    Broke(logger, bug);
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // the end
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Took over {Count} messages whose lease had ended")]
    private static partial void Rescued(ILogger logger, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Housekeeping was interrupted by the database; it goes on in a second")]
    private static partial void Interrupted(ILogger logger, Exception problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "A round of housekeeping broke; it tries again in a second")]
    private static partial void Broke(ILogger logger, Exception bug);
}
