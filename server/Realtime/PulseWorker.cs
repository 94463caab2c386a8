using Parley.Platform;

namespace Parley.Realtime;

/// <summary>Shows each pulse to the tenants that are watched in this process. Other processes work theirs out for themselves.</summary>
public sealed partial class PulseWorker(IEnumerable<IPulse> pulses, Watchers watchers, TimeProvider time, ILogger<PulseWorker> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(pulses.Select(pulse => Beat(pulse, stoppingToken)));

    private Task Beat(IPulse pulse, CancellationToken stoppingToken) => Rounds.Every(pulse.Every, time, async token =>
    {
        foreach (var tenant in watchers.All.Where(watcher => watcher.Hears(pulse.Kind, null)).Select(watcher => watcher.Caller.Tenant).ToHashSet())
            if (await pulse.Read(tenant, token) is { } payload) watchers.Deliver(new RealtimeEvent(tenant, pulse.Kind, payload));
    }, problem => Failed(logger, problem, pulse.Kind.Name), stoppingToken);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not work out {Name} for its watchers; the next round tries again")]
    private static partial void Failed(ILogger logger, Exception problem, string name);
}
