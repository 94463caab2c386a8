using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Campaigns;

[Trait("Requirement", "CMP-06")]
public sealed class CourseTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task What_is_sent_and_read_stands_in_the_curve()
    {
        var stage = await CampaignStage.On(server);
        await stage.Sender();
        var campaign = await stage.Create(12);
        (await stage.Api.Get($"/api/campaigns/{campaign}/course")).Body.GetProperty("points").GetArrayLength().ShouldBe(0, "nothing has happened yet");
        await stage.Start(campaign);
        await Wait.Until(async () => Points(await stage.Api.Get($"/api/campaigns/{campaign}/course")).Sum(point => point.Read) == 12);

        var course = await stage.Api.Get($"/api/campaigns/{campaign}/course");
        course["stepSeconds"].ShouldBe("60");
        Points(course).Sum(point => point.Sent).ShouldBe(12);
        var listed = await stage.Api.Get("/api/campaigns");
        listed["items.0.figures.total"].ShouldBe("12");
        listed["items.0.figures.read"].ShouldBe("12");
        listed["items.0.figures.pending"].ShouldBe("0");
    }

    [Fact]
    public async Task A_long_campaign_has_coarser_steps_and_keeps_the_quiet_ones_between()
    {
        var stage = await CampaignStage.On(server);
        var campaign = await stage.Create(1);
        await Minute(stage, campaign, "2026-03-02 10:00Z", 100);
        await Minute(stage, campaign, "2026-03-02 10:03Z", 20);
        await Minute(stage, campaign, "2026-03-02 14:00Z", 7);

        var course = await stage.Api.Get($"/api/campaigns/{campaign}/course");
        course["stepSeconds"].ShouldBe("300", "240 single minutes would be too many");
        var points = Points(course);
        points.Count.ShouldBe(49);
        points[0].ShouldBe((120, 0));
        points.Skip(1).SkipLast(1).ShouldAllBe(point => point.Sent == 0);
        points[^1].Sent.ShouldBe(7);

        await Minute(stage, campaign, "2032-03-02 10:00Z", 1);
        Points(await stage.Api.Get($"/api/campaigns/{campaign}/course")).Sum(point => point.Sent).ShouldBe(128, "years are weeks, however many");
    }

    [Fact]
    public async Task Another_tenants_campaign_is_not_there()
    {
        var campaign = await (await CampaignStage.On(server)).Create(1);
        (await (await CampaignStage.On(server)).Api.Get($"/api/campaigns/{campaign}/course")).Status.ShouldBe(404);
    }

    private static Task Minute(CampaignStage stage, Guid campaign, string minute, int sent) => stage.Server.Execute(
        "INSERT INTO queue_course (queue_id, minute, tenant_id, sent, delivered, read, failed) VALUES ($1, $2::text::timestamptz, $3, $4, 0, 0, 0)", campaign, minute, stage.Tenant.Value, sent);

    private static List<(long Sent, long Read)> Points(Answer course) =>
        [.. course.Body.GetProperty("points").EnumerateArray().Select(point => (point.GetProperty("sent").GetInt64(), point.GetProperty("read").GetInt64()))];
}
