using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Parley.Channels;
using Parley.Platform;

namespace Parley.Campaigns;

/// <summary>Counts, over recipients that are already in the ledger, who lacks which variable: after the text was changed, or when contacts may have got values.</summary>
internal static class CountMissing
{
    public static async Task<ExpandAudience.Result> Run(NpgsqlConnection connection, CampaignId id, IReadOnlyList<MessageContent> contents, Guid cursor, int atMost, CancellationToken cancellationToken)
    {
        var required = ExpandAudience.Required(contents);
        await using var command = new NpgsqlCommand("""
            WITH batch AS MATERIALIZED (
                SELECT m.id, m.variant, m.recipient, m.variables AS own, c.variables AS known, c.name, m.due_at
                FROM messages m LEFT JOIN contacts c ON c.id = m.contact_id
                WHERE m.queue_id = $1 AND m.id > $2 ORDER BY m.id LIMIT $3)
            SELECT (SELECT count(*) FROM batch), (SELECT id FROM batch ORDER BY id DESC LIMIT 1)::text,
                (SELECT jsonb_object_agg(name, n) FROM (
                    SELECT p.name, count(*) AS n FROM batch b JOIN unnest($4::smallint[], $5::text[]) AS p(variant, name) ON p.variant = b.variant
                    WHERE b.due_at IS NOT NULL AND NOT placeholder_filled(string_to_array(p.name, '.'), b.own, b.known, b.name, b.recipient)
                    GROUP BY 1) lacking)
            """, connection);
        command.Parameters.Add(new() { Value = id.Value });
        command.Parameters.Add(new() { Value = cursor });
        command.Parameters.Add(new() { Value = atMost });
        command.Parameters.Add(new() { Value = required.Select(r => r.Variant).ToArray() });
        command.Parameters.Add(new() { Value = required.Select(r => r.Name).ToArray() });
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        await rows.ReadAsync(cancellationToken);
        return new((int)rows.GetInt64(0), rows.IsDBNull(1) ? null : rows.GetString(1),
            rows.IsDBNull(2) ? new Dictionary<string, long>(StringComparer.Ordinal) : JsonSerializer.Deserialize<Dictionary<string, long>>(rows.GetString(2), Json.Options)!);
    }

    /// <summary>Writes down what a count over all recipients came to, unless the audience changed meanwhile.</summary>
    public static async Task Settle(NpgsqlConnection connection, CampaignId id, IReadOnlyDictionary<string, long> missing, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("UPDATE campaign_audiences SET missing = $2 WHERE campaign_id = $1 AND phase = 'ready'", connection);
        command.Parameters.Add(new() { Value = id.Value });
        command.Parameters.Add(new() { Value = JsonSerializer.Serialize(missing, Json.Options), NpgsqlDbType = NpgsqlDbType.Jsonb });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Leaves the counting to a worker.</summary>
    public static async Task Later(NpgsqlConnection connection, CampaignId id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            UPDATE campaign_audiences SET phase = 'counting', cursor = '00000000-0000-0000-0000-000000000000', missing = '{}' WHERE campaign_id = $1 AND phase = 'ready'
            RETURNING pg_notify('parley_campaigns', '')
            """, connection) { Parameters = { new() { Value = id.Value } } };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
