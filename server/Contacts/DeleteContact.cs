using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Parley.Contacts.Numbers;
using Parley.Identity;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Contacts;

/// <summary>Takes a person out of the book. Without <c>erase</c> the messages stay in the ledger as they are, and what waits to be sent is cancelled. With it, everything that is stored about the
/// person goes (docs/decisions/what-erasing-leaves.md).</summary>
public static class DeleteContact
{
    /// <param name="erase">Erase everything about the person, for good.</param>
    public static async Task<Results<NoContent, ProblemHttpResult>> Handle(ContactId id, bool? erase, Caller caller, Db db, IEnumerable<IPersonalData> personalData, ErasedNumbers erased, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenTenant(caller.Tenant, cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (!await Hold(transaction, caller.Tenant, id, cancellationToken)) return GetContact.NotFound();
        if (erase != true)
        {
            foreach (var data in personalData) await data.Leave(transaction, caller.Tenant, id, cancellationToken);
            await using var delete = new NpgsqlCommand(Sql.File("Contacts/delete_contact.sql"), connection, transaction);
            delete.Parameters.Add(new() { Value = caller.Tenant.Value });
            delete.Parameters.Add(new() { Value = id.Value });
            delete.Parameters.Add(new() { Value = time.GetUtcNow() });
            delete.Parameters.Add(new() { Value = caller.Actor });
            await delete.ExecuteNonQueryAsync(cancellationToken);
        }
        else
        {
            var ids = await FormerContacts.And(connection, caller.Tenant, id, cancellationToken);
            foreach (var one in ids)
                foreach (var data in personalData)
                    if (await data.Erase(transaction, caller.Tenant, one, cancellationToken) is { } notNow) return Problems.IllegalState.With(notNow);
            await FormerContacts.Forget(transaction, caller.Tenant, ids, cancellationToken);
            if (await Take(transaction, caller.Tenant, id, cancellationToken) is { Refused: true, Phone: { } phone })
                await Remember(transaction, caller.Tenant, await erased.Digest(phone, cancellationToken), time.GetUtcNow(), cancellationToken);
        }
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    private sealed record Taken(PhoneNumber? Phone, bool Refused);

    private static async Task<bool> Hold(NpgsqlTransaction transaction, TenantId tenant, ContactId id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT 1 FROM contacts WHERE id = $2 AND tenant_id = $1 FOR UPDATE", transaction.Connection, transaction);
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new() { Value = id.Value });
        return await command.ExecuteScalarAsync(cancellationToken) is not null;
    }

    // Deletes the rows that are Contacts' own, the blocklist's among them: a number in clear is not forgotten.
    private static async Task<Taken?> Take(NpgsqlTransaction transaction, TenantId tenant, ContactId id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            WITH gone AS (DELETE FROM contacts WHERE id = $2 AND tenant_id = $1 RETURNING phone, consent),
            unblocked AS (DELETE FROM blocklist b USING gone WHERE b.tenant_id = $1 AND b.phone = gone.phone RETURNING 1)
            SELECT phone, consent = 'opted_out' OR EXISTS (SELECT FROM unblocked) FROM gone
            """, transaction.Connection, transaction);
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new() { Value = id.Value });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? new Taken(row.IsDBNull(0) ? null : PhoneNumber.FromE164(row.GetString(0)), row.GetBoolean(1)) : null;
    }

    private static async Task Remember(NpgsqlTransaction transaction, TenantId tenant, byte[] digest, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("INSERT INTO erased_numbers (tenant_id, digest, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", transaction.Connection, transaction);
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new() { Value = digest });
        command.Parameters.Add(new() { Value = now });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
