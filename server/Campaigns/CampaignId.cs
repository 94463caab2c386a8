using Parley.Platform;

namespace Parley.Campaigns;

/// <summary>A campaign; its outbox queue has the same id.</summary>
public readonly record struct CampaignId(Guid Value) : IId<CampaignId>
{
    public static CampaignId Of(Guid value) => new(value);
    public static bool TryParse(string? text, out CampaignId id) => Id.TryParse(text, out id);
    public override string ToString() => Value.ToString();
}
