using Parley.Platform;
using Parley.Platform.Cluster;
using Parley.Platform.Health;

namespace Parley.Campaigns;

/// <summary>Writes audiences into the ledger, batch by batch, taking turns between campaigns. Any number of nodes may do it.</summary>
internal sealed partial class AudienceWorker : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private readonly WorkAudience _work;
    private readonly Heartbeats _heartbeats;
    private readonly ILogger<AudienceWorker> _logger;
    private readonly WakeUp _wakeUp;

    public AudienceWorker(WorkAudience work, Notifications bells, Heartbeats heartbeats, TimeProvider time, ILogger<AudienceWorker> logger)
    {
        (_work, _heartbeats, _logger) = (work, heartbeats, logger);
        _wakeUp = new WakeUp(time);
        bells.Listen("campaigns", _ => _wakeUp.Ring());
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var heartbeat = _heartbeats.Expect("audiences", TimeSpan.FromMinutes(2));
        await Rounds.Run(token => Work(heartbeat, token), token => _wakeUp.Wait(Look, token), problem => Interrupted(_logger, problem), stoppingToken, heartbeat);
    }

    private async Task Work(Heartbeat heartbeat, CancellationToken cancellationToken)
    {
        while (await _work.Once(cancellationToken)) heartbeat.Beat();
        await _work.EraseDeleted(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Writing an audience was interrupted; it goes on behind the last batch")]
    private static partial void Interrupted(ILogger logger, Exception problem);
}
