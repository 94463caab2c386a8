namespace Parley.Campaigns;

/// <summary>When and by what the best variant takes what is left of a campaign.</summary>
/// <param name="By">What counts.</param>
/// <param name="AfterSent">It is decided when each variant was sent to this many people: 10 to 1,000,000. Too few decide by chance.</param>
public sealed record WinnerRule(WinnerBy By, int AfterSent)
{
    /// <param name="variants">How many the campaign has.</param>
    public string? Objection(int variants) =>
        variants < 2 ? "A winner needs at least two variants." : AfterSent is < 10 or > 1_000_000 ? "afterSent must be from 10 to 1000000." : null;
}

/// <summary>Share of those it was sent to who read it, or who wrote back.</summary>
public enum WinnerBy { Read, Reply }
