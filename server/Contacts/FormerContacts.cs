using Npgsql;
using Parley.Platform.Data;

namespace Parley.Contacts;

/// <summary>What a person was before: whoever is deleted and comes back has a new id, and their earlier messages still name the old one.</summary>
internal static class FormerContacts
{
    /// <summary>The contact's own id and all that the same number or internal id had before.</summary>
    public static async Task<IReadOnlyList<ContactId>> And(NpgsqlConnection connection, TenantId tenant, ContactId contact, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT f.id FROM contacts c JOIN former_contacts f ON f.tenant_id = $1 AND f.phone = c.phone WHERE c.id = $2 AND c.tenant_id = $1
            UNION
            SELECT f.id FROM contacts c JOIN former_contacts f ON f.tenant_id = $1 AND f.lid = c.lid WHERE c.id = $2 AND c.tenant_id = $1
            UNION
            SELECT f.id FROM contacts c JOIN former_contacts f ON f.tenant_id = $1 AND f.business_user_id = c.business_user_id WHERE c.id = $2 AND c.tenant_id = $1
            """, connection);
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new() { Value = contact.Value });
        var ids = new List<ContactId> { contact };
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken)) ids.Add(ContactId.Of(rows.GetGuid(0)));
        return ids;
    }

    /// <summary>Nothing is stored under these any more.</summary>
    public static async Task Forget(NpgsqlTransaction transaction, TenantId tenant, IReadOnlyList<ContactId> ids, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("DELETE FROM former_contacts WHERE id = ANY($2) AND tenant_id = $1", transaction.Connection, transaction);
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new() { Value = ids.Select(id => id.Value).ToArray() });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
