using System.Collections.Concurrent;
using System.Security.Cryptography;
using Npgsql;
using Parley.Platform.Data;

namespace Parley.Platform.Secrets;

/// <summary>Keys that every node of the install shares, made when first asked for and stored sealed by the master key.</summary>
public sealed class InstallKeys(Db db, SecretBox box)
{
    private readonly ConcurrentDictionary<string, byte[]> _known = new(StringComparer.Ordinal);

    /// <summary>The key of that name: 32 bytes, the same on every node and after every start. Do not change the array.</summary>
    public async ValueTask<byte[]> Get(string name, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(name, out var known)) return known;
        var (key, place) = ("key:" + name, "install_settings/key:" + name);
        await using var connection = await db.OpenEngine(cancellationToken);
        // Of several nodes that ask at once, the first insert counts and all read it.
        await using (var insert = new NpgsqlCommand("INSERT INTO install_settings (key, value) VALUES ($1, $2) ON CONFLICT DO NOTHING", connection))
        {
            insert.Parameters.Add(new() { Value = key });
            insert.Parameters.Add(new() { Value = Convert.ToBase64String(box.Seal(RandomNumberGenerator.GetBytes(32), place)) });
            await insert.ExecuteNonQueryAsync(cancellationToken);
        }
        await using var read = new NpgsqlCommand("SELECT value FROM install_settings WHERE key = $1", connection);
        read.Parameters.Add(new() { Value = key });
        var value = (string)(await read.ExecuteScalarAsync(cancellationToken))!;
        return _known.GetOrAdd(name, box.Open(Convert.FromBase64String(value), place));
    }
}
