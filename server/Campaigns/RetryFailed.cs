using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Parley.Identity;
using Parley.Outbox;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Campaigns;

/// <summary>POST /api/campaigns/{id}/retry-failed: queues everything again that failed. A worker does it batch by batch; a completed campaign runs again.</summary>
public static class RetryFailed
{
    /// <param name="Retrying">How many had failed when this was asked.</param>
    public sealed record Response(long Retrying);

    internal static async Task<Results<Accepted<Response>, ProblemHttpResult>> Handle(CampaignId id, Caller caller, Db db, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var connection = await db.OpenTenant(caller.Tenant, cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // First the audience, then the campaign, as the worker takes them: the other way round the two could wait for each other.
        await using var hold = new NpgsqlCommand("SELECT FROM campaign_audiences WHERE campaign_id = $1 FOR UPDATE", connection) { Parameters = { new() { Value = id.Value } } };
        await hold.ExecuteNonQueryAsync(cancellationToken);
        if (await MoveCampaign.Run(connection, caller.Tenant, id, CampaignMove.RetryFailed, now, cancellationToken) is { } objection) return objection;
        var failed = (await QueueCounts.Read(db, caller.Tenant, QueueId.Of(id.Value), cancellationToken)).Of(Metric.Failed);
        // Of one that completed long ago the queue was closed (FinishedQueues); one that its end or a person closed stays so.
        await using var reopen = new NpgsqlCommand("UPDATE outbox_queues SET state = 'open' WHERE id = $1 AND state = 'closed' AND closes_as IS NULL AND (closes_at IS NULL OR closes_at > $2)", connection) { Parameters = { new() { Value = id.Value }, new() { Value = now } } };
        await reopen.ExecuteNonQueryAsync(cancellationToken);
        await using var order = new NpgsqlCommand("""
            UPDATE campaign_audiences a SET phase = 'retrying', cursor = '00000000-0000-0000-0000-000000000000'
            FROM outbox_queues q WHERE a.campaign_id = $1 AND q.id = $1 AND q.state <> 'closed' AND a.phase IN ('ready', 'retrying') RETURNING a.campaign_id
            """, connection) { Parameters = { new() { Value = id.Value } } };
        if (await order.ExecuteScalarAsync(cancellationToken) is null)
            return Problems.IllegalState.With("The campaign's end has passed or its audience is still being written; duplicate it, or try again later.");
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Accepted((string?)null, new Response(failed));
    }
}
