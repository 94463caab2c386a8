using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Parley.Contacts;
using Parley.Identity;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Broadcasts;

/// <summary>GET /api/broadcasts/{id}/groups and GET /api/broadcasts/{id}/members: who is in which group.</summary>
public static class ListMembers
{
    /// <param name="Number">From 1; groups go out in this order.</param>
    public sealed record Group(int Number, long Members);

    /// <param name="Group">Number of the group.</param>
    public sealed record Member(ContactId ContactId, string PhoneNumber, string? Name, int Group);

    internal static async Task<Results<Ok<Page<Group>>, ProblemHttpResult>> HandleGroups(BroadcastId id, int? limit, string? cursor, Caller caller, Db db, CancellationToken cancellationToken)
    {
        if (!PageRequest.TryRead(limit, cursor, out var page, out var problem)) return problem!;
        var after = 0;
        if (page.After is not null && !int.TryParse(page.After, NumberStyles.None, CultureInfo.InvariantCulture, out after)) return Problems.Validation.Field("cursor", "cursor must be a nextCursor of an earlier answer.");
        await using var connection = await db.OpenTenant(caller.Tenant, cancellationToken);
        if (await BroadcastView.Find(connection, caller.Tenant, id, cancellationToken) is not { } list) return ListBroadcasts.Missing;
        await using var command = new NpgsqlCommand("SELECT group_no, count(*) FROM broadcast_members WHERE broadcast_id = $1 AND group_no > $2 GROUP BY 1 ORDER BY 1 LIMIT $3", connection);
        command.Parameters.Add(new() { Value = id.Value });
        command.Parameters.Add(new() { Value = after });
        command.Parameters.Add(new() { Value = page.Size + 1 });
        var groups = new List<Group>();
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken)) groups.Add(new(rows.GetInt16(0), rows.GetInt64(1)));
        return TypedResults.Ok(page.Cut(groups, group => group.Number.ToString(CultureInfo.InvariantCulture), list.Groups));
    }

    /// <param name="group">Only the members of this group.</param>
    internal static async Task<Results<Ok<Page<Member>>, ProblemHttpResult>> HandleMembers(BroadcastId id, int? group, int? limit, string? cursor, Caller caller, Db db, CancellationToken cancellationToken)
    {
        if (!PageRequest.TryRead(limit, cursor, out var page, out var problem)) return problem!;
        var (afterGroup, afterContact) = (0, Guid.Empty);
        if (page.After?.Split(':') is { } parts && !(parts.Length == 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out afterGroup) && Guid.TryParse(parts[1], out afterContact)))
            return Problems.Validation.Field("cursor", "cursor must be a nextCursor of an earlier answer.");
        await using var connection = await db.OpenTenant(caller.Tenant, cancellationToken);
        if (await BroadcastView.Find(connection, caller.Tenant, id, cancellationToken) is not { } list) return ListBroadcasts.Missing;
        await using var command = new NpgsqlCommand("""
            SELECT c.id, c.phone, c.name, m.group_no FROM broadcast_members m JOIN contacts c ON c.id = m.contact_id
            WHERE m.broadcast_id = $1 AND (m.group_no, m.contact_id) > ($2, $3) AND ($4 = 0 OR m.group_no = $4) ORDER BY m.group_no, m.contact_id LIMIT $5
            """, connection);
        command.Parameters.Add(new() { Value = id.Value });
        command.Parameters.Add(new() { Value = afterGroup });
        command.Parameters.Add(new() { Value = afterContact });
        command.Parameters.Add(new() { Value = group ?? 0 });
        command.Parameters.Add(new() { Value = page.Size + 1 });
        var members = new List<Member>();
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
            members.Add(new(ContactId.Of(rows.GetGuid(0)), rows.IsDBNull(1) ? "" : rows.GetString(1), rows.IsDBNull(2) ? null : rows.GetString(2), rows.GetInt16(3)));
        return TypedResults.Ok(page.Cut(members, member => $"{member.Group}:{member.ContactId}", group is null ? list.Members : null));
    }
}
