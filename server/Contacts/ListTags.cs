using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Parley.Identity;
using Parley.Platform.Data;

namespace Parley.Contacts;

public static class ListTags
{
    public sealed record Response(string Tag, long Contacts);

    /// <summary>The thousand tags that most contacts have, with how many do.</summary>
    public static async Task<Ok<IReadOnlyList<Response>>> Handle(Caller caller, Db db, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenTenant(caller.Tenant, cancellationToken);
        await using var command = new NpgsqlCommand("SELECT tag, count(*) FROM contacts c, unnest(c.tags) AS tag WHERE c.tenant_id = $1 GROUP BY tag ORDER BY count(*) DESC, tag LIMIT 1000", connection);
        command.Parameters.Add(new() { Value = caller.Tenant.Value });
        var tags = new List<Response>();
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken)) tags.Add(new Response(rows.GetString(0), rows.GetInt64(1)));
        return TypedResults.Ok<IReadOnlyList<Response>>(tags);
    }
}
