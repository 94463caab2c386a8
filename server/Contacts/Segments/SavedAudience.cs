using Npgsql;
using Parley.Contacts.Import;
using Parley.Platform.Data;

namespace Parley.Contacts.Segments;

/// <summary>Saved segments and uploaded files as audiences, for whoever sends to many.
/// <para>A segment: <see cref="Segment"/> when it is chosen and again for each batch (a segment that was deleted meanwhile is null), then
/// <see cref="AudienceSql.Where(SegmentFilter, int, DateTimeOffset)"/> as one more condition over <c>contacts c</c>.</para>
/// <para>A file: <see cref="WhyNotImport"/> when it is chosen, then <see cref="PeopleOfImport"/> as what is selected from, in the order of <c>p.contact_id</c>:
/// <c>… WHERE p.import_id = $n AND p.contact_id > cursor ORDER BY p.contact_id LIMIT …</c> walks the primary key and costs the same for the first batch and the last.
/// Within a segment's filter the same people are <c>{"field": "import", "op": "any", "values": [id]}</c>.</para>
/// Neither says anything of blocklist and consent.</summary>
public static class SavedAudience
{
    /// <summary>Contacts <c>c</c> and the row <c>p</c> that says with which file they came.</summary>
    public const string PeopleOfImport = "import_people p JOIN contacts c ON c.id = p.contact_id AND c.tenant_id = p.tenant_id";

    /// <summary>The filter of a saved segment; null when the tenant has none with this id.</summary>
    /// <param name="connection">Through either door.</param>
    public static async Task<SegmentFilter?> Segment(NpgsqlConnection connection, TenantId tenant, SegmentId segment, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT filter FROM segments WHERE id = $2 AND tenant_id = $1", connection);
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new() { Value = segment.Value });
        return await command.ExecuteScalarAsync(cancellationToken) is string json ? SegmentFilter.Saved(json) : null;
    }

    /// <summary>The sentence why an import cannot be written to; null when it can: it is one of contacts, and it is completed.</summary>
    public static async Task<string?> WhyNotImport(NpgsqlConnection connection, TenantId tenant, ImportId import, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT i.target, j.state FROM imports i LEFT JOIN jobs j ON j.id = i.job_id WHERE i.id = $2 AND i.tenant_id = $1", connection);
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new() { Value = import.Value });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        if (!await row.ReadAsync(cancellationToken)) return "There is no import with this id.";
        if (row.GetString(0) != "contacts") return "This file is a blocklist: nobody in it is written to.";
        return (row.IsDBNull(1) ? null : row.GetString(1)) switch
        {
            "completed" => null,
            null => "This file was uploaded, but not imported yet. Start the import first.",
            "queued" or "running" => "This file is still being imported. Wait until the import is completed.",
            _ => "This import did not complete. Upload the file again.",
        };
    }
}
