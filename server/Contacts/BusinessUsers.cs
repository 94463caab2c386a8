using Npgsql;
using Parley.Contacts.Numbers;
using Parley.Platform;
using Parley.Platform.Data;
using Parley.Senders;

namespace Parley.Contacts;

/// <summary>People by the id that WhatsApp's official API tells a business: with their number beside it, or alone where the person hides the number.
/// The id is the same for all numbers of one business, and stays when the person changes theirs.</summary>
public sealed class BusinessUsers(IEnumerable<IPersonalData> personalData, TimeProvider time)
{
    private const int Tries = 5;

    private sealed record Row(ContactId Id, bool HasOther);

    /// <summary>The contact of an id of which no number was told: one that is known, or a new one.</summary>
    public async Task<UpsertContacts.Known> Find(NpgsqlTransaction transaction, TenantId tenant, string user, string? name, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO contacts AS c (id, tenant_id, business_user_id, name, created_at, updated_at) VALUES ($2, $1, $3, $4, $5, $5)
            ON CONFLICT (tenant_id, business_user_id) WHERE business_user_id IS NOT NULL DO UPDATE SET updated_at = c.updated_at
            RETURNING c.id, c.phone, c.consent, c.last_sender_id, EXISTS (SELECT FROM blocklist b WHERE b.tenant_id = $1 AND b.phone = c.phone), xmax = 0
            """, transaction.Connection, transaction);
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new() { Value = Id.New<ContactId>().Value });
        command.Parameters.Add(new() { Value = user });
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = ContactRules.NameOf(name) });
        command.Parameters.Add(new() { Value = time.GetUtcNow() });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return new UpsertContacts.Known(ContactId.Of(row.GetGuid(0)), row.GetBoolean(5), row.IsDBNull(1) ? null : PhoneNumber.FromE164(row.GetString(1)), Words<ConsentState>.Parse(row.GetString(2)), row.GetBoolean(4),
            row.IsDBNull(3) ? null : SenderId.Of(row.GetGuid(3)));
    }

    /// <summary>The contact, whose number was told, has this id from now on. Who was known by the id alone becomes one with it; who has another number has lost the id with it.</summary>
    public async Task Link(NpgsqlTransaction transaction, TenantId tenant, ContactId contact, string user, CancellationToken cancellationToken)
    {
        if (await IsLinked(transaction, contact, user, cancellationToken)) return;
        for (var attempt = 1; ; attempt++)
        {
            await transaction.SaveAsync("business_user", cancellationToken);
            try
            {
                if (await Holder(transaction, tenant, user, cancellationToken) is { } holder && holder.Id != contact)
                {
                    if (holder.HasOther) await Set(transaction, holder.Id, null, cancellationToken);
                    else await Join(transaction, tenant, contact, holder.Id, cancellationToken);
                }
                await Set(transaction, contact, user, cancellationToken);
                await transaction.ReleaseAsync("business_user", cancellationToken);
                return;
            }
            catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation && attempt < Tries)
            {
                // Somebody linked or made it in between; the next look sees it.
                await transaction.RollbackAsync("business_user", cancellationToken);
            }
        }
    }

    private async Task Join(NpgsqlTransaction transaction, TenantId tenant, ContactId keep, ContactId gone, CancellationToken cancellationToken)
    {
        foreach (var data in personalData) await data.Merge(transaction, tenant, keep, gone, cancellationToken);
        await using var command = new NpgsqlCommand(Sql.File("Contacts/merge_contacts.sql"), transaction.Connection, transaction);
        command.Parameters.Add(new() { Value = keep.Value });
        command.Parameters.Add(new() { Value = gone.Value });
        command.Parameters.Add(new() { Value = time.GetUtcNow() });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<bool> IsLinked(NpgsqlTransaction transaction, ContactId contact, string user, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT business_user_id = $2 FROM contacts WHERE id = $1", transaction.Connection, transaction) { Parameters = { new() { Value = contact.Value }, new() { Value = user } } };
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    private static async Task<Row?> Holder(NpgsqlTransaction transaction, TenantId tenant, string user, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT id, phone IS NOT NULL OR lid IS NOT NULL FROM contacts WHERE tenant_id = $1 AND business_user_id = $2 FOR UPDATE", transaction.Connection, transaction)
        {
            Parameters = { new() { Value = tenant.Value }, new() { Value = user } },
        };
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? new Row(ContactId.Of(row.GetGuid(0)), row.GetBoolean(1)) : null;
    }

    private async Task Set(NpgsqlTransaction transaction, ContactId contact, string? user, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("UPDATE contacts SET business_user_id = $2, updated_at = $3 WHERE id = $1", transaction.Connection, transaction);
        command.Parameters.Add(new() { Value = contact.Value });
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = user });
        command.Parameters.Add(new() { Value = time.GetUtcNow() });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
