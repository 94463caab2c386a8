using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Parley.Contacts.Segments;
using Parley.Platform;
using Parley.Platform.Data;

namespace Parley.Broadcasts;

/// <summary>One batch of a list's members, or of a deleted list's removal. The batch and the cursor behind it are one transaction, and the list's row is held meanwhile: a crash repeats
/// and skips nobody, and two nodes never work on the same list.</summary>
internal sealed class FillBroadcast(Db db, BroadcastsOptions options, TimeProvider time)
{
    private sealed record Taken(BroadcastId Id, TenantId Tenant, string Phase, BroadcastAudience Audience, int GroupSize, Guid Cursor, long Total);

    /// <returns>Whether there was something to do.</returns>
    public async Task<bool> Once(CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await Take(connection, cancellationToken) is not { } list) return false;
        if (list.Phase == "erasing") await Erase(connection, list, cancellationToken);
        else await Fill(connection, list, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private static async Task<Taken?> Take(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT id, tenant_id, phase, audience, group_size, cursor, total FROM broadcasts WHERE phase IN ('filling', 'erasing') ORDER BY worked_at LIMIT 1 FOR UPDATE SKIP LOCKED
            """, connection);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? new Taken(BroadcastId.Of(row.GetGuid(0)), TenantId.Of(row.GetGuid(1)), row.GetString(2), JsonSerializer.Deserialize<BroadcastAudience>(row.GetString(3), Json.Options)!, row.GetInt32(4), row.GetGuid(5), row.GetInt64(6))
            : null;
    }

    private async Task Fill(NpgsqlConnection connection, Taken list, CancellationToken cancellationToken)
    {
        // Groups are numbered in 16 bits: 8 million members at 256 a group. What is beyond is left out.
        var room = (long)short.MaxValue * list.GroupSize - list.Total;
        var now = time.GetUtcNow();
        await using var command = new NpgsqlCommand { Connection = connection };
        var p = command.Parameters;
        p.Add(new() { Value = list.Id.Value });
        p.Add(new() { Value = list.Tenant.Value });
        p.Add(new() { Value = list.Cursor });
        p.Add(new() { Value = (int)Math.Min(options.Batch, Math.Max(0, room)) });
        p.Add(new() { Value = list.Total });
        p.Add(new() { Value = list.GroupSize });
        p.Add(new() { Value = now });
        var people = People(list.Audience, p, now);
        command.CommandText = $"""
            WITH next AS MATERIALIZED ({people} LIMIT $4),
            members AS (
                INSERT INTO broadcast_members (broadcast_id, tenant_id, contact_id, group_no)
                SELECT $1, $2, id, ($5 + row_number() OVER (ORDER BY id) - 1) / $6 + 1 FROM next)
            UPDATE broadcasts SET
                phase = CASE WHEN (SELECT count(*) FROM next) < $4 OR $4 = 0 THEN 'ready' ELSE 'filling' END, total = total + (SELECT count(*) FROM next),
                cursor = coalesce((SELECT id FROM next ORDER BY id DESC LIMIT 1), cursor), worked_at = $7
            WHERE id = $1
            """;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    // The next of them behind the cursor, in the order of their ids.
    private static string People(BroadcastAudience audience, NpgsqlParameterCollection parameters, DateTimeOffset now)
    {
        if (audience.ImportId is not { } import) return $"SELECT c.id FROM contacts c WHERE c.tenant_id = $2 AND c.id > $3 AND c.phone IS NOT NULL AND {Condition(audience, parameters, now)} ORDER BY c.id";
        // Who came with a file is listed: few of many contacts need no walk through all of them.
        parameters.Add(new() { Value = import.Value });
        return $"SELECT c.id FROM {SavedAudience.PeopleOfImport} WHERE p.import_id = ${parameters.Count} AND p.tenant_id = $2 AND p.contact_id > $3 AND c.phone IS NOT NULL ORDER BY p.contact_id";
    }

    private static string Condition(BroadcastAudience audience, NpgsqlParameterCollection parameters, DateTimeOffset now)
    {
        if (audience.Tags is { } tags)
        {
            parameters.Add(new() { Value = tags.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
            return $"c.tags && ${parameters.Count}";
        }
        if (audience.Filter is not { } json) return "true";
        // It could be read when the list was made; should another version not understand it, the list ends with whom it has.
        return SegmentFilter.TryRead(json, out var filter, out _) ? AudienceSql.Where(filter, parameters, now) : "false";
    }

    private async Task Erase(NpgsqlConnection connection, Taken list, CancellationToken cancellationToken)
    {
        await using var members = new NpgsqlCommand("DELETE FROM broadcast_members WHERE broadcast_id = $1 AND contact_id IN (SELECT contact_id FROM broadcast_members WHERE broadcast_id = $1 LIMIT $2)", connection);
        members.Parameters.Add(new() { Value = list.Id.Value });
        members.Parameters.Add(new() { Value = options.Batch });
        if (await members.ExecuteNonQueryAsync(cancellationToken) == options.Batch) return;
        await using var gone = new NpgsqlCommand("DELETE FROM broadcasts WHERE id = $1", connection) { Parameters = { new() { Value = list.Id.Value } } };
        await gone.ExecuteNonQueryAsync(cancellationToken);
    }
}
