using Npgsql;

namespace Parley.Platform.Data;

/// <summary>Brings the database to this version's schema: each file of server/Schema once, in order, each in its own transaction.
/// Several nodes may start at once; one migrates and the others wait.</summary>
public static partial class Migrator
{
    private const long Lock = 0x5061726c6579; // "Parley"

    /// <exception cref="FormatException">The database was migrated by a newer version, or a landed file was changed.</exception>
    public static async Task Run(NpgsqlConnectionStringBuilder login, ILogger logger, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(login.ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await Execute(connection, $"SELECT pg_advisory_lock({Lock})", cancellationToken);
        await Execute(connection, "CREATE TABLE IF NOT EXISTS schema_migrations (name text PRIMARY KEY, digest text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())", cancellationToken);

        var applied = new Dictionary<string, string>(StringComparer.Ordinal);
        await using (var read = new NpgsqlCommand("SELECT name, digest FROM schema_migrations", connection))
        await using (var rows = await read.ExecuteReaderAsync(cancellationToken))
            while (await rows.ReadAsync(cancellationToken)) applied[rows.GetString(0)] = rows.GetString(1);

        var known = Sql.Migrations().ToList();
        if (applied.Keys.Except(known.Select(m => m.Name), StringComparer.Ordinal).FirstOrDefault() is { } unknown)
            throw new FormatException($"The database of DATABASE_URL has migration {unknown}, which this version does not know: it was upgraded by a newer Parley. Start that version, or restore a backup.");

        var (steps, last) = (0, "");
        foreach (var (name, text) in known)
        {
            var digest = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)))[..16];
            if (applied.TryGetValue(name, out var before))
            {
                if (before != digest) throw new FormatException($"Migration {name} is not the one that the database of DATABASE_URL was set up with: a landed file was changed, where a new one should have been added.");
                continue;
            }
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await Execute(connection, text, cancellationToken);
            await using (var mark = new NpgsqlCommand("INSERT INTO schema_migrations (name, digest) VALUES ($1, $2)", connection))
            {
                mark.Parameters.Add(new() { Value = name });
                mark.Parameters.Add(new() { Value = digest });
                await mark.ExecuteNonQueryAsync(cancellationToken);
            }
            await transaction.CommitAsync(cancellationToken);
            Applied(logger, name);
            (steps, last) = (steps + 1, name);
        }
        if (steps > 0) Migrated(logger, last, steps);
    }

    private static async Task Execute(NpgsqlConnection connection, string text, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(text, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Applied migration {Name}")]
    private static partial void Applied(ILogger logger, string name);

    [LoggerMessage(Level = LogLevel.Information, Message = "The database is at {Name} now, {Count} steps further")]
    private static partial void Migrated(ILogger logger, string name, int count);
}
