using System.Text.Json;
using Npgsql;
using Parley.Contacts.Import;
using Parley.Platform;
using Parley.Platform.Data;

namespace Parley.Broadcasts;

/// <summary>A broadcast list as the API shows it.</summary>
/// <param name="Phase"><c>filling</c> while its members are being written, then <c>ready</c>.</param>
/// <param name="Groups">How many groups there are.</param>
/// <param name="LeftOut">Given, but no members: <c>duplicate</c>, <c>invalid</c>.</param>
/// <param name="LastSend">Its latest sending; null when it was never sent.</param>
public sealed record BroadcastView(BroadcastId Id, string Name, string Phase, long Members, int Groups, int GroupSize, BroadcastAudience Audience, IReadOnlyDictionary<string, long> LeftOut,
    BroadcastSendId? LastSend, string CreatedBy, DateTimeOffset CreatedAt)
{
    /// <param name="connection">Of the tenant.</param>
    /// <param name="tail">Everything after WHERE; no part of it is a caller's.</param>
    internal static async Task<List<BroadcastView>> Where(NpgsqlConnection connection, string tail, IReadOnlyList<object> values, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT b.id, b.name, b.phase, b.total, b.group_size, b.audience, b.left_out, (SELECT s.id FROM broadcast_sends s WHERE s.broadcast_id = b.id ORDER BY s.id DESC LIMIT 1), b.created_by, b.created_at
            FROM broadcasts b WHERE b.phase <> 'erasing' AND
            """ + " " + tail, connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        var found = new List<BroadcastView>();
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            var (total, size) = (rows.GetInt64(3), rows.GetInt32(4));
            found.Add(new BroadcastView(BroadcastId.Of(rows.GetGuid(0)), rows.GetString(1), rows.GetString(2), total, (int)((total + size - 1) / size), size,
                JsonSerializer.Deserialize<BroadcastAudience>(rows.GetString(5), Json.Options)!, JsonSerializer.Deserialize<Dictionary<string, long>>(rows.GetString(6), Json.Options)!,
                rows.IsDBNull(7) ? null : BroadcastSendId.Of(rows.GetGuid(7)), rows.GetString(8), rows.GetFieldValue<DateTimeOffset>(9)));
        }
        return found;
    }

    internal static async Task<BroadcastView?> Find(NpgsqlConnection connection, TenantId tenant, BroadcastId id, CancellationToken cancellationToken) =>
        (await Where(connection, "b.id = $1 AND b.tenant_id = $2", [id.Value, tenant.Value], cancellationToken)).SingleOrDefault();
}

/// <summary>Whom a list is made of; with numbers given, only how many.</summary>
public sealed record BroadcastAudience
{
    /// <summary>Everybody with at least one of these tags.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Everybody in this segment, as it is when the list is made.</summary>
    public Guid? SegmentId { get; init; }

    /// <summary>Everybody who came with this imported file.</summary>
    public ImportId? ImportId { get; init; }

    /// <summary>Every contact.</summary>
    public bool? All { get; init; }

    /// <summary>How many were given with the list itself; never read from a request.</summary>
    public int? Numbers { get; init; }

    /// <summary>The segment's filter when the list was made; never read from a request.</summary>
    public JsonElement? Filter { get; init; }
}
