using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Identity;
using Parley.Platform;
using Parley.Platform.Data;

namespace Parley.Campaigns;

/// <summary>GET /api/campaigns/{id}.</summary>
public static class ShowCampaign
{
    internal static async Task<Results<Ok<CampaignView>, ProblemHttpResult>> Handle(CampaignId id, Caller caller, Db db, SharedReadings<(TenantId, CampaignId), CampaignView?> shared, CancellationToken cancellationToken) =>
        await shared.Read((caller.Tenant, id), token => Read(caller.Tenant, id, db, token), cancellationToken) is { } campaign ? TypedResults.Ok(campaign) : MoveCampaign.Missing;

    private static async Task<CampaignView?> Read(TenantId tenant, CampaignId id, Db db, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenTenant(tenant, cancellationToken);
        return await CampaignView.Find(connection, tenant, id, cancellationToken);
    }
}
