using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Parley.Identity;
using Parley.Outbox;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Broadcasts;

/// <summary>GET /api/broadcasts/{id}/sends, …/sends/{sendId} and …/sends/{sendId}/groups: how far the sendings of a list are, as a whole and by group.</summary>
public static class ListSends
{
    /// <param name="StartedAt">When it was handed to the outbox.</param>
    /// <param name="EndedAt">When nothing of it waited or was in a driver's hands any more.</param>
    public sealed record GroupProgress(int Number, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, SendFigures Figures);

    internal static async Task<Results<Ok<Page<BroadcastSendView>>, ProblemHttpResult>> Handle(BroadcastId id, int? limit, string? cursor, Caller caller, Db db, CancellationToken cancellationToken)
    {
        if (!PageRequest.TryRead(limit, cursor, out var page, out var before, out var problem)) return problem!;
        List<BroadcastSendView> found;
        await using (var connection = await db.OpenTenant(caller.Tenant, cancellationToken))
        {
            if (await BroadcastView.Find(connection, caller.Tenant, id, cancellationToken) is null) return ListBroadcasts.Missing;
            found = await BroadcastSendView.Where(connection, $"s.broadcast_id = $1 AND ($2 OR s.id < $3) ORDER BY s.id DESC LIMIT {page.Size + 1}", [id.Value, before is null, before ?? Guid.Empty], cancellationToken);
        }
        var sums = await SendFigures.SumsOf(db, caller.Tenant, found.ConvertAll(send => QueueId.Of(send.Id.Value)), cancellationToken);
        return TypedResults.Ok(page.Cut(found.ConvertAll(send => send.With(sums)), send => send.Id.ToString()));
    }

    internal static async Task<Results<Ok<BroadcastSendView>, ProblemHttpResult>> HandleOne(BroadcastId id, BroadcastSendId sendId, Caller caller, Db db, CancellationToken cancellationToken) =>
        await BroadcastSendView.Show(db, caller.Tenant, id, sendId, cancellationToken) is { } send ? TypedResults.Ok(send) : BroadcastSendView.Missing;

    internal static async Task<Results<Ok<Page<GroupProgress>>, ProblemHttpResult>> HandleGroups(BroadcastId id, BroadcastSendId sendId, int? limit, string? cursor, Caller caller, Db db, CancellationToken cancellationToken)
    {
        if (!PageRequest.TryRead(limit, cursor, out var page, out var problem)) return problem!;
        var after = 0;
        if (page.After is not null && !int.TryParse(page.After, NumberStyles.None, CultureInfo.InvariantCulture, out after)) return Problems.Validation.Field("cursor", "cursor must be a nextCursor of an earlier answer.");
        var groups = new List<(short Number, int Total, DateTimeOffset StartedAt, DateTimeOffset? EndedAt)>();
        await using (var connection = await db.OpenTenant(caller.Tenant, cancellationToken))
        {
            if (await BroadcastSendView.Find(connection, caller.Tenant, id, sendId, cancellationToken) is null) return BroadcastSendView.Missing;
            await using var command = new NpgsqlCommand("SELECT group_no, total, started_at, ended_at FROM broadcast_groups WHERE send_id = $1 AND group_no > $2 ORDER BY group_no LIMIT $3", connection);
            command.Parameters.Add(new() { Value = sendId.Value });
            command.Parameters.Add(new() { Value = after });
            command.Parameters.Add(new() { Value = page.Size + 1 });
            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            while (await rows.ReadAsync(cancellationToken)) groups.Add((rows.GetInt16(0), rows.GetInt32(1), rows.GetFieldValue<DateTimeOffset>(2), rows.IsDBNull(3) ? null : rows.GetFieldValue<DateTimeOffset>(3)));
        }
        var queue = QueueId.Of(sendId.Value);
        var sums = await SendFigures.SumsOf(db, caller.Tenant, [queue], cancellationToken);
        return TypedResults.Ok(page.Cut(groups.ConvertAll(group => new GroupProgress(group.Number, group.StartedAt, group.EndedAt, sums.Of(queue, group.Number, group.Total))), group => group.Number.ToString(CultureInfo.InvariantCulture)));
    }
}
