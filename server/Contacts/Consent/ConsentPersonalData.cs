using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Npgsql;
using Parley.Platform.Data;

namespace Parley.Contacts.Consent;

/// <summary>The consent ledger of a person.</summary>
internal sealed class ConsentPersonalData : IPersonalData
{
    public IReadOnlyList<string> Tables { get; } = ["consent_events"];

    public async Task Merge(NpgsqlTransaction transaction, TenantId tenant, ContactId keep, ContactId gone, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("UPDATE consent_events SET contact_id = $2 WHERE contact_id = $3 AND tenant_id = $1", transaction.Connection, transaction);
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new() { Value = keep.Value });
        command.Parameters.Add(new() { Value = gone.Value });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async IAsyncEnumerable<(string Section, JsonNode Item)> Export(NpgsqlConnection connection, TenantId tenant, ContactId contact, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT jsonb_build_object('consent', consent, 'source', source, 'evidence', evidence, 'at', at)
            FROM consent_events WHERE contact_id = $2 AND tenant_id = $1 ORDER BY at, id
            """, connection);
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new() { Value = contact.Value });
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken)) yield return ("consent", JsonNode.Parse(rows.GetString(0))!);
    }

    public async Task<string?> Erase(NpgsqlTransaction transaction, TenantId tenant, ContactId contact, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("DELETE FROM consent_events WHERE contact_id = $2 AND tenant_id = $1", transaction.Connection, transaction);
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new() { Value = contact.Value });
        await command.ExecuteNonQueryAsync(cancellationToken);
        return null;
    }
}
