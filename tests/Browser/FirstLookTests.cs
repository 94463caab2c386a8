using Microsoft.Playwright;
using Shouldly;

namespace Parley.Tests.Browser;

/// <summary>How long somebody waits for the overview: a new browser with nothing in its cache, signed in, the dashboard as it is shipped.</summary>
[Collection(Chromium.Collection)]
public sealed class FirstLookTests(Chromium chromium, Shop shop)
{
    /// <summary>The promise is 1.5 s. The clock on the wall says nothing on a machine that does other things too, so what is held to it is the processor time of the page's own thread
    /// until it is usable: half of the promise, which leaves the other half to the network and the server. Two cores that were shared with eight other programs took 0.4 s.</summary>
    private const double MostWork = 0.75;

    /// <summary>Notes when the page is usable: its heading stands, nothing is loading any more, and the thread has nothing to do.</summary>
    private const string WatchForUsable = """
        window.usable = new Promise((done) => {
          const look = () => {
            const loading = !document.querySelector('h1') || document.querySelector('[aria-busy="true"], .mantine-Skeleton-root');
            requestIdleCallback(loading ? () => setTimeout(look, 10) : () => done(performance.now()));
          };
          look();
        });
        """;

    [Fact]
    public async Task The_overview_is_usable_after_less_work_than_half_of_the_promised_second_and_a_half()
    {
        var looks = new List<Look>();
        for (var i = 0; i < 4; i++) looks.Add(await First());
        foreach (var look in looks)
            TestContext.Current.TestOutputHelper?.WriteLine($"usable after {look.Wall:0} ms on the wall; the page's thread worked {look.Work * 1000:0} ms, {look.Script * 1000:0} ms of it in scripts");
        // Work costs more while others use the caches and the other half of the core, and never less than it takes.
        looks.Min(look => look.Work).ShouldBeLessThan(MostWork);
    }

    [Fact]
    public async Task What_a_script_burns_before_the_page_is_usable_is_counted()
    {
        var burned = await First("let sum = 0; for (let i = 0; i < 500000000; i++) sum += i % 7; window.sum = sum;");
        (burned.Work - (await First()).Work).ShouldBeGreaterThan(0.1);
    }

    private async Task<Look> First(string? script = null)
    {
        await using var visit = await chromium.Visit(shop.Server);
        var page = visit.Page;
        var devtools = await page.Context.NewCDPSessionAsync(page);
        // Of the thread's own clock, which stands still while another program has the processor.
        await devtools.SendAsync("Performance.enable", new Dictionary<string, object>(StringComparer.Ordinal) { ["timeDomain"] = "threadTicks" });
        await page.AddInitScriptAsync(WatchForUsable + script);
        await page.GotoAsync("/app/", new() { WaitUntil = WaitUntilState.Commit });
        var wall = await page.EvaluateAsync<double>("() => window.usable");
        var told = (await devtools.SendAsync("Performance.getMetrics"))!.Value.GetProperty("metrics").EnumerateArray().ToDictionary(metric => metric.GetProperty("name").GetString()!, metric => metric.GetProperty("value").GetDouble());
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Overview" })).ToBeVisibleAsync();
        visit.Errors.ShouldBeEmpty();
        return new Look(wall, told["TaskDuration"], told["ScriptDuration"]);
    }

    /// <param name="Wall">Milliseconds from the navigation to usable.</param>
    /// <param name="Work">Seconds of the main thread's processor time until then.</param>
    /// <param name="Script">Of those, in scripts.</param>
    private sealed record Look(double Wall, double Work, double Script);
}
