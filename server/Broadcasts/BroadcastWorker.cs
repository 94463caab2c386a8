using System.Diagnostics.CodeAnalysis;
using Parley.Outbox;
using Parley.Platform;
using Parley.Platform.Cluster;
using Parley.Platform.Data;
using Parley.Platform.Health;

namespace Parley.Broadcasts;

/// <summary>Fills lists and hands groups over: at every bell, and several times a second. Any number of nodes may do it.</summary>
internal sealed partial class BroadcastWorker : BackgroundService
{
    private readonly FillBroadcast _fill;
    private readonly AdvanceBroadcasts _advance;
    private readonly BroadcastsOptions _options;
    private readonly Heartbeats _heartbeats;
    private readonly ILogger<BroadcastWorker> _logger;
    private readonly WakeUp _wakeUp;
    private readonly Db _db;
    private readonly TimeProvider _time;
    private long _closedAt;

    public BroadcastWorker(Db db, FillBroadcast fill, AdvanceBroadcasts advance, Notifications bells, BroadcastsOptions options, Heartbeats heartbeats, TimeProvider time, ILogger<BroadcastWorker> logger)
    {
        (_db, _fill, _advance, _options, _heartbeats, _time, _logger) = (db, fill, advance, options, heartbeats, time, logger);
        _closedAt = time.GetTimestamp();
        _wakeUp = new WakeUp(time);
        bells.Listen("broadcasts", _ => _wakeUp.Ring());
    }

    [SuppressMessage("Design", "CA1031", Justification = "the worker loop is one of the two places where bugs are caught; what broke is looked at again")]
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Between two looks there may be a minute (BroadcastsOptions.Look).
        using var heartbeat = _heartbeats.Expect("broadcasts", TimeSpan.FromMinutes(5));
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // In turns, so that a list of a million that is being filled holds up no group.
                do
                {
                    heartbeat.Beat();
                    await _advance.Once(stoppingToken);
                }
                while (await _fill.Once(stoppingToken));
                if (_time.GetElapsedTime(_closedAt) >= FinishedQueues.LookEvery)
                {
                    _closedAt = _time.GetTimestamp();
                    await FinishedQueues.Close(_db, "SELECT id FROM broadcast_sends WHERE finished_at < $1", _time.GetUtcNow(), stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem)
            {
                Interrupted(_logger, problem);
            }
            await _wakeUp.Wait(_options.Look, stoppingToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Looking after the broadcasts was interrupted; the next look is soon")]
    private static partial void Interrupted(ILogger logger, Exception problem);
}
