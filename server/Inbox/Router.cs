using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Npgsql;
using Parley.Platform;
using Parley.Platform.Cluster;
using Parley.Platform.Data;
using Parley.Platform.Health;
using Parley.Platform.Telemetry;
using Parley.Senders;

namespace Parley.Inbox;

/// <summary>Works off what came in: each conversation in order, conversations side by side. An event that breaks is tried again
/// with growing waits and holds up its own conversation only.</summary>
internal sealed partial class Router(Db db, Node node, Accept accept, RouteEvent routeEvent, Notifications bells, Heartbeats heartbeats, TimeProvider time, ILogger<Router> logger) : BackgroundService
{
    /// <summary>Rings when a process without a router stored something.</summary>
    public const string Bell = "inbox";

    private static readonly string Take = Sql.File("Inbox/take_events.sql");
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);
    private const int Batch = 1000;
    private const int SideBySide = 6;
    private const int MostAttempts = 8;

    private readonly WakeUp _wakeUp = Listen(accept, bells, time);

    private sealed record Row(long Seq, StoredEvent Event, short Attempt);

    private static WakeUp Listen(Accept accept, Notifications bells, TimeProvider time)
    {
        var wakeUp = new WakeUp(time);
        accept.Stored += wakeUp.Ring;
        bells.Listen(Bell, _ => wakeUp.Ring());
        return wakeUp;
    }

    [SuppressMessage("Design", "CA1031", Justification = "the worker loop is one of the two places where bugs are caught; one bad row must not end the process for everybody")]
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A round works up to a thousand events; slow work is no part of it.
        using var heartbeat = heartbeats.Expect("inbox", TimeSpan.FromMinutes(2));
        while (!stoppingToken.IsCancellationRequested)
        {
            heartbeat.Beat();
            var worked = 0;
            try
            {
                worked = await Round(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem) when (problem is NpgsqlException or System.IO.IOException)
            {
                Interrupted(logger, problem);
            }
            catch (Exception bug)
            {
                RoundBroke(logger, bug);
            }
            if (worked == 0) await _wakeUp.Wait(LookAgain, stoppingToken);
        }
    }

    private async Task<int> Round(CancellationToken stoppingToken)
    {
        if (!node.IsAlive) return 0;
        var rows = new List<Row>();
        var unreadable = new List<(SenderId Sender, string EventId, short Attempt, JsonException Problem)>();
        await using (var connection = await db.OpenEngine(stoppingToken))
        await using (var command = new NpgsqlCommand(Take, connection) { Parameters = { new() { Value = node.Epoch }, new() { Value = time.GetUtcNow() }, new() { Value = Batch } } })
        await using (var reader = await command.ExecuteReaderAsync(stoppingToken))
            while (await reader.ReadAsync(stoppingToken))
            {
                try
                {
                    rows.Add(new Row(reader.GetInt64(0), StoredEvent.Read(reader), reader.GetInt16(8)));
                }
                catch (JsonException problem)
                {
                    unreadable.Add((SenderId.Of(reader.GetGuid(2)), reader.GetString(3), reader.GetInt16(8), problem));
                }
            }

        foreach (var (sender, eventId, attempt, problem) in unreadable)
        {
            Broke(logger, problem, "event", attempt + 1);
            await Postpone(sender, eventId, attempt, problem, stoppingToken);
        }
        var conversations = rows.GroupBy(row => (row.Event.Sender, row.Event.Conversation));
        await Parallel.ForEachAsync(conversations, new ParallelOptions { MaxDegreeOfParallelism = SideBySide, CancellationToken = stoppingToken }, async (conversation, token) =>
        {
            foreach (var row in conversation.OrderBy(row => row.Seq))
                if (!await Work(row, token)) break;
        });
        return rows.Count + unreadable.Count;
    }

    [SuppressMessage("Design", "CA1031", Justification = "the worker loop is one of the two places where bugs are caught; the event is kept and tried again")]
    private async Task<bool> Work(Row row, CancellationToken stoppingToken)
    {
        using var span = ParleyTracing.Source.StartActivity(ParleyTracing.Route, ActivityKind.Consumer)?.SetTag("parley.kind", row.Event.Kind).SetTag("parley.attempt", row.Attempt + 1);
        try
        {
            await routeEvent.Run(row.Event, stoppingToken);
            ParleyMetrics.InboxRouteDuration.Record((time.GetUtcNow() - row.Event.ReceivedAt).TotalSeconds, new KeyValuePair<string, object?>("kind", row.Event.Kind));
            return true;
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception problem)
        {
            span?.SetStatus(ActivityStatusCode.Error);
            Broke(logger, problem, row.Event.Kind, row.Attempt + 1);
            await Postpone(row.Event.Sender, row.Event.EventId, row.Attempt, problem, stoppingToken);
            return false;
        }
    }

    private async Task Postpone(SenderId sender, string eventId, short attempt, Exception problem, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var command = new NpgsqlCommand("""
            UPDATE inbox_events SET attempt = attempt + 1, not_before = $3, error = $4, state = CASE WHEN attempt + 1 >= $5 THEN 'failed' ELSE 'new' END
            WHERE sender_id = $1 AND event_id = $2 AND state = 'new'
            """, connection);
        command.Parameters.Add(new() { Value = sender.Value });
        command.Parameters.Add(new() { Value = eventId });
        command.Parameters.Add(new() { Value = time.GetUtcNow() + TimeSpan.FromSeconds(Math.Pow(2, attempt)) });
        command.Parameters.Add(new() { Value = problem.GetType().Name });
        command.Parameters.Add(new() { Value = MostAttempts });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A stored {Kind} could not be worked off at attempt {Attempt}; it is tried again")]
    private static partial void Broke(ILogger logger, Exception problem, string kind, int attempt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The router was interrupted by the database; it goes on")]
    private static partial void Interrupted(ILogger logger, Exception problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "A round of the router broke; it tries again in a second")]
    private static partial void RoundBroke(ILogger logger, Exception bug);
}
