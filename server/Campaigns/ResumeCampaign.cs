using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Identity;
using Parley.Platform.Data;

namespace Parley.Campaigns;

/// <summary>POST /api/campaigns/{id}/resume: goes on where it was paused.</summary>
public static class ResumeCampaign
{
    internal static async Task<Results<Ok<CampaignView>, ProblemHttpResult>> Handle(CampaignId id, Caller caller, Db db, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenTenant(caller.Tenant, cancellationToken);
        await using (var transaction = await connection.BeginTransactionAsync(cancellationToken))
        {
            if (await MoveCampaign.Run(connection, caller.Tenant, id, CampaignMove.Resume, time.GetUtcNow(), cancellationToken) is { } objection) return objection;
            await MoveCampaign.SetOpen(connection, id, true, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        return TypedResults.Ok((await CampaignView.Find(connection, caller.Tenant, id, cancellationToken))!);
    }
}
