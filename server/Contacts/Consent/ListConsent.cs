using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Parley.Identity;
using Parley.Platform.Data;

namespace Parley.Contacts.Consent;

public static class ListConsent
{
    /// <param name="Source"><c>message</c> (an opt-out word), <c>import</c>, <c>erased</c> (the person had opted out and was erased), or who wrote it.</param>
    public sealed record Response(ConsentState State, string Source, string? Evidence, DateTimeOffset At);

    /// <summary>A person's consent ledger, newest first; at most the last 500 lines.</summary>
    public static async Task<Results<Ok<IReadOnlyList<Response>>, ProblemHttpResult>> Handle(ContactId id, Caller caller, Db db, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenTenant(caller.Tenant, cancellationToken);
        if (await GetContact.Read(connection, caller.Tenant, id, cancellationToken) is null) return GetContact.NotFound();
        await using var command = new NpgsqlCommand("SELECT consent, source, evidence, at FROM consent_events WHERE contact_id = $1 AND tenant_id = $2 ORDER BY at DESC, id DESC LIMIT 500", connection);
        command.Parameters.Add(new() { Value = id.Value });
        command.Parameters.Add(new() { Value = caller.Tenant.Value });
        var lines = new List<Response>();
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
            lines.Add(new Response(Words<ConsentState>.Parse(rows.GetString(0)), rows.GetString(1), rows.IsDBNull(2) ? null : rows.GetString(2), rows.GetFieldValue<DateTimeOffset>(3)));
        return TypedResults.Ok<IReadOnlyList<Response>>(lines);
    }
}
