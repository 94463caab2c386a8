using System.Diagnostics.CodeAnalysis;
using Npgsql;
using Parley.Conversations;
using Parley.Platform;
using Parley.Platform.Cluster;
using Parley.Platform.Data;
using Parley.Platform.Health;
using Parley.Senders;

namespace Parley.Inbox;

/// <summary>Fetches the files of people's messages, a few side by side and apart from the router, so that a large one holds up no conversation.</summary>
internal sealed partial class InboundMediaWorker(Db db, Node node, RouteEvent routeEvent, FetchInboundMedia fetch, Heartbeats heartbeats, TimeProvider time, ILogger<InboundMediaWorker> logger) : BackgroundService
{
    private static readonly string Statement = Sql.File("Inbox/waiting_media.sql");
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);
    private const int Batch = 64;
    private const int SideBySide = 4;

    [SuppressMessage("Design", "CA1031", Justification = "the worker loop is one of the two places where bugs are caught; the files stay waiting")]
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var wakeUp = new WakeUp(time);
        routeEvent.CameWithFile += wakeUp.Ring;
        // One file may take two minutes.
        using var heartbeat = heartbeats.Expect("inbound files", TimeSpan.FromMinutes(5));
        while (!stoppingToken.IsCancellationRequested)
        {
            heartbeat.Beat();
            var worked = 0;
            try
            {
                worked = await Round(heartbeat, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem)
            {
                Interrupted(logger, problem);
            }
            if (worked == 0) await wakeUp.Wait(LookAgain, stoppingToken);
        }
    }

    private async Task<int> Round(Heartbeat heartbeat, CancellationToken stoppingToken)
    {
        if (!node.IsAlive) return 0;
        var files = new List<FetchInboundMedia.Waiting>();
        await using (var connection = await db.OpenEngine(stoppingToken))
        await using (var command = new NpgsqlCommand(Statement, connection) { Parameters = { new() { Value = node.Epoch }, new() { Value = time.GetUtcNow() }, new() { Value = Batch } } })
        await using (var rows = await command.ExecuteReaderAsync(stoppingToken))
            while (await rows.ReadAsync(stoppingToken))
                files.Add(new(MessageId.Of(rows.GetGuid(0)), TenantId.Of(rows.GetGuid(1)), SenderId.Of(rows.GetGuid(2)), rows.GetString(3), rows.GetString(4),
                    rows.IsDBNull(5) ? null : rows.GetString(5), rows.IsDBNull(6) ? null : rows.GetString(6), rows.GetInt16(7), rows.GetFieldValue<DateTimeOffset>(8)));
        await Parallel.ForEachAsync(files, new ParallelOptions { MaxDegreeOfParallelism = SideBySide, CancellationToken = stoppingToken }, async (file, token) =>
        {
            await fetch.Run(file, token);
            heartbeat.Beat();
        });
        // A full batch may have more behind it; of a smaller one the rest is not due.
        return files.Count == Batch ? files.Count : 0;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Fetching the files of messages was interrupted; they stay with the network and are fetched again")]
    private static partial void Interrupted(ILogger logger, Exception problem);
}
