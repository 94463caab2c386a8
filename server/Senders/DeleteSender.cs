using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Parley.Identity;
using Parley.Platform.Data;

namespace Parley.Senders;

/// <summary>DELETE /api/senders/{id}: the number and its name are free again at once, its logins are given up by the node that holds it,
/// and what was sent through it stays in the ledger. What still waits and must go through it is ended by the outbox (GoneSenders).</summary>
public static class DeleteSender
{
    internal static async Task<Results<NoContent, ProblemHttpResult>> Handle(SenderId id, Caller caller, Db db, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenTenant(caller.Tenant, cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var now = time.GetUtcNow();
        var senders = await LockedSenders.Lock(connection, [id], cancellationToken);
        if (senders.Find(id) is not { Deleted: false } sender) return FindSender.Missing;
        sender.Wanted = false;
        foreach (var session in sender.Sessions.ToArray()) sender.Put(session.GivenUp(now), now);
        sender.Note(SenderEvent.Deleted, now);
        await using (var mark = new NpgsqlCommand("UPDATE senders SET deleted_at = $2 WHERE id = $1", connection) { Parameters = { new() { Value = id.Value }, new() { Value = now } } })
            await mark.ExecuteNonQueryAsync(cancellationToken);
        await senders.Save(now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
