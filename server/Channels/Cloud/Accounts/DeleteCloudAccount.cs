using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Parley.Identity;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Channels.Cloud;

/// <summary>DELETE /api/cloud/accounts/{id}: forgets an account, its token and its templates. Not while senders use it.</summary>
public static class DeleteCloudAccount
{
    internal static async Task<Results<NoContent, ProblemHttpResult>> Handle(CloudAccountId id, Caller caller, Db db, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenTenant(caller.Tenant, cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (var find = new NpgsqlCommand("SELECT id FROM cloud_accounts WHERE id = $1 AND tenant_id = $2 FOR UPDATE", connection) { Parameters = { new() { Value = id.Value }, new() { Value = caller.Tenant.Value } } })
            if (await find.ExecuteScalarAsync(cancellationToken) is null) return AccountInput.Missing;
        await using (var users = new NpgsqlCommand("SELECT count(*) FROM cloud_senders c JOIN senders s ON s.id = c.sender_id WHERE c.account_id = $1 AND s.deleted_at IS NULL", connection) { Parameters = { new() { Value = id.Value } } })
            if ((long)(await users.ExecuteScalarAsync(cancellationToken))! is > 0 and var count)
                return Problems.IllegalState.With($"Senders that use this business account: {count}. Delete them, or give them another account first.");
        await using (var delete = new NpgsqlCommand($"""
            WITH unbound AS (DELETE FROM cloud_senders WHERE account_id = $1)
            SELECT pg_notify('parley_{CloudBook.Bell}', $1::text)
            """, connection) { Parameters = { new() { Value = id.Value } } }) await delete.ExecuteNonQueryAsync(cancellationToken);
        await using (var delete = new NpgsqlCommand("DELETE FROM cloud_accounts WHERE id = $1 AND tenant_id = $2", connection) { Parameters = { new() { Value = id.Value }, new() { Value = caller.Tenant.Value } } })
            await delete.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
