using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Identity;
using Parley.Outbox;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Campaigns;

/// <summary>GET /api/campaigns: newest first.</summary>
public static class ListCampaigns
{
    /// <param name="State">One of the states of a campaign.</param>
    /// <param name="Search">Part of the name.</param>
    public readonly record struct Query(int? Limit, string? Cursor, string? State, string? Search);

    internal static async Task<Results<Ok<Page<CampaignView>>, ProblemHttpResult>> Handle([AsParameters] Query query, Caller caller, Db db, CancellationToken cancellationToken)
    {
        if (!PageRequest.TryRead(query.Limit, query.Cursor, out var page, out var before, out var problem)) return problem!;
        if (query.State is not null && !Words<CampaignState>.TryParse(query.State, out _))
            return Problems.Validation.Field("state", $"state is one of: {string.Join(", ", Enum.GetValues<CampaignState>().Select(Words<CampaignState>.Of))}.");

        var (tail, values) = ("c.tenant_id = $1 AND c.deleted_at IS NULL", new List<object> { caller.Tenant.Value });
        void Add(string condition, object value)
        {
            values.Add(value);
            tail += $" AND {condition} ${values.Count}";
        }
        if (before is { } last) Add("c.id <", last);
        if (query.State is not null) Add("c.state =", query.State);
        if (!string.IsNullOrWhiteSpace(query.Search)) Add("c.name ILIKE", $"%{query.Search.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%");
        IReadOnlyList<CampaignView> campaigns;
        await using (var connection = await db.OpenTenant(caller.Tenant, cancellationToken))
            campaigns = await CampaignView.Where(connection, $"{tail} ORDER BY c.id DESC LIMIT {page.Size + 1}", values, cancellationToken);
        var sums = await SendFigures.SumsOf(db, caller.Tenant, [.. campaigns.Select(campaign => QueueId.Of(campaign.Id.Value))], cancellationToken);
        return TypedResults.Ok(page.Cut([.. campaigns.Select(campaign => campaign with { Figures = sums.Of(QueueId.Of(campaign.Id.Value), campaign.Audience.Total) })], campaign => campaign.Id.ToString()));
    }
}
