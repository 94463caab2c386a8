using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Parley.Contacts.Numbers;
using Parley.Identity;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Contacts.Blocklist;

public static class ListBlocked
{
    public sealed record Response(PhoneNumber PhoneNumber, string Reason, string CreatedBy, DateTimeOffset CreatedAt);

    /// <summary>Blocked numbers in their order.</summary>
    /// <param name="q">Their beginning, with the country code.</param>
    public static async Task<Results<Ok<Page<Response>>, ProblemHttpResult>> Handle(int? limit, string? cursor, string? q, Caller caller, Db db, CancellationToken cancellationToken)
    {
        if (!PageRequest.TryRead(limit, cursor, out var page, out var problem)) return problem!;
        var start = "+" + string.Concat((q ?? "").Where(char.IsAsciiDigit));
        if (start.Length > 16) return Problems.Validation.Field("q", "q has at most 15 digits.");
        await using var connection = await db.OpenTenant(caller.Tenant, cancellationToken);
        await using var command = new NpgsqlCommand("""
            SELECT phone, reason, created_by, created_at FROM blocklist
            WHERE tenant_id = $1 AND phone >= $2 AND phone < $2 || ':' AND phone > $3 ORDER BY phone LIMIT $4
            """, connection);
        command.Parameters.Add(new() { Value = caller.Tenant.Value });
        command.Parameters.Add(new() { Value = start });
        command.Parameters.Add(new() { Value = page.After ?? "" });
        command.Parameters.Add(new() { Value = page.Size + 1 });
        var items = new List<Response>();
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken)) items.Add(new Response(PhoneNumber.FromE164(rows.GetString(0)), rows.GetString(1), rows.GetString(2), rows.GetFieldValue<DateTimeOffset>(3)));
        return TypedResults.Ok(page.Cut(items, item => item.PhoneNumber.ToString()));
    }
}
