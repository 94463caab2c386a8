using System.Collections.Frozen;
using Npgsql;
using Parley.Platform;
using Parley.Platform.Cluster;
using Parley.Platform.Data;

namespace Parley.Realtime;

/// <summary>Knows which tenants somebody watches, here or in another process, so that nothing is told about the others.</summary>
public sealed partial class WatchedTenants : BackgroundService
{
    private const string Topic = "watch";
    private static readonly string Statement = Sql.File("Realtime/watch_tenants.sql");
    private readonly Db _db;
    private readonly Watchers _here;
    private readonly RealtimeOptions _options;
    private readonly ILogger<WatchedTenants> _logger;
    private readonly WakeUp _wake;
    private FrozenSet<TenantId> _elsewhere = [];
    private HashSet<TenantId> _announced = [];

    public WatchedTenants(Db db, Notifications bell, Watchers here, RealtimeOptions options, TimeProvider time, ILogger<WatchedTenants> logger)
    {
        (_db, _here, _options, _logger) = (db, here, options, logger);
        _wake = new WakeUp(time);
        here.TenantsChanged += _wake.Ring;
        bell.Listen(Topic, _ => _wake.Ring());
    }

    /// <summary>This process, among those that watch.</summary>
    public Guid Process { get; } = Guid.NewGuid();

    /// <summary>A tenant is watched in another process that was not before: what happened until now it may not know.</summary>
    public event Action<TenantId>? CameElsewhere;

    /// <summary>Whether somebody watches this tenant. Costs two look-ups in memory.</summary>
    public bool Any(TenantId tenant) => Elsewhere(tenant) || _here.Any(tenant);

    public bool Elsewhere(TenantId tenant) => Volatile.Read(ref _elsewhere).Contains(tenant);

    // Whatever a round meets: what is shown must not stop what is sent.
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Rounds.Run(token => Refresh([.. _here.Tenants], token), token => _wake.Wait(_options.Refresh, token), problem => Missed(_logger, problem), stoppingToken);

    private async Task Refresh(HashSet<TenantId> here, CancellationToken cancellationToken)
    {
        await using var connection = await _db.OpenEngine(cancellationToken);
        if (here.Count > 0 || _announced.Count > 0) await Announce(connection, here, cancellationToken);

        await using var ask = new NpgsqlCommand("SELECT DISTINCT tenant_id FROM realtime_watches WHERE process <> $1 AND seen_at > now() - $2", connection);
        ask.Parameters.Add(new() { Value = Process });
        ask.Parameters.Add(new() { Value = 3 * _options.Refresh });
        var elsewhere = new HashSet<TenantId>();
        await using (var rows = await ask.ExecuteReaderAsync(cancellationToken))
            while (await rows.ReadAsync(cancellationToken)) elsewhere.Add(TenantId.Of(rows.GetGuid(0)));

        var before = Volatile.Read(ref _elsewhere);
        Volatile.Write(ref _elsewhere, elsewhere.ToFrozenSet());
        foreach (var tenant in elsewhere.Where(tenant => !before.Contains(tenant))) CameElsewhere?.Invoke(tenant);
    }

    private async Task Announce(NpgsqlConnection connection, HashSet<TenantId> here, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Statement, connection);
        command.Parameters.Add(new() { Value = Process });
        command.Parameters.Add(new() { Value = here.Select(tenant => tenant.Value).ToArray() });
        // The others need not look when nothing changed.
        command.Parameters.Add(new() { Value = here.SetEquals(_announced) ? DBNull.Value : "parley_" + Topic, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = 6 * _options.Refresh });
        await command.ExecuteNonQueryAsync(cancellationToken);
        _announced = here;
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (_announced.Count == 0) return;
        try
        {
            await Refresh([], cancellationToken);
        }
        catch (NpgsqlException problem)
        {
            Missed(_logger, problem); // the rows are too old soon
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not say or read which tenants are watched; realtime events of other processes may be missing until it works again")]
    private static partial void Missed(ILogger logger, Exception problem);
}
