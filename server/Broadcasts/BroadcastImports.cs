using Npgsql;
using Parley.Contacts.Import;
using Parley.Platform.Data;

namespace Parley.Broadcasts;

/// <summary>Imports that a list is still being filled from; afterwards it has its members itself.</summary>
internal sealed class BroadcastImports(Db db) : IImportHolder
{
    public async Task<string?> NeededBy(TenantId tenant, ImportId import, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenTenant(tenant, cancellationToken);
        await using var command = new NpgsqlCommand("SELECT name FROM broadcasts WHERE tenant_id = $1 AND phase = 'filling' AND audience ->> 'importId' = $2 ORDER BY id LIMIT 1", connection);
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new() { Value = import.Value.ToString() });
        return await command.ExecuteScalarAsync(cancellationToken) is string name ? $"the broadcast list {name}" : null;
    }
}
