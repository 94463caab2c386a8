using Npgsql;
using Parley.Platform;
using Parley.Platform.Data;
using Parley.Platform.Secrets;

namespace Parley.Identity.ApiKeys;

/// <summary>The key that the command line on the server's machine uses: scope <c>*</c>, in the tenant that the first boot made. Stored as a digest like every key;
/// in clear it stands only in DATA_DIR/secrets/cli-key (docs/decisions/who-may-read-the-data-folder-may-act.md).</summary>
internal static partial class CommandLineKey
{
    public static string PathIn(string dataDir) => Path.Combine(dataDir, "secrets", "cli-key");

    /// <summary>Makes a key unless the file holds one that this database knows. A key that somebody revoked stays revoked; those of this folder that it lost and nobody
    /// ever used are forgotten, or a folder that is new at each start would leave one more behind every time.</summary>
    public static async Task Prepare(Db db, ParleySettings settings, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        var path = PathIn(settings.DataDir);
        await using var connection = await db.OpenEngine(cancellationToken);
        if (File.Exists(path) && await IsKnown(connection, (await File.ReadAllTextAsync(path, cancellationToken)).Trim(), cancellationToken)) return;

        var key = ApiKeyText.New();
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await Forget(connection, settings.DataDir, cancellationToken);
        await Insert(connection, key, settings.DataDir, time.GetUtcNow(), cancellationToken);
        try
        {
            PrivateFile.Write(path, key + "\n", overwrite: true);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            // A data folder that is read-only on purpose: the server works, ./parley send needs PARLEY_API_KEY.
            NotWritten(logger, unwritable, path);
            return;
        }
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task<bool> IsKnown(NpgsqlConnection connection, string key, CancellationToken cancellationToken)
    {
        await using var ask = new NpgsqlCommand("SELECT EXISTS (SELECT FROM api_keys WHERE digest = $1)", connection) { Parameters = { new() { Value = ApiKeyText.Digest(key) } } };
        return (bool)(await ask.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task Forget(NpgsqlConnection connection, string dataDir, CancellationToken cancellationToken)
    {
        await using var forget = new NpgsqlCommand("DELETE FROM api_keys WHERE name = $1 AND created_by = $2 AND last_used_at IS NULL AND revoked_at IS NULL", connection);
        forget.Parameters.Add(new() { Value = NameOf(Environment.MachineName) });
        forget.Parameters.Add(new() { Value = ActorOf(dataDir) });
        await forget.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task Insert(NpgsqlConnection connection, string key, string dataDir, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var insert = new NpgsqlCommand("""
            INSERT INTO api_keys (id, tenant_id, name, prefix, digest, scopes, created_by, created_at)
            SELECT $1, id, $2, $3, $4, $5, $6, $7 FROM tenants WHERE slug = $8
            """, connection);
        insert.Parameters.Add(new() { Value = Id.New<ApiKeyId>().Value });
        insert.Parameters.Add(new() { Value = NameOf(Environment.MachineName) });
        insert.Parameters.Add(new() { Value = ApiKeyText.Prefix(key) });
        insert.Parameters.Add(new() { Value = ApiKeyText.Digest(key) });
        insert.Parameters.Add(new() { Value = new[] { Scopes.All } });
        insert.Parameters.Add(new() { Value = ActorOf(dataDir) });
        insert.Parameters.Add(new() { Value = now });
        insert.Parameters.Add(new() { Value = FirstBoot.TenantSlug });
        await insert.ExecuteNonQueryAsync(cancellationToken);
    }

    private static string ActorOf(string dataDir) => $"the first start, for ./parley on {dataDir}";

    private static string NameOf(string machine) => "Command line on " + (machine.Length <= 60 ? machine : machine[..60]);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The command line on this machine gets no key of its own, because {Path} cannot be written")]
    private static partial void NotWritten(ILogger logger, Exception exception, string path);
}
