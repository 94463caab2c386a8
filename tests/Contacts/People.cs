using Npgsql;
using Parley.Contacts;
using Parley.Contacts.Consent;
using Parley.Contacts.Import;
using Parley.Contacts.Numbers;
using Parley.Conversations;
using Parley.Platform.Data;
using Parley.Tests.Support;

namespace Parley.Tests.Contacts;

/// <summary>What tests of people need again and again, over one tenant of a test database.</summary>
public sealed class People(TestDatabase database, TenantId tenant)
{
    public static IPersonalData[] PersonalData { get; } = [new ConsentPersonalData(), new ImportPersonalData(), new LedgerPersonalData(TimeProvider.System)];

    public static ErasedNumbers Erased { get; } = new(_ => ValueTask.FromResult(new byte[32]));

    public static UpsertContacts Upsert { get; } = new(new LinkLid(PersonalData, new MoveNumber(Erased, TimeProvider.System), TimeProvider.System), Erased, TimeProvider.System);

    public TenantId Tenant => tenant;

    public static PhoneNumber Number(string text) =>
        PhoneNumber.TryParse(text, "BR", out var number, out var problem) ? number : throw new ArgumentException(problem.ToString(), nameof(text));

    /// <summary>The n-th of a hundred million valid numbers.</summary>
    public static PhoneNumber Number(int n) => PhoneNumber.FromE164($"+55119{90_000_000 + n}");

    /// <summary>Finds or makes contacts in a transaction of their own.</summary>
    public async Task<UpsertContacts.Known[]> Add(params UpsertContacts.Seed[] seeds)
    {
        await using var connection = await database.Db.OpenTenant(tenant, default);
        await using var transaction = await connection.BeginTransactionAsync();
        var known = await Upsert.Run(transaction, tenant, seeds, default);
        await transaction.CommitAsync();
        return known;
    }

    public async Task<T> Scalar<T>(string statement, params object[] values)
    {
        await using var connection = await database.Db.OpenTenant(tenant, default);
        await using var command = new NpgsqlCommand(statement, connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async Task Do(string statement, params object[] values)
    {
        await using var connection = await database.Db.OpenTenant(tenant, default);
        await using var command = new NpgsqlCommand(statement, connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync();
    }

    private int _messages;

    /// <summary>A ledger row, a second after the one before unless told otherwise; returns its id.</summary>
    public async Task<Guid> Message(ContactId contact, string recipient, string direction = "out", string state = "sent", DateTimeOffset? at = null, Guid? queue = null)
    {
        var created = at ?? DateTimeOffset.UnixEpoch.AddSeconds(_messages++);
        // Lists go by the id, which of two of the same millisecond says nothing about their order.
        var id = Guid.CreateVersion7(created);
        await Do("""
            INSERT INTO messages (id, tenant_id, direction, origin, contact_id, recipient, queue_id, content, state, created_at, sent_at, due_at)
            VALUES ($1, $2, $3, CASE WHEN $3 = 'in' THEN 'inbound' ELSE 'api' END, $4, $5, $8, '{"kind":"text","text":"hello"}', $6, $7,
                    CASE WHEN $6 IN ('sent', 'delivered', 'read') THEN $7 END, CASE WHEN $6 IN ('queued', 'pending') THEN $7 END)
            """, id, tenant.Value, direction, contact.Value, recipient, state, created, (object?)queue ?? DBNull.Value);
        return id;
    }
}
