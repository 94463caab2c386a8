using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Npgsql;
using Parley.Platform.Data;

namespace Parley.Contacts.Import;

/// <summary>The files that a person came with. Asked by way of the tenant's imports, one index probe each, so that a million rows need no second index.</summary>
internal sealed class ImportPersonalData : IPersonalData
{
    public IReadOnlyList<string> Tables { get; } = ["import_people"];

    public async Task Merge(NpgsqlTransaction transaction, TenantId tenant, ContactId keep, ContactId gone, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            WITH moved AS (DELETE FROM import_people p USING imports i WHERE i.tenant_id = $1 AND p.import_id = i.id AND p.contact_id = $3 RETURNING p.import_id)
            INSERT INTO import_people (import_id, contact_id, tenant_id) SELECT import_id, $2, $1 FROM moved ON CONFLICT DO NOTHING
            """, transaction.Connection, transaction);
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new() { Value = keep.Value });
        command.Parameters.Add(new() { Value = gone.Value });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async IAsyncEnumerable<(string Section, JsonNode Item)> Export(NpgsqlConnection connection, TenantId tenant, ContactId contact, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT jsonb_build_object('id', i.id, 'fileName', i.file_name, 'uploadedBy', i.created_by, 'uploadedAt', i.created_at)
            FROM imports i JOIN import_people p ON p.import_id = i.id AND p.contact_id = $2 WHERE i.tenant_id = $1 ORDER BY i.id
            """, connection);
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new() { Value = contact.Value });
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken)) yield return ("imports", JsonNode.Parse(rows.GetString(0))!);
    }

    public async Task<string?> Erase(NpgsqlTransaction transaction, TenantId tenant, ContactId contact, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("DELETE FROM import_people p USING imports i WHERE i.tenant_id = $1 AND p.import_id = i.id AND p.contact_id = $2", transaction.Connection, transaction);
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new() { Value = contact.Value });
        await command.ExecuteNonQueryAsync(cancellationToken);
        return null;
    }
}
