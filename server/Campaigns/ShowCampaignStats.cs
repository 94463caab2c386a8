using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Identity;
using Parley.Platform;
using Parley.Platform.Data;

namespace Parley.Campaigns;

/// <summary>GET /api/campaigns/{id}/stats: the live figures, exact, at the same cost for ten recipients and for a million.</summary>
public static class ShowCampaignStats
{
    internal static async Task<Results<Ok<CampaignFigures>, ProblemHttpResult>> Handle(CampaignId id, Caller caller, Db db, SharedReadings<(TenantId, CampaignId), CampaignFigures?> shared, TimeProvider time,
        CancellationToken cancellationToken) =>
        await shared.Read((caller.Tenant, id), token => CampaignFigures.Find(db, caller.Tenant, id, time.GetUtcNow(), token), cancellationToken) is { } figures ? TypedResults.Ok(figures) : MoveCampaign.Missing;
}
