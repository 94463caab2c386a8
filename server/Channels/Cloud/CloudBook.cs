using System.Collections.Concurrent;
using Npgsql;
using Parley.Platform.Cluster;
using Parley.Platform.Data;
using Parley.Platform.Secrets;
using Parley.Senders;

namespace Parley.Channels.Cloud;

/// <summary>A sender's number at Meta.</summary>
/// <param name="NumberId">Meta's id of the number.</param>
internal sealed record CloudNumber(SenderId Sender, CloudAccount Account, string NumberId);

/// <summary>Which account a sender uses, and whose webhook it is: read from the database and believed for a moment, because every message asks. A change rings a bell.</summary>
internal sealed class CloudBook
{
    /// <summary>Rings with an account's id when something about it changed, or when Meta said that it did.</summary>
    public const string Bell = "cloud";

    /// <summary>More ids than any install has; strangers' webhooks must not fill the memory.</summary>
    private const int MostRemembered = 10_000;

    private readonly Db _db;
    private readonly SecretBox _box;
    private readonly CloudOptions _options;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<SenderId, Believed<CloudNumber?>> _numbers = new();
    private readonly ConcurrentDictionary<string, Believed<IReadOnlyList<CloudAccount>>> _accounts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(CloudAccountId, string), Believed<IReadOnlyList<SenderId>>> _senders = new();
    private long _generation;

    private readonly record struct Believed<T>(T Value, long Since, long Generation);

    public CloudBook(Db db, SecretBox box, CloudOptions options, Notifications notifications, TimeProvider time)
    {
        (_db, _box, _options, _time) = (db, box, options, time);
        notifications.Listen(Bell, payload =>
        {
            Forget();
            Changed?.Invoke(CloudAccountId.TryParse(payload, out var id) ? id : null);
        });
    }

    /// <summary>Something about an account changed; null: perhaps about any. Handlers return at once.</summary>
    public event Action<CloudAccountId?>? Changed;

    /// <summary>The next question is answered by the database.</summary>
    public void Forget()
    {
        // What is being read at this moment is not believed either.
        Interlocked.Increment(ref _generation);
        _numbers.Clear();
        _accounts.Clear();
        _senders.Clear();
    }

    /// <summary>The number that a sender is; null while no account was chosen for it.</summary>
    public Task<CloudNumber?> NumberOf(SenderId sender, CancellationToken cancellationToken) => Ask(_numbers, sender, async () =>
    {
        await using var connection = await _db.OpenEngine(cancellationToken);
        await using var command = new NpgsqlCommand($"SELECT {CloudAccount.Columns}, c.number_id FROM cloud_senders c JOIN cloud_accounts a ON a.id = c.account_id WHERE c.sender_id = $1", connection) { Parameters = { new() { Value = sender.Value } } };
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? new CloudNumber(sender, CloudAccount.Read(row, _box), row.GetString(7)) : null;
    });

    /// <summary>The accounts of that name at Meta: none, one, or one in each of several tenants.</summary>
    public Task<IReadOnlyList<CloudAccount>> AccountsOf(string businessId, CancellationToken cancellationToken) => Ask(_accounts, businessId, () => Accounts("a.business_id = $1", businessId, cancellationToken));

    /// <summary>A tenant's accounts, the oldest first. Not remembered.</summary>
    public Task<IReadOnlyList<CloudAccount>> AccountsOf(TenantId tenant, CancellationToken cancellationToken) => Accounts("a.tenant_id = $1", tenant.Value, cancellationToken);

    public async Task<CloudAccount?> Find(TenantId tenant, CloudAccountId id, CancellationToken cancellationToken) =>
        (await AccountsOf(tenant, cancellationToken)).FirstOrDefault(account => account.Id == id);

    /// <summary>The senders that a number of an account is; usually one.</summary>
    public Task<IReadOnlyList<SenderId>> SendersOf(CloudAccount account, string numberId, CancellationToken cancellationToken) => Ask(_senders, (account.Id, numberId), async () =>
    {
        await using var connection = await _db.OpenEngine(cancellationToken);
        await using var command = new NpgsqlCommand("""
            SELECT c.sender_id FROM cloud_senders c JOIN senders s ON s.id = c.sender_id
            WHERE c.account_id = $1 AND c.number_id = $2 AND s.deleted_at IS NULL AND 'cloud' IN (s.driver, s.fallback_driver) ORDER BY c.sender_id
            """, connection) { Parameters = { new() { Value = account.Id.Value }, new() { Value = numberId } } };
        var found = new List<SenderId>();
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken)) found.Add(SenderId.Of(rows.GetGuid(0)));
        return (IReadOnlyList<SenderId>)found;
    });

    /// <summary>From now on the sender is that number of that account.</summary>
    public async Task Bind(TenantId tenant, SenderId sender, CloudAccountId account, string numberId, CancellationToken cancellationToken)
    {
        await using var connection = await _db.OpenTenant(tenant, cancellationToken);
        await using var command = new NpgsqlCommand($"""
            WITH bound AS (
                INSERT INTO cloud_senders (sender_id, tenant_id, account_id, number_id) VALUES ($1, $2, $3, $4)
                ON CONFLICT (sender_id) DO UPDATE SET account_id = excluded.account_id, number_id = excluded.number_id RETURNING account_id
            )
            SELECT pg_notify('parley_{Bell}', account_id::text) FROM bound
            """, connection);
        command.Parameters.Add(new() { Value = sender.Value });
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new() { Value = account.Value });
        command.Parameters.Add(new() { Value = numberId });
        await command.ExecuteNonQueryAsync(cancellationToken);
        Forget();
    }

    private async Task<IReadOnlyList<CloudAccount>> Accounts(string which, object value, CancellationToken cancellationToken)
    {
        await using var connection = await _db.OpenEngine(cancellationToken);
        await using var command = new NpgsqlCommand($"SELECT {CloudAccount.Columns} FROM cloud_accounts a WHERE {which} ORDER BY a.id", connection) { Parameters = { new() { Value = value } } };
        var found = new List<CloudAccount>();
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken)) found.Add(CloudAccount.Read(rows, _box));
        return found;
    }

    private async Task<TValue> Ask<TKey, TValue>(ConcurrentDictionary<TKey, Believed<TValue>> book, TKey key, Func<Task<TValue>> read) where TKey : notnull
    {
        var generation = Interlocked.Read(ref _generation);
        if (book.TryGetValue(key, out var known) && known.Generation == generation && _time.GetElapsedTime(known.Since) < _options.BelieveFor) return known.Value;
        var since = _time.GetTimestamp();
        var value = await read();
        if (book.Count >= MostRemembered) book.Clear();
        book[key] = new(value, since, generation);
        return value;
    }
}
