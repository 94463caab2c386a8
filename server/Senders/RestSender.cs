using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Parley.Identity;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Senders;

/// <summary>POST /api/senders/{id}/rest: nothing is sent through it until a time; then it goes on by itself. Resuming ends it early.</summary>
public static class RestSender
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <param name="Until">In the future, at most a year from now.</param>
    public sealed record Request([Required] DateTimeOffset? Until);

    internal static async Task<Results<Ok<SenderView>, ProblemHttpResult>> Handle(SenderId id, Request request, Caller caller, Db db, TimeProvider time, ShowSender show,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (request.Until is not { } until || until <= now || until > now + Longest) return Problems.Validation.Field("until", "until must lie in the future, at most a year from now.");
        await using (var connection = await db.OpenTenant(caller.Tenant, cancellationToken))
        await using (var transaction = await connection.BeginTransactionAsync(cancellationToken))
        {
            var senders = await LockedSenders.Lock(connection, [id], cancellationToken);
            if (senders.Find(id) is not { Deleted: false } sender) return FindSender.Missing;
            await using (var rest = new NpgsqlCommand("UPDATE senders SET rest_until = $2 WHERE id = $1", connection) { Parameters = { new() { Value = id.Value }, new() { Value = until.ToUniversalTime() } } })
                await rest.ExecuteNonQueryAsync(cancellationToken);
            sender.Note(SenderEvent.Resting, now);
            await senders.Save(now, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        return await show.Answer(id, cancellationToken);
    }
}
