using Parley.Tests.Channels.Gateway;
using Parley.Tests.Crash;

namespace Parley.Tests.Channels.WebJs;

/// <summary>The unmodified library in the real gateway with a real browser, against a page on loopback that stands for WhatsApp's.</summary>
[Collection(CrashCollection.Name)]
[Trait("Requirement", "SND-01")]
public sealed class WebJsDriverContract(WebJsStage stage) : LibraryDriverContract, IClassFixture<WebJsStage>
{
    // What is not as the contract wants it, and why. Nothing else may be skipped but by capability.
    private static readonly Dictionary<string, string> Gaps = new(StringComparer.Ordinal)
    {
        [nameof(A_restricted_number_answers_people_and_cannot_write_to_new_ones)] = "The page says of a refused message that it was refused, and never why.",
    };

    protected override async Task<IDriverWorld> NewWorld(ContractTimes times)
    {
        var test = TestContext.Current.TestMethod?.MethodName ?? "";
        var gap = Gaps.GetValueOrDefault(test);
        Assert.SkipUnless(gap is null, gap ?? "");
        LibraryStage.SkipUnlessChosen(test, inBrowser: true);
        Assert.SkipUnless(WebJsStage.Missing is null, WebJsStage.Missing ?? "");
        var world = new WebJsWorld(stage, times);
        await world.Mood(new NetworkMood());
        return world;
    }
}
