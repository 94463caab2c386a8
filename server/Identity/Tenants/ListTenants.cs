using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Identity.Tenants;

/// <summary>GET /api/tenants: every business of the install, by slug.</summary>
public static class ListTenants
{
    /// <param name="Users">How many people belong to it.</param>
    public sealed record Item(TenantId Id, string Name, string Slug, long Users, DateTimeOffset CreatedAt);

    internal static async Task<Results<Ok<Page<Item>>, ProblemHttpResult>> Handle(int? limit, string? cursor, Db db, CancellationToken cancellationToken)
    {
        if (!PageRequest.TryRead(limit, cursor, out var page, out var problem)) return problem!;
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var command = new NpgsqlCommand("""
            SELECT id, name, slug, (SELECT count(*) FROM memberships m WHERE m.tenant_id = t.id), created_at FROM tenants t
            WHERE slug > $1 ORDER BY slug LIMIT $2
            """, connection);
        command.Parameters.Add(new() { Value = page.After ?? "" });
        command.Parameters.Add(new() { Value = page.Size + 1 });
        var items = new List<Item>();
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
            items.Add(new Item(new TenantId(rows.GetGuid(0)), rows.GetString(1), rows.GetString(2), rows.GetInt64(3), rows.GetFieldValue<DateTimeOffset>(4)));
        return TypedResults.Ok(page.Cut(items, item => item.Slug));
    }
}
