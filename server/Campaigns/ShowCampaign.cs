using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Identity;
using Parley.Platform.Data;

namespace Parley.Campaigns;

/// <summary>GET /api/campaigns/{id}.</summary>
public static class ShowCampaign
{
    internal static async Task<Results<Ok<CampaignView>, ProblemHttpResult>> Handle(CampaignId id, Caller caller, Db db, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenTenant(caller.Tenant, cancellationToken);
        return await CampaignView.Find(connection, caller.Tenant, id, cancellationToken) is { } campaign ? TypedResults.Ok(campaign) : MoveCampaign.Missing;
    }
}
