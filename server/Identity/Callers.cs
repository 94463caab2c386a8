using System.Collections.Concurrent;
using Npgsql;
using Parley.Identity.Accounts;
using Parley.Platform.Cluster;
using Parley.Platform.Data;

namespace Parley.Identity;

/// <summary>Finds out who holds a credential. Answers are remembered for a few seconds, because every request asks; whoever changes
/// a role, a key or a password calls <see cref="Forget"/>, and every node asks anew.</summary>
public sealed class Callers
{
    /// <summary>Rings when rights changed.</summary>
    internal const string Topic = "access";

    /// <summary>How long another node may still honour what was revoked while its bell was out of order.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(5);

    /// <summary>last_used_at and last_seen_at are written this seldom.</summary>
    private static readonly TimeSpan Grain = TimeSpan.FromMinutes(1);

    private const int Capacity = 20_000;

    private readonly Db _db;
    private readonly TimeProvider _time;
    private readonly Notifications _bell;
    private readonly ConcurrentDictionary<string, Remembered> _memory = new(StringComparer.Ordinal);
    private long _generation;

    public Callers(Db db, TimeProvider time, Notifications bell)
    {
        (_db, _time, _bell) = (db, time, bell);
        bell.Listen(Topic, _ => Clear());
    }

    /// <summary>To be called after the commit that took a right away or gave one.</summary>
    public async Task Forget(CancellationToken cancellationToken)
    {
        Clear();
        await _bell.Ring(Topic, "", cancellationToken);
    }

    /// <summary>Whether the caller of a long connection is still who they were when it began: not signed out, not revoked, in the same role.</summary>
    internal async Task<bool> StillHolds(Caller caller, CancellationToken cancellationToken)
    {
        if (caller.SignIn is { } signIn)
            return await BySignIn(signIn, cancellationToken) is { } person && person.Tenants.Exists(belonging => belonging.Tenant == caller.Tenant && belonging.Role == caller.Role);
        await using var connection = await _db.OpenEngine(cancellationToken);
        await using var command = new NpgsqlCommand("SELECT EXISTS (SELECT FROM api_keys WHERE id = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2))", connection);
        command.Parameters.Add(new() { Value = caller.ApiKey!.Value });
        command.Parameters.Add(new() { Value = _time.GetUtcNow() });
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    internal Task<Person?> BySignIn(Guid signIn, CancellationToken cancellationToken) =>
        Recall("s" + signIn, token => ReadSignIn(signIn, token), cancellationToken);

    internal async Task<Key?> ByApiKey(string text, CancellationToken cancellationToken)
    {
        var digest = ApiKeys.ApiKeyText.Digest(text);
        var key = await Recall("k" + Convert.ToHexString(digest), token => ReadApiKey(digest, token), cancellationToken);
        return key?.ExpiresAt <= _time.GetUtcNow() ? null : key;
    }

    private async Task<T?> Recall<T>(string name, Func<CancellationToken, Task<T?>> read, CancellationToken cancellationToken) where T : class
    {
        if (_memory.TryGetValue(name, out var known) && _time.GetElapsedTime(known.At) < Memory) return (T)known.Answer;
        var generation = Interlocked.Read(ref _generation);
        var at = _time.GetTimestamp();
        var answer = await read(cancellationToken);
        // Only what exists is remembered, or guesses would fill the memory.
        if (answer is null) return null;
        if (_memory.Count >= Capacity) _memory.Clear();
        _memory[name] = new Remembered(answer, at);
        // What was read before a change must not outlive it.
        if (Interlocked.Read(ref _generation) != generation) _memory.TryRemove(name, out _);
        return answer;
    }

    private void Clear()
    {
        Interlocked.Increment(ref _generation);
        _memory.Clear();
    }

    private async Task<Person?> ReadSignIn(Guid signIn, CancellationToken cancellationToken)
    {
        await using var connection = await _db.OpenEngine(cancellationToken);
        Person? person = null;
        DateTimeOffset seen = default;
        await using (var command = new NpgsqlCommand(Sql.File("Identity/find_sign_in.sql"), connection))
        {
            command.Parameters.Add(new() { Value = signIn });
            await using var row = await command.ExecuteReaderAsync(cancellationToken);
            while (await row.ReadAsync(cancellationToken))
            {
                person ??= new Person(new UserId(row.GetGuid(0)), row.GetString(1), Words<PasswordKind>.Parse(row.GetString(2)), signIn, row.IsDBNull(3) ? null : new TenantId(row.GetGuid(3)), []);
                seen = row.GetFieldValue<DateTimeOffset>(4);
                person.Tenants.Add(new Belonging(new TenantId(row.GetGuid(5)), row.GetString(6), Words<Role>.Parse(row.GetString(7))));
            }
        }
        if (person is not null) await Touch(connection, "UPDATE sign_ins SET last_seen_at = $2 WHERE id = $1", signIn, seen, cancellationToken);
        return person;
    }

    private async Task<Key?> ReadApiKey(byte[] digest, CancellationToken cancellationToken)
    {
        await using var connection = await _db.OpenEngine(cancellationToken);
        Key key;
        DateTimeOffset? used;
        await using (var command = new NpgsqlCommand("""
            SELECT k.id, k.tenant_id, t.slug, k.name, k.scopes, k.expires_at, k.last_used_at
            FROM api_keys k JOIN tenants t ON t.id = k.tenant_id WHERE k.digest = $1 AND k.revoked_at IS NULL
            """, connection))
        {
            command.Parameters.Add(new() { Value = digest });
            await using var row = await command.ExecuteReaderAsync(cancellationToken);
            if (!await row.ReadAsync(cancellationToken)) return null;
            key = new Key(row.GetGuid(0), new TenantId(row.GetGuid(1)), row.GetString(2), row.GetString(3), row.GetFieldValue<string[]>(4).ToHashSet(StringComparer.Ordinal),
                row.IsDBNull(5) ? null : row.GetFieldValue<DateTimeOffset>(5));
            used = row.IsDBNull(6) ? null : row.GetFieldValue<DateTimeOffset>(6);
        }
        if (!(key.ExpiresAt <= _time.GetUtcNow())) await Touch(connection, "UPDATE api_keys SET last_used_at = $2 WHERE id = $1", key.Id, used, cancellationToken);
        return key;
    }

    private async Task Touch(NpgsqlConnection connection, string statement, Guid id, DateTimeOffset? last, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        if (now - last < Grain) return;
        await using var command = new NpgsqlCommand(statement, connection);
        command.Parameters.Add(new() { Value = id });
        command.Parameters.Add(new() { Value = now });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <param name="Tenants">At least one; the first is the eldest.</param>
    internal sealed record Person(UserId Id, string Email, PasswordKind PasswordKind, Guid SignIn, TenantId? Chosen, List<Belonging> Tenants);

    internal sealed record Belonging(TenantId Tenant, string Slug, Role Role);

    internal sealed record Key(Guid Id, TenantId Tenant, string TenantSlug, string Name, IReadOnlySet<string> Scopes, DateTimeOffset? ExpiresAt);

    private sealed record Remembered(object Answer, long At);
}
