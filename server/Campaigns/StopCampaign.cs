using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Identity;
using Parley.Outbox;
using Parley.Platform.Data;

namespace Parley.Campaigns;

/// <summary>POST /api/campaigns/{id}/stop: ends it for good. What is in flight ends; what is left is cancelled by a sweeper.</summary>
public static class StopCampaign
{
    internal static async Task<Results<Ok<CampaignView>, ProblemHttpResult>> Handle(CampaignId id, Caller caller, Db db, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenTenant(caller.Tenant, cancellationToken);
        await using (var transaction = await connection.BeginTransactionAsync(cancellationToken))
        {
            if (await MoveCampaign.Run(connection, caller.Tenant, id, CampaignMove.Stop, time.GetUtcNow(), cancellationToken) is { } objection) return objection;
            await OutboxQueues.Close(connection, QueueId.Of(id.Value), "cancelled", cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        return TypedResults.Ok((await CampaignView.Find(connection, caller.Tenant, id, cancellationToken))!);
    }
}
