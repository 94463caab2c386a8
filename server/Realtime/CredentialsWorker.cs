using Parley.Identity;
using Parley.Platform;
using Parley.Platform.Cluster;

namespace Parley.Realtime;

/// <summary>A request is checked once; a connection lives for days. Looks at every connection's credentials again and again, and at once when rights
/// change anywhere; whoever is no longer who they were is closed.</summary>
public sealed partial class CredentialsWorker : BackgroundService
{
    private readonly Watchers _watchers;
    private readonly Callers _callers;
    private readonly RealtimeOptions _options;
    private readonly ILogger<CredentialsWorker> _logger;
    private readonly WakeUp _wake;

    public CredentialsWorker(Watchers watchers, Callers callers, Notifications bell, RealtimeOptions options, TimeProvider time, ILogger<CredentialsWorker> logger)
    {
        (_watchers, _callers, _options, _logger) = (watchers, callers, options, logger);
        _wake = new WakeUp(time);
        bell.Listen(Callers.Topic, _ => _wake.Ring());
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Rounds.Run(Look, token => _wake.Wait(_options.Recheck, token), problem => Failed(_logger, problem), stoppingToken);

    private async Task Look(CancellationToken cancellationToken)
    {
        foreach (var watcher in _watchers.All)
            if (!await _callers.StillHolds(watcher.Caller, cancellationToken)) watcher.End();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not look at the credentials of realtime connections; will look again")]
    private static partial void Failed(ILogger logger, Exception problem);
}
