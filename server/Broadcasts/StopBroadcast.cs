using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using NpgsqlTypes;
using Parley.Identity;
using Parley.Outbox;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Broadcasts;

/// <summary>POST /api/broadcasts/{id}/sends/{sendId}/stop: no further group goes out, and of the present one nothing more leaves.</summary>
public static class StopBroadcast
{
    internal static async Task<Results<Ok<BroadcastSendView>, ProblemHttpResult>> Handle(BroadcastId id, BroadcastSendId sendId, Caller caller, Db db, TimeProvider time, CancellationToken cancellationToken)
    {
        await using (var connection = await db.OpenTenant(caller.Tenant, cancellationToken))
        await using (var transaction = await connection.BeginTransactionAsync(cancellationToken))
        {
            if (await BroadcastSendView.Find(connection, caller.Tenant, id, sendId, cancellationToken) is not { } send) return BroadcastSendView.Missing;
            if (!await Run(connection, id, sendId, time.GetUtcNow(), cancellationToken)) return Problems.IllegalState.With($"The sending is {Words<BroadcastState>.Of(send.State)}; stopping it is possible while it is waiting or sending.");
            await transaction.CommitAsync(cancellationToken);
        }
        return TypedResults.Ok((await BroadcastSendView.Show(db, caller.Tenant, id, sendId, cancellationToken))!);
    }

    /// <summary>Stops a sending, or whichever of the list is running.</summary>
    /// <returns>Whether one was running.</returns>
    internal static async Task<bool> Run(NpgsqlConnection connection, BroadcastId list, BroadcastSendId? send, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("UPDATE broadcast_sends SET state = $4, next_at = NULL, finished_at = $5 WHERE broadcast_id = $1 AND ($2::uuid IS NULL OR id = $2) AND state = ANY($3) RETURNING id", connection);
        command.Parameters.Add(new() { Value = list.Value });
        command.Parameters.Add(new() { Value = (object?)send?.Value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        command.Parameters.Add(new() { Value = BroadcastMoves.From(BroadcastMove.Stop) });
        command.Parameters.Add(new() { Value = BroadcastMoves.To(BroadcastMove.Stop) });
        command.Parameters.Add(new() { Value = now });
        return await command.ExecuteScalarAsync(cancellationToken) is Guid stopped && await OutboxQueues.Close(connection, QueueId.Of(stopped), "cancelled", cancellationToken);
    }
}
