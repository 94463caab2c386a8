using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Npgsql;
using Parley.Contacts;
using Parley.Platform.Data;

namespace Parley.Inbox;

/// <summary>Files that a person sent. Erasing the person removes them, unless somebody else sent the very same file; a sweep removes the bytes that nobody refers to any more.</summary>
internal sealed class InboundMediaPersonalData : IPersonalData
{
    public IReadOnlyList<string> Tables { get; } = ["inbound_media"];

    public async Task Merge(NpgsqlTransaction transaction, TenantId tenant, ContactId keep, ContactId gone, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("UPDATE inbound_media SET contact_id = $2 WHERE contact_id = $3 AND tenant_id = $1", transaction.Connection, transaction);
        foreach (var value in new[] { tenant.Value, keep.Value, gone.Value }) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async IAsyncEnumerable<(string Section, JsonNode Item)> Export(NpgsqlConnection connection, TenantId tenant, ContactId contact, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT jsonb_build_object('messageId', i.message_id, 'mediaId', d.id, 'fileName', d.file_name, 'type', d.type, 'bytes', d.bytes)
            FROM inbound_media i JOIN media d ON d.id = i.media_id WHERE i.contact_id = $2 AND i.tenant_id = $1 ORDER BY i.message_id
            """, connection) { Parameters = { new() { Value = tenant.Value }, new() { Value = contact.Value } } };
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken)) yield return ("files", JsonNode.Parse(rows.GetString(0))!);
    }

    public async Task<string?> Erase(NpgsqlTransaction transaction, TenantId tenant, ContactId contact, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            WITH theirs AS (DELETE FROM inbound_media WHERE contact_id = $2 AND tenant_id = $1 RETURNING media_id)
            DELETE FROM media d USING (SELECT DISTINCT media_id FROM theirs WHERE media_id IS NOT NULL) t
            WHERE d.id = t.media_id AND d.created_by = 'inbound' AND NOT EXISTS (SELECT FROM inbound_media i WHERE i.media_id = d.id AND i.contact_id <> $2)
            """, transaction.Connection, transaction) { Parameters = { new() { Value = tenant.Value }, new() { Value = contact.Value } } };
        await command.ExecuteNonQueryAsync(cancellationToken);
        return null;
    }
}
