using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Parley.Identity;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Contacts;

public static class GetContact
{
    public static async Task<Results<Ok<ContactView>, ProblemHttpResult>> Handle(ContactId id, Caller caller, Db db, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenTenant(caller.Tenant, cancellationToken);
        return await Read(connection, caller.Tenant, id, cancellationToken) is { } contact ? TypedResults.Ok(contact) : NotFound();
    }

    internal static ProblemHttpResult NotFound() => Problems.NotFound.With("There is no contact with this id.");

    internal static async Task<ContactView?> Read(NpgsqlConnection connection, TenantId tenant, ContactId id, CancellationToken cancellationToken)
    {
        // Of the latest fifty, because a message that was written first may leave last; a look into one index, however long they have been talking.
        await using var command = new NpgsqlCommand($"""
            SELECT {ContactView.Columns}, (SELECT max(sent_at) FROM (
                SELECT m.sent_at FROM messages m WHERE m.contact_id = c.id AND m.tenant_id = c.tenant_id AND m.direction = 'out' AND m.sent_at IS NOT NULL ORDER BY m.id DESC LIMIT 50) AS latest)
            FROM contacts c WHERE c.id = $2 AND c.tenant_id = $1
            """, connection);
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new() { Value = id.Value });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        if (!await row.ReadAsync(cancellationToken)) return null;
        return ContactView.Read(row) with { LastOutboundAt = row.IsDBNull(15) ? null : row.GetFieldValue<DateTimeOffset>(15) };
    }
}
