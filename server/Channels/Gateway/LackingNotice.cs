namespace Parley.Channels.Gateway;

/// <summary>Says at the start why a driver is not there.</summary>
internal sealed partial class LackingNotice(string lacking, ILogger<LackingNotice> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        Say(logger, lacking);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Lacking}")]
    private static partial void Say(ILogger logger, string lacking);
}
