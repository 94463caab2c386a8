using Npgsql;
using Parley.Media;
using Parley.Platform.Data;

namespace Parley.Campaigns;

/// <summary>Files in the texts of campaigns that have not ended: drafts and paused ones, and those whose audience is still being written.</summary>
internal sealed class CampaignMedia(Db db) : IMediaHolder
{
    public async Task<MediaUse?> Use(TenantId tenant, MediaId media, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenTenant(tenant, cancellationToken);
        await using var command = new NpgsqlCommand("""
            SELECT count(*) FROM campaigns c JOIN outbox_queues q ON q.id = c.id
            WHERE c.tenant_id = $1 AND c.deleted_at IS NULL AND c.state NOT IN ('completed', 'stopped', 'failed') AND q.templates @> jsonb_build_array(jsonb_build_object('media', jsonb_build_object('id', $2)))
            """, connection);
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new() { Value = media.Value.ToString() });
        return (long)(await command.ExecuteScalarAsync(cancellationToken))! is > 0 and var count ? new MediaUse("campaigns", count) : null;
    }
}
