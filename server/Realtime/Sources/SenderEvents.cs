using System.Collections.Concurrent;
using Npgsql;
using Parley.Channels;
using Parley.Platform;
using Parley.Platform.Cluster;
using Parley.Platform.Data;
using Parley.Senders;

namespace Parley.Realtime.Sources;

/// <summary>Senders ring when they or their sessions change. A process that shows somebody something looks them up, many in one statement, and tells.</summary>
internal sealed partial class SenderEvents : BackgroundService
{
    private static readonly string Statement = Sql.File("Realtime/Sources/read_senders.sql");
    private readonly Db _db;
    private readonly Watchers _here;
    private readonly RealtimeOptions _options;
    private readonly ILogger<SenderEvents> _logger;
    private readonly WakeUp _wake;
    private readonly ConcurrentDictionary<Guid, bool> _rang = [];

    /// <summary>Sessions whose QR or code was told of and not yet its end.</summary>
    private readonly HashSet<(Guid Sender, string Driver)> _pairing = [];

    public SenderEvents(Db db, Watchers here, Notifications bell, RealtimeOptions options, TimeProvider time, ILogger<SenderEvents> logger)
    {
        (_db, _here, _options, _logger) = (db, here, options, logger);
        _wake = new WakeUp(time);
        bell.Listen(LockedSenders.Bell, Hear);
    }

    private void Hear(string sender)
    {
        // After a lost connection (an empty bell) every watcher is told to read anew.
        if (!Guid.TryParse(sender, out var id) || _here.Tenants.Count == 0) return;
        _rang[id] = true;
        _wake.Ring();
    }

    // Whatever a round meets: what is shown must not stop what is sent.
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Rounds.Run(Tell, token => _wake.Gather(_options.Window, token), problem => Failed(_logger, problem), stoppingToken);

    private async Task Tell(CancellationToken cancellationToken)
    {
        Guid[] rang = [.. _rang.Keys];
        foreach (var id in rang) _rang.TryRemove(id, out _);
        if (rang.Length == 0) return;

        await using var connection = await _db.OpenEngine(cancellationToken);
        await using var command = new NpgsqlCommand(Statement, connection);
        command.Parameters.Add(new() { Value = rang });
        command.Parameters.Add(new() { Value = _here.Tenants.Select(tenant => tenant.Value).ToArray() });
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        Guid? told = null;
        while (await rows.ReadAsync(cancellationToken))
        {
            var (tenant, sender) = (TenantId.Of(rows.GetGuid(0)), rows.GetGuid(1));
            if (told != sender) _here.Deliver(RealtimeEvent.SenderStatus(tenant, new(sender, rows.GetString(2), rows.IsDBNull(3) ? null : rows.GetString(3))));
            told = sender;
            if (rows.IsDBNull(4)) continue;
            var (driver, state) = (rows.GetString(4), rows.GetString(5));
            var isPairing = Words<SessionState>.Parse(state) is SessionState.WaitQr or SessionState.WaitCode;
            // Told while it pairs, and once when it no longer does.
            if (isPairing) _pairing.Add((sender, driver));
            else if (!_pairing.Remove((sender, driver))) continue;
            _here.Deliver(RealtimeEvent.SenderQr(tenant, new(sender, driver, state, rows.IsDBNull(6) ? null : rows.GetFieldValue<DateTimeOffset>(6))));
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not look up senders that changed; their watchers see it at the next change")]
    private static partial void Failed(ILogger logger, Exception problem);
}
