using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Parley.Identity;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Contacts.Blocklist;

public static class BlockNumbers
{
    private const int MaxNumbers = 10_000;

    /// <param name="PhoneNumber">One number, in any spelling.</param>
    /// <param name="PhoneNumbers">Or up to 10,000; more come as a file to <c>/api/blocklist/imports</c>.</param>
    /// <param name="Reason">1 to 200 characters, for whoever asks later.</param>
    /// <param name="DefaultRegion">Two letters, such as BR; the tenant's own when left out.</param>
    public sealed record Request(string Reason, string? PhoneNumber = null, IReadOnlyList<string>? PhoneNumbers = null, string? DefaultRegion = null);

    /// <param name="Known">Blocked already; they keep their first reason.</param>
    public sealed record Response(int Blocked, int Known);

    /// <summary>Blocks numbers: nothing is sent to them any more, by any feature, also of what waits already. All or none: one wrong number refuses the call.</summary>
    public static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(Request request, Caller caller, Db db, TimeProvider time, CancellationToken cancellationToken)
    {
        if (request.Reason?.Trim() is not { Length: >= 1 and <= 200 } reason) return Problems.Validation.Field("reason", "reason has 1 to 200 characters.");
        IReadOnlyList<string> texts = request.PhoneNumber is { } one ? [one, .. request.PhoneNumbers ?? []] : request.PhoneNumbers ?? [];
        if (texts.Count is 0 or > MaxNumbers) return Problems.Validation.Field("phoneNumbers", $"Give 1 to {MaxNumbers} numbers.");
        var region = await ContactFields.Region(request.DefaultRegion, db, caller.Tenant, cancellationToken);
        var phones = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < texts.Count; i++)
        {
            var field = request.PhoneNumber is not null && i == 0 ? "phoneNumber" : $"phoneNumbers[{(request.PhoneNumber is null ? i : i - 1)}]";
            if (!ContactFields.TryNumber(field, texts[i], region, out var phone, out var problem)) return problem!;
            phones.Add(phone.ToString());
        }
        await using var connection = await db.OpenTenant(caller.Tenant, cancellationToken);
        await using var command = new NpgsqlCommand("""
            INSERT INTO blocklist (tenant_id, phone, reason, created_by, created_at) SELECT $1, phone, $3, $4, $5 FROM unnest($2) AS phone ORDER BY phone ON CONFLICT DO NOTHING
            """, connection);
        command.Parameters.Add(new() { Value = caller.Tenant.Value });
        command.Parameters.Add(new() { Value = phones.ToArray() });
        command.Parameters.Add(new() { Value = reason });
        command.Parameters.Add(new() { Value = caller.Actor });
        command.Parameters.Add(new() { Value = time.GetUtcNow() });
        var blocked = await command.ExecuteNonQueryAsync(cancellationToken);
        return TypedResults.Ok(new Response(blocked, phones.Count - blocked));
    }
}
