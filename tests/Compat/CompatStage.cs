using Parley.Tests.Campaigns;
using Parley.Tests.Support;

namespace Parley.Tests.Compat;

/// <summary>What the stand-in's phones got.</summary>
internal static class CompatStage
{
    /// <summary>The texts on the phone, the newest first.</summary>
    public static async Task<List<string?>> Texts(this CampaignStage stage, string number) =>
        [.. (await stage.Api.Get($"/api/simulator/phones/{Uri.EscapeDataString(number)}/messages")).Body.GetProperty("items").EnumerateArray().Select(m => m.GetProperty("text").GetString())];

    public static Task UntilGot(this CampaignStage stage, string number, string text) =>
        Wait.Until(async () => (await stage.Texts(number)).Contains(text), condition: $"the phone got \"{text}\"");
}
