using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Parley.Identity;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Contacts.Segments;

public static class PreviewSegment
{
    private const int Sample = 10;

    public sealed record Request(JsonElement Filter);

    /// <param name="Contacts">Whom the filter means.</param>
    /// <param name="Reachable">Those of them who may be written to: not opted out, not blocked, with a number.</param>
    /// <param name="Examples">The newest few of them.</param>
    public sealed record Response(long Contacts, long Reachable, IReadOnlyList<ContactView> Examples);

    /// <summary>Counts whom a filter means, before it is saved or used.</summary>
    public static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(Request request, Caller caller, Db db, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!SegmentFilter.TryRead(request.Filter, out var filter, out var problem)) return Problems.Validation.Field("filter", problem!);
        await using var connection = await db.OpenTenant(caller.Tenant, cancellationToken);
        await using var command = new NpgsqlCommand { Connection = connection };
        command.Parameters.Add(new() { Value = caller.Tenant.Value });
        var where = "c.tenant_id = $1 AND " + AudienceSql.Where(filter, command.Parameters, time.GetUtcNow());
        command.CommandText = $"SELECT count(*), count(*) FILTER (WHERE {AudienceSql.Reachable}) FROM contacts c WHERE {where}";
        long contacts, reachable;
        await using (var row = await command.ExecuteReaderAsync(cancellationToken))
        {
            await row.ReadAsync(cancellationToken);
            (contacts, reachable) = (row.GetInt64(0), row.GetInt64(1));
        }
        command.CommandText = $"SELECT {ContactView.Columns} FROM contacts c WHERE {where} ORDER BY c.id DESC LIMIT {Sample}";
        var examples = new List<ContactView>();
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken)) examples.Add(ContactView.Read(rows));
        return TypedResults.Ok(new Response(contacts, reachable, examples));
    }
}
