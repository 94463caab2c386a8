using Npgsql;
using Parley.Media;
using Parley.Platform.Data;

namespace Parley.Broadcasts;

/// <summary>Files in the texts of sendings whose groups have not all gone out: between two groups no message waits.</summary>
internal sealed class BroadcastMedia(Db db) : IMediaHolder
{
    public async Task<MediaUse?> Use(TenantId tenant, MediaId media, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenTenant(tenant, cancellationToken);
        await using var command = new NpgsqlCommand("""
            SELECT count(*) FROM broadcast_sends c JOIN outbox_queues q ON q.id = c.id
            WHERE c.tenant_id = $1 AND c.state IN ('waiting', 'sending') AND q.templates @> jsonb_build_array(jsonb_build_object('media', jsonb_build_object('id', $2)))
            """, connection);
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new() { Value = media.Value.ToString() });
        return (long)(await command.ExecuteScalarAsync(cancellationToken))! is > 0 and var count ? new MediaUse("broadcasts", count) : null;
    }
}
