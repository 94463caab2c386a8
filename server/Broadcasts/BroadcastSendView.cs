using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Parley.Outbox;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Broadcasts;

/// <summary>A sending of a list as the API shows it.</summary>
/// <param name="Group">The last group that was handed to the outbox; 0 is none.</param>
/// <param name="PauseMs">From the end of one group to the next one.</param>
/// <param name="NextGroupAt">Set while it waits for that time.</param>
/// <param name="Figures">Over all groups; members of groups that have not gone out are pending.</param>
public sealed record BroadcastSendView(BroadcastSendId Id, BroadcastId BroadcastId, BroadcastState State, int Group, int Groups, int PauseMs, DateTimeOffset? NextGroupAt, SendFigures? Figures,
    string CreatedBy, DateTimeOffset CreatedAt, DateTimeOffset? FinishedAt)
{
    /// <summary>Of an ended one what was handed over: the list may have lost members since it began.</summary>
    internal long Total { get; init; }

    internal BroadcastSendView With(SendFigures.Sums sums) => this with { Figures = sums.Of(QueueId.Of(Id.Value), Total) };

    /// <summary>Without figures.</summary>
    /// <param name="connection">Of the tenant or of the engine.</param>
    internal static async Task<List<BroadcastSendView>> Where(NpgsqlConnection connection, string tail, IReadOnlyList<object> values, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT s.id, s.broadcast_id, s.state, s.group_no, s.groups, s.pause_ms, s.next_at, s.created_by, s.created_at, s.finished_at,
                CASE WHEN s.state IN ('completed', 'stopped') THEN (SELECT coalesce(sum(g.total), 0) FROM broadcast_groups g WHERE g.send_id = s.id) ELSE s.total END
            FROM broadcast_sends s WHERE
            """ + " " + tail, connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        var found = new List<BroadcastSendView>();
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
            found.Add(new BroadcastSendView(BroadcastSendId.Of(rows.GetGuid(0)), Broadcasts.BroadcastId.Of(rows.GetGuid(1)), Words<BroadcastState>.Parse(rows.GetString(2)), rows.GetInt16(3), rows.GetInt16(4), rows.GetInt32(5),
                rows.IsDBNull(6) ? null : rows.GetFieldValue<DateTimeOffset>(6), null, rows.GetString(7), rows.GetFieldValue<DateTimeOffset>(8), rows.IsDBNull(9) ? null : rows.GetFieldValue<DateTimeOffset>(9))
            { Total = rows.GetInt64(10) });
        return found;
    }

    internal static async Task<BroadcastSendView?> Find(NpgsqlConnection connection, TenantId tenant, BroadcastId list, BroadcastSendId id, CancellationToken cancellationToken) =>
        (await Where(connection, "s.id = $1 AND s.broadcast_id = $2 AND s.tenant_id = $3", [id.Value, list.Value, tenant.Value], cancellationToken)).SingleOrDefault();

    internal static async Task<BroadcastSendView?> Show(Db db, TenantId tenant, BroadcastId list, BroadcastSendId id, CancellationToken cancellationToken)
    {
        BroadcastSendView? send;
        await using (var connection = await db.OpenTenant(tenant, cancellationToken)) send = await Find(connection, tenant, list, id, cancellationToken);
        return send?.With(await SendFigures.SumsOf(db, tenant, [QueueId.Of(id.Value)], cancellationToken));
    }

    internal static ProblemHttpResult Missing => Problems.NotFound.With("There is no such sending of this list.");
}
