using Npgsql;
using Parley.Contacts.Import;
using Parley.Platform.Data;

namespace Parley.Campaigns;

/// <summary>Imports that campaigns still ask: until everybody is written down, and for as long as a draft may be dealt anew.</summary>
internal sealed class CampaignImports(Db db) : IImportHolder
{
    public async Task<string?> NeededBy(TenantId tenant, ImportId import, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenTenant(tenant, cancellationToken);
        await using var command = new NpgsqlCommand("""
            SELECT c.name FROM campaigns c JOIN campaign_audiences a ON a.campaign_id = c.id
            WHERE c.tenant_id = $1 AND c.deleted_at IS NULL AND c.audience ->> 'importId' = $2 AND (c.state IN ('draft', 'scheduled') OR a.phase IN ('clearing', 'expanding'))
            ORDER BY c.id LIMIT 1
            """, connection);
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new() { Value = import.Value.ToString() });
        return await command.ExecuteScalarAsync(cancellationToken) is string name ? $"the campaign {name}" : null;
    }
}
