using System.Security.Cryptography;
using Npgsql;
using NpgsqlTypes;
using Parley.Channels;
using Parley.Platform.Data;
using Parley.Platform.Secrets;

namespace Parley.Senders;

/// <summary>Where a driver that keeps its login here keeps it: sealed by the master key, and only under the fence that holds the sender.</summary>
public sealed class SessionSecrets(Db db, SecretBox box)
{
    /// <returns>Null when the session has no login.</returns>
    /// <exception cref="CryptographicException">It was sealed under another master key, or changed.</exception>
    public async Task<byte[]?> Read(SenderId sender, string driver, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var command = new NpgsqlCommand("SELECT secret FROM sessions WHERE sender_id = $1 AND driver = $2", connection);
        command.Parameters.Add(new() { Value = sender.Value });
        command.Parameters.Add(new() { Value = driver });
        return await command.ExecuteScalarAsync(cancellationToken) is byte[] closed ? box.Open(closed, Place(sender, driver)) : null;
    }

    /// <summary>Keeps the login; null forgets it.</summary>
    /// <param name="session">A former holder's session writes nothing.</param>
    /// <returns>Whether it was written.</returns>
    public async Task<bool> Write(Session session, string driver, byte[]? secret, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var command = new NpgsqlCommand("""
            UPDATE sessions x SET secret = $3 FROM sender_owners o
            WHERE x.sender_id = $1 AND x.driver = $2 AND o.sender_id = x.sender_id AND o.fence <= $4
            """, connection);
        command.Parameters.Add(new() { Value = session.Sender.Value });
        command.Parameters.Add(new() { Value = driver });
        command.Parameters.Add(new() { Value = secret is null ? DBNull.Value : box.Seal(secret, Place(session.Sender, driver)), NpgsqlDbType = NpgsqlDbType.Bytea });
        command.Parameters.Add(new() { Value = session.Fence });
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    private static string Place(SenderId sender, string driver) => $"sessions/{sender}/{driver}";
}
