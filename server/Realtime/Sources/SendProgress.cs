using Parley.Broadcasts;
using Parley.Bulk;
using Parley.Outbox;
using Parley.Platform.Data;

namespace Parley.Realtime.Sources;

/// <summary>How far bulk sends and broadcasts are, every second while somebody watches here; told when it changed, and once more at the end.</summary>
internal sealed partial class SendProgress(Db db, Watchers watchers, TimeProvider time, ILogger<SendProgress> logger) : BackgroundService
{
    /// <summary>What was told last of those that had not ended.</summary>
    private readonly Dictionary<Guid, object> _told = [];

    /// <summary>What began and ended since then is told once.</summary>
    private DateTimeOffset _lookedAt = time.GetUtcNow();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(stoppingToken);
                var now = time.GetUtcNow();
                foreach (var tenant in watchers.All.Where(watcher => watcher.Hears(EventKinds.BulkProgress, null)).Select(watcher => watcher.Caller.Tenant).ToHashSet()) await Tell(tenant, stoppingToken);
                _lookedAt = now;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem)
            {
                Failed(logger, problem); // whatever it is, what is shown must not stop what is sent
            }
        }
    }

    private async Task Tell(TenantId tenant, CancellationToken cancellationToken)
    {
        Guid[] told = [.. _told.Keys];
        List<BulkView.Row> bulks;
        List<BroadcastSendView> broadcasts;
        await using (var connection = await db.OpenTenant(tenant, cancellationToken))
        {
            bulks = await BulkView.Where(connection, "tenant_id = $1 AND (finished_at IS NULL OR finished_at >= $3 OR id = ANY($2))", [tenant.Value, told, _lookedAt], cancellationToken);
            broadcasts = await BroadcastSendView.Where(connection, "s.tenant_id = $1 AND (s.state IN ('waiting', 'sending') OR s.finished_at >= $3 OR s.id = ANY($2))", [tenant.Value, told, _lookedAt], cancellationToken);
        }
        if (bulks.Count + broadcasts.Count == 0) return;
        var sums = await SendFigures.SumsOf(db, tenant, [.. bulks.Select(bulk => QueueId.Of(bulk.Id.Value)), .. broadcasts.Select(send => QueueId.Of(send.Id.Value))], cancellationToken);
        foreach (var bulk in bulks.Select(row => row.View(sums)))
        {
            var f = bulk.Figures;
            Tell(tenant, EventKinds.BulkProgress, bulk.Id.Value, new Payloads.BulkProgress(bulk.Id.Value, bulk.State, f.Total, f.Pending, f.Sent, f.Delivered, f.Read, f.Failed, f.Suppressed), bulk.FinishedAt is not null);
        }
        foreach (var send in broadcasts.Select(one => one.With(sums)))
        {
            var f = send.Figures!;
            Tell(tenant, EventKinds.BroadcastProgress, send.Id.Value, new Payloads.BroadcastProgress(send.BroadcastId.Value, send.Id.Value, Words<BroadcastState>.Of(send.State), send.Group, send.Groups,
                f.Total, f.Pending, f.Sent, f.Delivered, f.Read, f.Failed, f.Suppressed), send.FinishedAt is not null);
        }
    }

    private void Tell(TenantId tenant, EventKind kind, Guid id, object payload, bool ended)
    {
        if (!payload.Equals(_told.GetValueOrDefault(id))) watchers.Deliver(new RealtimeEvent(tenant, kind, payload, id));
        if (ended) _told.Remove(id);
        else _told[id] = payload;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not work out how far bulk sends and broadcasts are; the next round tries again")]
    private static partial void Failed(ILogger logger, Exception problem);
}
