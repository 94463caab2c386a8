using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Parley.Realtime.Sources;
using Parley.Tests.Campaigns;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Realtime;

[Trait("Requirement", "CMP-06")]
public sealed class CampaignProgressTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Figures_come_once_a_second_and_states_at_once_and_only_to_their_tenant()
    {
        var stage = await CampaignStage.On(server);
        await stage.Sender(pacing: new { minMs = 50, maxMs = 50 });
        var campaign = await stage.Create(60);
        var other = await CampaignStage.On(server);
        await using var elsewhere = await EventReader.Hub(other.Api);
        (await elsewhere.Next()).Name.ShouldBe("INIT");
        await using var reader = await EventReader.Stream(stage.Api, "?types=campaign.progress");
        await reader.Next("INIT");

        await stage.Start(campaign);
        var told = new List<(string State, long Sent, long At)>();
        while (told.Count == 0 || told[^1].State != "completed")
        {
            var progress = await reader.Next("campaign.progress");
            progress.GetProperty("campaignId").GetGuid().ShouldBe(campaign);
            progress.GetProperty("total").GetInt64().ShouldBe(60);
            told.Add((progress.GetProperty("state").GetString()!, progress.GetProperty("sent").GetInt64(), TimeProvider.System.GetTimestamp()));
        }
        told.Select(one => one.Sent).ShouldBeInOrder();
        told.ShouldContain(one => one.State == "running" && one.Sent > 0 && one.Sent < 60);
        // Three seconds of sending: the draft, the change to running, a few seconds' figures and the end.
        told.Count.ShouldBeLessThan(12);
        var last = told[^1].Sent;
        for (long read = 0; last < 60 || read < 60;)
        {
            var progress = await reader.Next("campaign.progress");
            (last, read) = (progress.GetProperty("sent").GetInt64(), progress.GetProperty("read").GetInt64());
        }

        // The other tenant heard nothing of it: the next it hears is of its own.
        var own = await other.Create(1);
        (await elsewhere.Next("campaign.progress")).GetProperty("campaignId").GetGuid().ShouldBe(own);
    }

    [Fact]
    public async Task While_nobody_watches_nothing_is_read()
    {
        var source = server.Services.GetServices<IHostedService>().OfType<CampaignEvents>().Single();
        var stage = await CampaignStage.On(server);
        await stage.Sender();
        // Whoever watched in another test is gone when a campaign's whole life passes without a look.
        await Wait.Until(async () =>
        {
            var before = source.Reads;
            var campaign = await stage.Create(20);
            await stage.Start(campaign);
            await stage.UntilState(campaign, "completed");
            return source.Reads == before;
        });
        (await stage.Api.Get("/api/campaigns"))["items.0.state"].ShouldBe("completed");
    }
}
