using Npgsql;
using Parley.Platform;
using Parley.Platform.Cluster;
using Parley.Platform.Data;

namespace Parley.Realtime.Sources;

/// <summary>Campaigns that move, told to whoever is shown something here: their figures once a second when they changed, a change of state at once. Read from the sums
/// that the engine keeps anyway, one statement for all of them; while nobody watches nothing is read at all.</summary>
internal sealed partial class CampaignEvents : BackgroundService
{
    private static readonly string Statement = Sql.File("Realtime/Sources/campaign_progress.sql");
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    /// <summary>Receipts come for a while after the last message was sent.</summary>
    private static readonly TimeSpan After = TimeSpan.FromMinutes(15);

    private readonly Db _db;
    private readonly Watchers _here;
    private readonly RealtimeOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<CampaignEvents> _logger;
    private readonly WakeUp _wake;
    private Dictionary<Guid, Payloads.CampaignProgress> _told = [];
    private long _reads;

    public CampaignEvents(Db db, Watchers here, Notifications bell, RealtimeOptions options, TimeProvider time, ILogger<CampaignEvents> logger)
    {
        (_db, _here, _options, _time, _logger) = (db, here, options, time, logger);
        _wake = new WakeUp(time);
        here.TenantsChanged += _wake.Ring;
        bell.Listen("campaigns", _ =>
        {
            if (_here.Tenants.Count > 0) _wake.Ring();
        });
    }

    /// <summary>How often the database was asked.</summary>
    public long Reads => Volatile.Read(ref _reads);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var told = _time.GetTimestamp() - _time.TimestampFrequency;
        while (!stoppingToken.IsCancellationRequested)
        {
            var rest = Every - _time.GetElapsedTime(told);
            await _wake.Wait(Shown().Length == 0 ? Timeout.InfiniteTimeSpan : rest > TimeSpan.Zero ? rest : TimeSpan.FromMilliseconds(1), stoppingToken);
            // Of several bells at once one look is enough.
            await Task.Delay(_options.Window / 5, _time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var isDue = _time.GetElapsedTime(told) >= Every;
            if (isDue) told = _time.GetTimestamp();
            try
            {
                await Tell(isDue, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem)
            {
                Failed(_logger, problem); // whatever it is, what is shown must not stop what is sent
            }
        }
    }

    private Guid[] Shown() => [.. _here.All.Where(watcher => watcher.Hears(EventKinds.CampaignProgress, null)).Select(watcher => watcher.Caller.Tenant.Value).Distinct()];

    /// <param name="figures">False: only changes of state.</param>
    private async Task Tell(bool figures, CancellationToken cancellationToken)
    {
        var tenants = Shown();
        if (tenants.Length == 0)
        {
            _told = [];
            return;
        }
        Interlocked.Increment(ref _reads);
        var now = new Dictionary<Guid, Payloads.CampaignProgress>();
        await using var connection = await _db.OpenEngine(cancellationToken);
        await using var command = new NpgsqlCommand(Statement, connection) { Parameters = { new() { Value = tenants }, new() { Value = _time.GetUtcNow() - After } } };
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            var progress = new Payloads.CampaignProgress(rows.GetGuid(1), rows.GetString(2), rows.GetInt64(3), rows.GetInt64(4), rows.GetInt64(5), rows.GetInt64(6), rows.GetInt64(7), rows.GetInt64(8), rows.GetInt64(9));
            var before = _told.GetValueOrDefault(progress.CampaignId);
            if (progress == before || (!figures && progress.State == before?.State))
            {
                now[progress.CampaignId] = before!;
                continue;
            }
            now[progress.CampaignId] = progress;
            _here.Deliver(RealtimeEvent.CampaignProgress(TenantId.Of(rows.GetGuid(0)), progress));
        }
        _told = now;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not look up campaigns for their watchers; the next look is soon")]
    private static partial void Failed(ILogger logger, Exception problem);
}
