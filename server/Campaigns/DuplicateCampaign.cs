using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Identity;
using Parley.Platform.Data;

namespace Parley.Campaigns;

/// <summary>POST /api/campaigns/{id}/duplicate: a draft with the same texts, audience and settings, and without its times. A segment, a file and tags are asked anew;
/// people who came with the campaign come with the copy as well, with their variables.</summary>
public static class DuplicateCampaign
{
    private const int LongestName = 120;

    /// <param name="Name">Left out: "Copy of …".</param>
    public sealed record Request([StringLength(LongestName)] string? Name = null);

    internal static async Task<Results<Created<CampaignView>, ProblemHttpResult>> Handle(CampaignId id, Request? request, Caller caller, Db db, CreateCampaign create, CancellationToken cancellationToken)
    {
        CampaignView? original;
        await using (var connection = await db.OpenTenant(caller.Tenant, cancellationToken))
        {
            original = await CampaignView.Find(connection, caller.Tenant, id, cancellationToken);
            if (original is null) return MoveCampaign.Missing;
            if (original.Audience.Source.Contacts is null && await FindAudience.Check(connection, caller.Tenant, original.Audience.Source, cancellationToken) is { } gone) return gone;
        }
        var name = string.IsNullOrWhiteSpace(request?.Name) ? "Copy of " + original.Name : request.Name.Trim();
        var spec = new CampaignSpec(name.Length <= LongestName ? name : name[..LongestName], original.PlainVariants, [.. original.Variants.Select(v => v.Content)], original.SenderIds, null, null, original.Window,
            original.Pacing, original.EnableTyping, original.Attempts, (short)original.Priority, original.SkipIncomplete, original.WinnerRule);
        var (campaign, problem) = await create.Write(spec, original.Audience.Source, caller, null, async (transaction, copy, now) => original.Audience.Source.Contacts is null
            ? null
            : await CreateCampaign.WriteAtOnce(transaction, caller.Tenant, copy, spec, AudienceSource.RecipientsOf(id, Guid.Empty, GivenContacts.Most), null, now, cancellationToken), cancellationToken);
        return problem is not null ? problem : TypedResults.Created($"/api/campaigns/{campaign!.Id}", campaign);
    }
}
