using Parley.Campaigns;
using Parley.Outbox;
using Parley.Senders;
using Shouldly;

namespace Parley.Tests.Campaigns;

/// <summary>The estimate over many drawn cases; a seed that fails is named in the message.</summary>
[Trait("Requirement", "CMP-06")]
public sealed class EstimatePolicyTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero); // a Monday
    private static readonly SenderQuota Wide = new(1_000_000, 1_000_000, 10_000_000);

    [Theory]
    [InlineData(100, 1, 6, 600)]
    [InlineData(100, 4, 6, 150)]
    [InlineData(3600, 1, 10, 36000)]
    [InlineData(1, 1, 0, 0)]
    public void Pace_alone_takes_its_time(int people, int senders, int gap, int seconds) =>
        Seconds(people, [.. Enumerable.Repeat(Paced(gap), senders)]).ShouldBe(seconds, tolerance: seconds * 0.02 + 1);

    [Fact]
    public void Quotas_and_warm_up_make_days_of_it()
    {
        // 500 an hour let 5,000 a day through in ten hours; the rest waits for the next day's window.
        var quota = EstimatePolicy.Run([Always(7500)], [new(Pacing.None, TimeSpan.Zero, SenderQuota.Default, null, QuotaWindows.Fresh)], Start, null);
        (quota.EndsAt!.Value - Start).TotalHours.ShouldBeInRange(28, 30);
        // 20, 40, 80 … a day.
        var warming = EstimatePolicy.Run([Always(140)], [new(Pacing.None, TimeSpan.Zero, SenderQuota.Default, new WarmUp(20, 2, new DateOnly(2026, 3, 2)), QuotaWindows.Fresh)], Start, null);
        (warming.EndsAt!.Value - Start).TotalDays.ShouldBeInRange(1.5, 2.1);
        EstimatePolicy.Run([Always(10_000_000)], [Paced(10)], Start, null).EndsAt.ShouldBeNull();
        EstimatePolicy.Run([Always(10)], [], Start, null).EndsAt.ShouldBeNull();
    }

    [Fact]
    public void Hours_are_kept_and_who_lives_elsewhere_is_written_to_in_theirs()
    {
        var hours = new SendWindow(new TimeOnly(9, 0), new TimeOnly(12, 0), [1, 2, 3, 4, 5], "UTC");
        // Two hours are left on Monday at one a minute: 180 more on Tuesday, and so on.
        var ends = EstimatePolicy.Run([new(500, at => hours.NextOpening(at))], [Paced(60)], Start, null).EndsAt!.Value;
        ends.ShouldBe(new DateTimeOffset(2026, 3, 5, 9, 20, 0, TimeSpan.Zero), TimeSpan.FromMinutes(6));

        var local = hours with { Zone = SendWindow.Recipient };
        var far = EstimatePolicy.Run([new(10, at => local.NextOpening(at, "America/Sao_Paulo"))], [Paced(1)], Start, null).EndsAt!.Value;
        far.ShouldBe(new DateTimeOffset(2026, 3, 2, 12, 0, 10, TimeSpan.Zero), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void More_people_never_end_sooner_and_more_senders_never_later_and_no_quota_is_beaten()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var plans = Enumerable.Range(0, random.Next(1, 6)).Select(_ => Draw(random)).ToList();
            var people = random.Next(1, 5000);
            var one = Ends(people, plans);
            Ends(people + random.Next(1, 500), plans).ShouldBeGreaterThanOrEqualTo(one - TimeSpan.FromSeconds(1), $"seed {seed}: more people");
            // The windows of another sender fall otherwise, which may cost a step.
            Ends(people, [.. plans, Draw(random)]).ShouldBeLessThanOrEqualTo(one + TimeSpan.FromMinutes(5), $"seed {seed}: one more sender");

            var hours = Math.Ceiling((one - Start).TotalHours + 0.01);
            var most = plans.Sum(plan => Math.Min(plan.Quota.PerHour * (hours + 1), plan.Quota.PerDay * Math.Ceiling((hours + 1) / 24 + 1)));
            ((double)people).ShouldBeLessThanOrEqualTo(most + plans.Count, $"seed {seed}: quota");
        }
    }

    [Fact]
    public void What_an_end_leaves_out_is_what_is_not_sent_by_then()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var plans = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Draw(random)).ToList();
            var people = random.Next(1, 3000);
            var whole = EstimatePolicy.Run([Always(people)], plans, Start, null).EndsAt!.Value;
            EstimatePolicy.Run([Always(people)], plans, Start, whole + TimeSpan.FromMinutes(10)).SentInTime.ShouldBe(people, $"seed {seed}: late end");
            var half = EstimatePolicy.Run([Always(people)], plans, Start, Start + (whole - Start) / 2).SentInTime;
            half.ShouldBeInRange(0, people, $"seed {seed}: early end");
            EstimatePolicy.Run([Always(people)], plans, Start, Start + (whole - Start) / 4).SentInTime.ShouldBeLessThanOrEqualTo(half, $"seed {seed}: earlier end");
        }
    }

    private static DateTimeOffset Ends(int people, IReadOnlyList<EstimatePolicy.Plan> plans) => EstimatePolicy.Run([Always(people)], plans, Start, null).EndsAt ?? DateTimeOffset.MaxValue - TimeSpan.FromDays(1);

    private static double Seconds(int people, IReadOnlyList<EstimatePolicy.Plan> plans) => (Ends(people, plans) - Start).TotalSeconds;

    private static EstimatePolicy.Group Always(long people) => new(people, at => at);

    private static EstimatePolicy.Plan Paced(int seconds) => new(seconds == 0 ? Pacing.None : Pacing.Every(TimeSpan.FromSeconds(seconds)), TimeSpan.Zero, Wide, null, QuotaWindows.Fresh);

    private static EstimatePolicy.Plan Draw(Random random)
    {
        var pacing = random.Next(3) switch
        {
            0 => Pacing.None,
            1 => Pacing.Every(TimeSpan.FromSeconds(random.Next(1, 20))),
            _ => new PacingOptions().Human,
        };
        return new(pacing, TimeSpan.FromSeconds(random.Next(3)), new(random.Next(5, 60), random.Next(100, 900), random.Next(500, 5000)), null, QuotaWindows.Fresh);
    }
}
