using Parley.Campaigns;
using Parley.Platform.Data;
using Spectre.Console;

namespace Parley.CommandLine.Campaigns;

/// <summary>A campaign and its figures, as they are shown when somebody looks or when it is through.</summary>
internal sealed record CampaignSummary(CampaignView Campaign, CampaignFigures Stats)
{
    /// <summary>It ran to its end, and everybody who may be written to was reached.</summary>
    public static bool IsGood(CampaignFigures figures) => figures is { State: CampaignState.Completed, Failed: 0, Expired: 0, Cancelled: 0, Unknown: 0 };

    public static void Print(Terminal terminal, CampaignView campaign, CampaignFigures figures)
    {
        terminal.Line($"{campaign.Name} is {Words<CampaignState>.Of(figures.State)}.{(campaign.Problem is { } problem ? " " + problem : "")}");
        var table = terminal.Table("Recipients", $"{figures.Total}");
        table.Columns[1].RightAligned();
        foreach (var (name, amount) in new[]
        {
            ("pending", figures.Pending), ("sent", figures.Sent), ("  delivered", figures.Delivered), ("  read", figures.Read), ("failed", figures.Failed), ("not to be written to", figures.Suppressed),
            ("expired", figures.Expired), ("cancelled", figures.Cancelled), ("unknown", figures.Unknown),
        })
            if (amount > 0 || name is "sent" or "failed") table.AddRow(name, $"{amount}");
        terminal.Screen.Write(table);
        if (figures.ByVariant.Count > 1)
        {
            var variants = terminal.Table("Variant", "Sent", "Delivered", "Read", "Replied", "Opted out");
            foreach (var variant in figures.ByVariant)
                variants.AddRow(Terminal.Safe(variant.Name + (variant.Name == campaign.Winner ? " (winner)" : "")), $"{variant.Sent}", $"{variant.Delivered}", $"{variant.Read}", $"{variant.Replied}", $"{variant.OptedOut}");
            terminal.Screen.Write(variants);
        }
        foreach (var why in figures.Reasons) terminal.Line($"{why.Amount} {why.State}: {why.Sentence}");
        if (figures.EstimatedEnd is { } end) terminal.Line($"{figures.PerSecond:0.##} a second; about {end.ToLocalTime():HH:mm:ss} it is through.");
    }
}
