using Npgsql;
using Parley.Platform;
using Parley.Platform.Data;

namespace Parley.Identity;

/// <summary>Once an hour, forgets what is over: idle sign-ins, spent refresh tokens, old failures, and audit lines past AUDIT_DAYS.
/// Several nodes may do it at once; deleting twice does no harm.</summary>
internal sealed partial class IdentitySweepWorker(Db db, AccessOptions options, TimeProvider time, ILogger<IdentitySweepWorker> logger) : BackgroundService
{
    // In pieces, so that no statement holds its locks for long.
    private const int Piece = 10_000;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Rounds.Every(TimeSpan.FromHours(1), time, Sweep, problem => Failed(logger, problem), stoppingToken);

    internal async Task Sweep(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var connection = await db.OpenEngine(cancellationToken);
        // A cookie lives 7 days without use and a refresh token 30.
        await Delete(connection, "sign_ins", "last_seen_at < $1", now.AddDays(-31), cancellationToken);
        await Delete(connection, "sign_ins", "revoked_at < $1", now.AddDays(-31), cancellationToken);
        await Delete(connection, "refresh_tokens", "expires_at < $1", now, cancellationToken);
        await Delete(connection, "sign_in_failures", "at < $1", now.AddDays(-1), cancellationToken);
        await Delete(connection, "audit_log", "at < $1", now.AddDays(-options.AuditDays), cancellationToken);
    }

    private static async Task Delete(NpgsqlConnection connection, string table, string old, DateTimeOffset before, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"DELETE FROM {table} WHERE ctid = ANY (ARRAY(SELECT ctid FROM {table} WHERE {old} LIMIT {Piece}))", connection);
        command.Parameters.Add(new() { Value = before });
        while (await command.ExecuteNonQueryAsync(cancellationToken) == Piece) { }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old sign-ins and audit lines could not be swept; trying again in an hour")]
    private static partial void Failed(ILogger logger, Exception problem);
}
