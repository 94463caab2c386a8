using Parley.Outbox;
using Parley.Platform;
using Parley.Platform.Cluster;
using Parley.Platform.Data;
using Parley.Platform.Health;

namespace Parley.Campaigns;

/// <summary>Looks twice a second, and whenever a sender or a campaign changes, for what has become true of campaigns by itself.</summary>
internal sealed partial class CampaignWorker : BackgroundService
{
    private readonly AdvanceCampaigns _advance;
    private readonly DecideWinners _decide;
    private readonly CampaignsOptions _options;
    private readonly Heartbeats _heartbeats;
    private readonly ILogger<CampaignWorker> _logger;
    private readonly WakeUp _wakeUp;
    private readonly Db _db;
    private readonly TimeProvider _time;
    private volatile bool _retried;
    private long _closedAt;

    public CampaignWorker(Db db, AdvanceCampaigns advance, DecideWinners decide, Notifications bells, CampaignsOptions options, Heartbeats heartbeats, TimeProvider time, ILogger<CampaignWorker> logger)
    {
        (_db, _advance, _decide, _options, _heartbeats, _time, _logger) = (db, advance, decide, options, heartbeats, time, logger);
        _closedAt = time.GetTimestamp();
        _wakeUp = new WakeUp(time);
        bells.Listen("senders", _ => _wakeUp.Ring());
        bells.Listen("retried", _ =>
        {
            _retried = true;
            _wakeUp.Ring();
        });
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Between two looks there may be a minute (CampaignsOptions.Look).
        using var heartbeat = _heartbeats.Expect("campaigns", TimeSpan.FromMinutes(5));
        await Rounds.Run(Look, token => _wakeUp.Wait(_options.Look, token), problem => Interrupted(_logger, problem), stoppingToken, heartbeat);
    }

    private async Task Look(CancellationToken cancellationToken)
    {
        if (_retried)
        {
            _retried = false;
            await _advance.Revive(cancellationToken);
        }
        await _advance.Once(cancellationToken);
        await _decide.Once(cancellationToken);
        if (_time.GetElapsedTime(_closedAt) < FinishedQueues.LookEvery) return;
        _closedAt = _time.GetTimestamp();
        await FinishedQueues.Close(_db, AdvanceCampaigns.Ended, _time.GetUtcNow(), cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Looking after the campaigns was interrupted; the next look is soon")]
    private static partial void Interrupted(ILogger logger, Exception problem);
}
