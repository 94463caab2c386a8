using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Identity;
using Parley.Platform.Data;

namespace Parley.Campaigns;

/// <summary>POST /api/campaigns/{id}/pause: nothing more is taken from it; what is in flight ends.</summary>
public static class PauseCampaign
{
    internal static async Task<Results<Ok<CampaignView>, ProblemHttpResult>> Handle(CampaignId id, Caller caller, Db db, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenTenant(caller.Tenant, cancellationToken);
        await using (var transaction = await connection.BeginTransactionAsync(cancellationToken))
        {
            if (await MoveCampaign.Run(connection, caller.Tenant, id, CampaignMove.Pause, time.GetUtcNow(), cancellationToken) is { } objection) return objection;
            await MoveCampaign.SetOpen(connection, id, false, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        return TypedResults.Ok((await CampaignView.Find(connection, caller.Tenant, id, cancellationToken))!);
    }
}
