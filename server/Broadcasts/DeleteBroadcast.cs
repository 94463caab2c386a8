using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Parley.Identity;
using Parley.Platform.Data;

namespace Parley.Broadcasts;

/// <summary>DELETE /api/broadcasts/{id}: the list is gone at once, and a sending of it stops. What was sent stays in the ledger; a worker removes the members.</summary>
public static class DeleteBroadcast
{
    internal static async Task<Results<NoContent, ProblemHttpResult>> Handle(BroadcastId id, Caller caller, Db db, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenTenant(caller.Tenant, cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (var command = new NpgsqlCommand("UPDATE broadcasts SET phase = 'erasing' WHERE id = $1 AND tenant_id = $2 AND phase <> 'erasing' RETURNING id, pg_notify('parley_broadcasts', '')", connection))
        {
            command.Parameters.Add(new() { Value = id.Value });
            command.Parameters.Add(new() { Value = caller.Tenant.Value });
            if (await command.ExecuteScalarAsync(cancellationToken) is null) return ListBroadcasts.Missing;
        }
        await StopBroadcast.Run(connection, id, null, time.GetUtcNow(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
