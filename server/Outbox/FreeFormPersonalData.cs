using System.Text.Json.Nodes;
using Npgsql;
using Parley.Contacts;
using Parley.Platform.Data;

namespace Parley.Outbox;

/// <summary>When people last wrote to which number: a copy of what their messages tell, so it is joined and forgotten and not handed out.</summary>
internal sealed class FreeFormPersonalData : IPersonalData
{
    public IReadOnlyList<string> Tables { get; } = ["free_form_windows"];

    public async Task Merge(NpgsqlTransaction transaction, TenantId tenant, ContactId keep, ContactId gone, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            WITH gone AS (DELETE FROM free_form_windows WHERE contact_id = $3 AND tenant_id = $1 RETURNING sender_id, last_inbound_at)
            INSERT INTO free_form_windows (contact_id, sender_id, tenant_id, last_inbound_at) SELECT $2, sender_id, $1, last_inbound_at FROM gone
            ON CONFLICT (contact_id, sender_id) DO UPDATE SET last_inbound_at = greatest(free_form_windows.last_inbound_at, excluded.last_inbound_at)
            """, transaction.Connection, transaction);
        foreach (var value in new[] { tenant.Value, keep.Value, gone.Value }) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public Task Leave(NpgsqlTransaction transaction, TenantId tenant, ContactId contact, CancellationToken cancellationToken) => Erase(transaction, tenant, contact, cancellationToken);

    public async IAsyncEnumerable<(string Section, JsonNode Item)> Export(NpgsqlConnection connection, TenantId tenant, ContactId contact, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        yield break;
    }

    public async Task<string?> Erase(NpgsqlTransaction transaction, TenantId tenant, ContactId contact, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("DELETE FROM free_form_windows WHERE contact_id = $2 AND tenant_id = $1", transaction.Connection, transaction);
        foreach (var value in new[] { tenant.Value, contact.Value }) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(cancellationToken);
        return null;
    }
}
