namespace Parley.Campaigns;

/// <summary>Numbers of campaigns (section <c>Campaigns</c> of the configuration).</summary>
public sealed class CampaignsOptions
{
    /// <summary>Recipients that one transaction writes; more is a little faster and holds locks longer.</summary>
    public int Batch { get; set; } = 10_000;

    /// <summary>How often campaigns are looked at for what has become true by itself: a start time, a lost sender, an end.</summary>
    public TimeSpan Look { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>What is wrong with them, in a sentence that names the setting; null when they can be used.</summary>
    public string? Objection() => Batch is < 1 or > 100_000 ? "Campaigns:Batch must be from 1 to 100000."
        : Look < TimeSpan.FromMilliseconds(50) || Look > TimeSpan.FromMinutes(1) ? "Campaigns:Look must be from 50 ms to a minute." : null;
}
