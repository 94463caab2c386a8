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
        await using var command = new NpgsqlCommand($"SELECT {ContactView.Columns} FROM contacts c WHERE c.id = $2 AND c.tenant_id = $1", connection);
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new() { Value = id.Value });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? ContactView.Read(row) : null;
    }
}
