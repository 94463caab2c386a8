using System.Security.Cryptography;
using Npgsql;
using Parley.Platform.Data;

namespace Parley.Platform.Secrets;

/// <summary>The install's master key: 32 bytes from PARLEY_MASTER_KEY (base64), else from DATA_DIR/secrets/master.key, which the first
/// start writes. It never enters the database; its fingerprint does, so that a node with another key does not start.</summary>
public sealed class MasterKey(ParleySettings settings)
{
    public const int Size = 32;
    private byte[]? _key;

    /// <exception cref="InvalidOperationException">Asked before <see cref="Load"/>.</exception>
    internal ReadOnlySpan<byte> Bytes => _key ?? throw new InvalidOperationException("The master key is loaded at start, after the migrations and before anything is sealed.");

    private string File => Path.Combine(settings.DataDir, "secrets", "master.key");

    /// <exception cref="FormatException">The key cannot be read, or it is not the one that this database was set up with.</exception>
    public async Task Load(Db db, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenEngine(cancellationToken);
        var expected = await Fingerprint(connection, cancellationToken);
        var key = Configured() ?? Stored();
        var isNew = key is null;
        if (key is null)
        {
            // A fresh key could open nothing of what another one sealed.
            if (expected is not null) throw new FormatException($"This database was set up with a master key that is not here. Set PARLEY_MASTER_KEY, or copy secrets/master.key of the first node to {File}.");
            key = Create();
        }

        expected ??= await Claim(connection, FingerprintOf(key), cancellationToken);
        if (expected != FingerprintOf(key))
        {
            // Two nodes with data folders of their own started at once on an empty database; the other one came first.
            if (isNew) System.IO.File.Delete(File);
            throw new FormatException("The master key of this node is not the one that this database was set up with: what other nodes sealed could not be read. "
                + $"Give every node the same PARLEY_MASTER_KEY, or copy secrets/master.key of the first node to {File}.");
        }
        _key = key;
    }

    private byte[]? Configured()
    {
        if (settings.MasterKey is not { } text) return null;
        var bytes = new byte[Size];
        return Convert.TryFromBase64String(text, bytes, out var written) && written == Size
            ? bytes
            : throw new FormatException("PARLEY_MASTER_KEY must be 32 bytes in base64 (openssl rand -base64 32).");
    }

    private byte[]? Stored()
    {
        if (!System.IO.File.Exists(File)) return null;
        var bytes = new byte[Size];
        return Convert.TryFromBase64String(System.IO.File.ReadAllText(File).Trim(), bytes, out var written) && written == Size
            ? bytes
            : throw new FormatException($"{File} is damaged: it must hold 32 bytes in base64. Restore it from a backup.");
    }

    // Of two processes that share the folder one wins.
    private byte[] Create()
    {
        PrivateFile.Write(File, Convert.ToBase64String(RandomNumberGenerator.GetBytes(Size)) + "\n", overwrite: false);
        return Stored()!;
    }

    private static string FingerprintOf(byte[] key) => Convert.ToHexStringLower(HMACSHA256.HashData(key, "parley master key"u8))[..32];

    private static async Task<string?> Fingerprint(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var ask = new NpgsqlCommand("SELECT value FROM install_settings WHERE key = 'master_key_fingerprint'", connection);
        return (string?)await ask.ExecuteScalarAsync(cancellationToken);
    }

    private static async Task<string?> Claim(NpgsqlConnection connection, string fingerprint, CancellationToken cancellationToken)
    {
        await using var claim = new NpgsqlCommand("INSERT INTO install_settings (key, value) VALUES ('master_key_fingerprint', $1) ON CONFLICT DO NOTHING", connection);
        claim.Parameters.Add(new() { Value = fingerprint });
        await claim.ExecuteNonQueryAsync(cancellationToken);
        return await Fingerprint(connection, cancellationToken);
    }
}
