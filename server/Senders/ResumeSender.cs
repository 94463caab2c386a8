using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Parley.Identity;
using Parley.Platform.Data;

namespace Parley.Senders;

/// <summary>POST /api/senders/{id}/resume: ends a pause and a rest. Its failures in a row are forgotten, or the next one would pause it again.</summary>
public static class ResumeSender
{
    internal static async Task<Results<Ok<SenderView>, ProblemHttpResult>> Handle(SenderId id, Caller caller, Db db, TimeProvider time, ShowSender show, CancellationToken cancellationToken)
    {
        await using (var connection = await db.OpenTenant(caller.Tenant, cancellationToken))
        await using (var transaction = await connection.BeginTransactionAsync(cancellationToken))
        {
            // The dispatch row first: whoever ends a batch locks in this order.
            await Execute(connection, "UPDATE sender_dispatch SET failures = 0 WHERE sender_id = $1 AND failures > 0", id, cancellationToken);
            var now = time.GetUtcNow();
            var senders = await LockedSenders.Lock(connection, [id], cancellationToken);
            if (senders.Find(id) is not { Deleted: false } sender) return FindSender.Missing;
            var rested = await Execute(connection, "UPDATE senders SET rest_until = NULL WHERE id = $1 AND rest_until IS NOT NULL", id, cancellationToken);
            if (sender.Paused || rested > 0) sender.Resume(now);
            await senders.Save(now, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        return await show.Answer(id, cancellationToken);
    }

    private static async Task<int> Execute(NpgsqlConnection connection, string statement, SenderId id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(statement, connection) { Parameters = { new() { Value = id.Value } } };
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
