using Parley.Campaigns;
using Parley.Platform.Http;

namespace Parley.CommandLine.Campaigns;

/// <summary>Finds a campaign as people name it.</summary>
internal static class NamedCampaign
{
    /// <summary>By id or by its whole name; of several with one name the latest.</summary>
    /// <exception cref="VerbEnded">There is none.</exception>
    public static async Task<CampaignView> Find(ParleyClient client, string word, CancellationToken cancellationToken)
    {
        if (CampaignId.TryParse(word, out var id)) return await client.Find<CampaignView>($"api/campaigns/{id}", cancellationToken) ?? throw new VerbEnded(ExitStatus.Failed, $"There is no campaign with the id {word}.");
        var found = (await client.Get<Page<CampaignView>>($"api/campaigns?limit={PageRequest.MaxSize}&search={Uri.EscapeDataString(word)}", cancellationToken)).Items;
        return found.FirstOrDefault(campaign => string.Equals(campaign.Name, word, StringComparison.OrdinalIgnoreCase))
            ?? throw new VerbEnded(ExitStatus.Failed, found.Count == 0
                ? $"There is no campaign {word}; ./parley campaign list shows those that are there."
                : $"There is no campaign {word}. Did you mean {string.Join(" or ", found.Take(5).Select(campaign => campaign.Name))}?");
    }
}
