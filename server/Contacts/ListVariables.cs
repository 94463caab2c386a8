using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Parley.Identity;
using Parley.Platform.Data;

namespace Parley.Contacts;

public static class ListVariables
{
    // A look at all of a million contacts takes seconds, and variables come with files: whom a file brought stand together.
    private const int LookedAt = 10_000;

    /// <param name="Contacts">How many of those that were looked at have it.</param>
    /// <param name="Plain">Some have a text, a number or yes or no in it, which a message can say; a list or an object has more names within.</param>
    public sealed record Response(string Name, long Contacts, bool Plain);

    /// <summary>Names of variables that contacts have, the most frequent first, 1000 at most: of the newest 10,000 contacts and the oldest 10,000.</summary>
    public static async Task<Ok<IReadOnlyList<Response>>> Handle(Caller caller, Db db, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenTenant(caller.Tenant, cancellationToken);
        await using var command = new NpgsqlCommand($"""
            WITH looked AS (
                (SELECT id FROM contacts WHERE tenant_id = $1 ORDER BY id DESC LIMIT {LookedAt}) UNION (SELECT id FROM contacts WHERE tenant_id = $1 ORDER BY id LIMIT {LookedAt})
            )
            SELECT v.name, count(*), bool_or(jsonb_typeof(v.value) IN ('string', 'number', 'boolean'))
            FROM looked JOIN contacts c ON c.id = looked.id CROSS JOIN jsonb_each(c.variables) AS v (name, value)
            WHERE jsonb_typeof(v.value) <> 'null' GROUP BY v.name ORDER BY count(*) DESC, v.name LIMIT 1000
            """, connection);
        command.Parameters.Add(new() { Value = caller.Tenant.Value });
        var names = new List<Response>();
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken)) names.Add(new Response(rows.GetString(0), rows.GetInt64(1), rows.GetBoolean(2)));
        return TypedResults.Ok<IReadOnlyList<Response>>(names);
    }
}
