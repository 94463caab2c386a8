using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Parley.Identity;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Contacts.Blocklist;

public static class UnblockNumber
{
    /// <summary>Takes a number off the blocklist. A person who opted out stays opted out.</summary>
    /// <param name="phoneNumber">In the query and not in the path, so that no log of paths holds numbers.</param>
    public static async Task<Results<NoContent, ProblemHttpResult>> Handle(string phoneNumber, Caller caller, Db db, CancellationToken cancellationToken)
    {
        var region = await ContactFields.Region(null, db, caller.Tenant, cancellationToken);
        // A plus in a query that was not escaped arrives as a space.
        if (!ContactFields.TryNumber("phoneNumber", phoneNumber.StartsWith(' ') ? "+" + phoneNumber.TrimStart() : phoneNumber, region, out var phone, out var problem)) return problem!;
        await using var connection = await db.OpenTenant(caller.Tenant, cancellationToken);
        await using var command = new NpgsqlCommand("DELETE FROM blocklist WHERE tenant_id = $1 AND phone = $2", connection);
        command.Parameters.Add(new() { Value = caller.Tenant.Value });
        command.Parameters.Add(new() { Value = phone.ToString() });
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1 ? TypedResults.NoContent() : Problems.NotFound.With("This number is not on the blocklist.");
    }
}
