using Npgsql;
using Parley.Media;
using Parley.Platform.Data;

namespace Parley.Conversations;

/// <summary>Files that messages still need which have not gone out or are in a driver's hands, be it in a message of its own or in the text of a whole queue.</summary>
internal sealed class WaitingMedia(Db db) : IMediaHolder
{
    private const int Enough = 100;

    public async Task<MediaUse?> Use(TenantId tenant, MediaId media, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenTenant(tenant, cancellationToken);
        await using var command = new NpgsqlCommand("""
            SELECT count(*) FROM (
                (SELECT 1 FROM outbox_queues q JOIN messages m ON m.queue_id = q.id AND m.due_at IS NOT NULL
                WHERE q.tenant_id = $1 AND q.state <> 'closed'
                  AND (m.content -> 'media' ->> 'id' = $2 OR (m.content IS NULL AND q.templates @> jsonb_build_array(jsonb_build_object('media', jsonb_build_object('id', $2)))))
                LIMIT $3)
                UNION ALL
                (SELECT 1 FROM messages m LEFT JOIN outbox_queues q ON q.id = m.queue_id
                WHERE m.tenant_id = $1 AND m.lease_until IS NOT NULL
                  AND (m.content -> 'media' ->> 'id' = $2 OR (m.content IS NULL AND q.templates @> jsonb_build_array(jsonb_build_object('media', jsonb_build_object('id', $2)))))
                LIMIT $3)
                LIMIT $3) waiting
            """, connection);
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new() { Value = media.Value.ToString() });
        command.Parameters.Add(new() { Value = Enough });
        return (long)(await command.ExecuteScalarAsync(cancellationToken))! is > 0 and var count ? new MediaUse("waiting messages", count) : null;
    }
}
