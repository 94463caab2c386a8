using System.Security.Cryptography;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Parley.Platform;
using Parley.Platform.Data;

namespace Parley.Conversations;

/// <summary>A key that a caller gave to a request (header <c>Idempotency-Key</c>), with the digest of what was asked.</summary>
public readonly record struct IdempotencyKey(string Key, byte[] Digest)
{
    public const int MaxLength = 200;

    /// <param name="endpoint">Part of the digest: a key that was used for another call is a mismatch.</param>
    public static IdempotencyKey Of<TRequest>(string key, string endpoint, TRequest request)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        digest.AppendData(System.Text.Encoding.UTF8.GetBytes(endpoint));
        digest.AppendData(JsonSerializer.SerializeToUtf8Bytes(request, Json.Options));
        return new(key, digest.GetHashAndReset());
    }

    /// <summary>What is wrong with the header, in a sentence.</summary>
    public static string? Objection(string? key) => key is null || (key.Length is > 0 and <= MaxLength && key.All(c => c is > ' ' and <= '~'))
        ? null : $"Idempotency-Key must be 1 to {MaxLength} visible ASCII characters.";

    /// <summary>Whether an earlier request with this key asked for the same.</summary>
    public bool Matches(byte[] digest) => Digest.AsSpan().SequenceEqual(digest);
}

/// <summary>What an earlier request with the same key was answered.</summary>
public sealed record EarlierAnswer(byte[] Digest, string Response);

/// <summary>Remembers for a day which requests were answered how, in the transaction of what they asked for.</summary>
public static class IdempotencyKeys
{
    /// <summary>How long a key is remembered.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromDays(1);

    /// <summary>Claims the keys and stores their answers. Waits for another transaction that is claiming one of them.</summary>
    /// <param name="answers">One JSON text per key.</param>
    /// <returns>The keys that were used before, with what was answered; they were not claimed.</returns>
    public static async Task<IReadOnlyDictionary<string, EarlierAnswer>> Claim(NpgsqlConnection connection, TenantId tenant, IReadOnlyList<IdempotencyKey> keys, IReadOnlyList<string> answers,
        DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (keys.Count == 0) return new Dictionary<string, EarlierAnswer>(StringComparer.Ordinal);
        var claimed = new HashSet<string>(StringComparer.Ordinal);
        // In the order of keys, so that two batches never wait for each other in a circle.
        await using (var command = new NpgsqlCommand("""
            INSERT INTO idempotency_keys (tenant_id, key, request_hash, response, created_at)
            SELECT $1, k.key, k.digest, k.answer, $5 FROM unnest($2::text[], $3::bytea[], $4::jsonb[]) AS k(key, digest, answer) ORDER BY k.key COLLATE "C"
            ON CONFLICT (tenant_id, key) DO UPDATE SET request_hash = excluded.request_hash, response = excluded.response, created_at = excluded.created_at
                WHERE idempotency_keys.created_at < $6
            RETURNING key
            """, connection))
        {
            var p = command.Parameters;
            p.Add(new() { Value = tenant.Value });
            p.Add(new() { Value = keys.Select(k => k.Key).ToArray() });
            p.Add(new() { Value = keys.Select(k => k.Digest).ToArray() });
            p.Add(new() { Value = answers.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb });
            p.Add(new() { Value = now });
            p.Add(new() { Value = now - Memory });
            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            while (await rows.ReadAsync(cancellationToken)) claimed.Add(rows.GetString(0));
        }

        var earlier = new Dictionary<string, EarlierAnswer>(StringComparer.Ordinal);
        if (claimed.Count == keys.Count) return earlier;
        await using var ask = new NpgsqlCommand("SELECT key, request_hash, response FROM idempotency_keys WHERE tenant_id = $1 AND key = ANY($2)", connection);
        ask.Parameters.Add(new() { Value = tenant.Value });
        ask.Parameters.Add(new() { Value = keys.Select(k => k.Key).Where(key => !claimed.Contains(key)).ToArray() });
        await using var found = await ask.ExecuteReaderAsync(cancellationToken);
        while (await found.ReadAsync(cancellationToken)) earlier[found.GetString(0)] = new(found.GetFieldValue<byte[]>(1), found.GetString(2));
        return earlier;
    }

    /// <summary>Gives up keys whose requests were refused after all: a refused request may be sent again.</summary>
    public static async Task Release(NpgsqlConnection connection, TenantId tenant, IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        if (keys.Count == 0) return;
        await using var command = new NpgsqlCommand("DELETE FROM idempotency_keys WHERE tenant_id = $1 AND key = ANY($2)", connection);
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new() { Value = keys.ToArray() });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Deletes what need not be remembered any longer, of all tenants.</summary>
    public static async Task Forget(Db db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var command = new NpgsqlCommand("""
            DELETE FROM idempotency_keys WHERE ctid = ANY(ARRAY(SELECT ctid FROM idempotency_keys WHERE created_at < $1 LIMIT 5000))
            """, connection) { Parameters = { new() { Value = now - Memory } } };
        while (await command.ExecuteNonQueryAsync(cancellationToken) == 5000) { }
    }
}
