using Parley.Platform;

namespace Parley.Channels.Cloud;

/// <summary>Asks Meta about the numbers of this process: from time to time, and when a bell says that something changed.</summary>
internal sealed partial class CloudWatch : BackgroundService
{
    private static readonly TimeSpan LookForDue = TimeSpan.FromMinutes(1);
    private readonly CloudDriver _driver;
    private readonly MediaUploads _uploads;
    private readonly TimeProvider _time;
    private readonly ILogger<CloudWatch> _logger;
    private readonly WakeUp _wake;
    // Bells that rang while nobody could hear them: any account may have changed.
    private volatile bool _missed;
    private readonly System.Collections.Concurrent.ConcurrentQueue<CloudAccountId> _changed = new();

    public CloudWatch(CloudDriver driver, CloudBook book, MediaUploads uploads, TimeProvider time, ILogger<CloudWatch> logger)
    {
        (_driver, _uploads, _time, _logger, _wake) = (driver, uploads, time, logger, new WakeUp(time));
        book.Changed += account =>
        {
            if (account is { } one) _changed.Enqueue(one);
            else _missed = true;
            _wake.Ring();
        };
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Rounds.Run(Round, token => _wake.Wait(LookForDue, token), problem => Failed(_logger, problem), stoppingToken);

    private async Task Round(CancellationToken cancellationToken)
    {
        var changed = new HashSet<CloudAccountId>();
        while (_changed.TryDequeue(out var account)) changed.Add(account);
        if (_missed)
        {
            _missed = false;
            await _driver.LookAgain(null, onlyDue: false, cancellationToken);
        }
        else foreach (var account in changed) await _driver.LookAgain(account, onlyDue: false, cancellationToken);
        await _driver.LookAgain(null, onlyDue: true, cancellationToken);
        await _uploads.Sweep(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not look after the numbers of the Cloud API; trying again")]
    private static partial void Failed(ILogger logger, Exception problem);
}
