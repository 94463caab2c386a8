using System.Collections.Concurrent;
using Npgsql;
using Parley.Platform.Data;

namespace Parley.Platform.Cluster;

/// <summary>PostgreSQL's LISTEN/NOTIFY as a bell between processes: a topic rings, and whoever waits looks at the database.
/// A bell may be missed (a lost connection), so every listener also looks from time to time. Payloads are ids or small JSON, never texts or numbers.</summary>
public sealed partial class Notifications(Db db, TimeProvider time, ILogger<Notifications> logger) : BackgroundService
{
    private readonly ConcurrentDictionary<string, Action<string>[]> _listeners = new(StringComparer.Ordinal);

    /// <summary>Calls <paramref name="heard"/> for each bell of the topic, and with an empty payload after a lost connection came back.
    /// The call must return at once. Register before the application starts.</summary>
    /// <param name="topic">Lower-case word; the channel is <c>parley_{topic}</c>.</param>
    public void Listen(string topic, Action<string> heard) =>
        _listeners.AddOrUpdate(topic, [heard], (_, before) => [.. before, heard]);

    /// <summary>Rings outside of a transaction. Inside of one use <c>SELECT pg_notify('parley_topic', …)</c>, which rings at commit.</summary>
    public Task Ring(string topic, string payload, CancellationToken cancellationToken) => Ring(topic, [payload], cancellationToken);

    /// <summary>Rings once for each payload, in their order.</summary>
    public async Task Ring(string topic, IReadOnlyCollection<string> payloads, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var command = new NpgsqlCommand("SELECT pg_notify($1, payload) FROM unnest($2) AS payload", connection);
        command.Parameters.Add(new() { Value = "parley_" + topic });
        command.Parameters.Add(new() { Value = payloads.ToArray() });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenUntilLost(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem) when (problem is NpgsqlException or System.IO.IOException)
            {
                Lost(logger, problem);
                await Task.Delay(TimeSpan.FromSeconds(1), time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ListenUntilLost(CancellationToken stoppingToken)
    {
        var settings = new NpgsqlConnectionStringBuilder(db.Login.ConnectionString) { Pooling = false, KeepAlive = 15, ApplicationName = "parley_bell" };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(stoppingToken);
        connection.Notification += (_, bell) =>
        {
            if (_listeners.TryGetValue(bell.Channel["parley_".Length..], out var listeners))
                foreach (var listener in listeners) listener(bell.Payload);
        };
        foreach (var topic in _listeners.Keys)
        {
            await using var command = new NpgsqlCommand($"LISTEN parley_{topic}", connection);
            await command.ExecuteNonQueryAsync(stoppingToken);
        }
        // What rang while nobody listened is made up for by one look at everything.
        foreach (var listener in _listeners.Values.SelectMany(all => all)) listener("");
        while (true) await connection.WaitAsync(stoppingToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Lost the database connection that listens for bells; trying again")]
    private static partial void Lost(ILogger logger, Exception problem);
}
