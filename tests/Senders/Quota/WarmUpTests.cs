using FsCheck;
using FsCheck.Fluent;
using Parley.Senders;
using Shouldly;

namespace Parley.Tests.Senders.Quota;

[Trait("Requirement", "SND-11")]
public sealed class WarmUpTests
{
    private static readonly WarmUp Plan = new(20, 1.5, new DateOnly(2026, 1, 1));

    private static DateTimeOffset Day(int day) => new DateTimeOffset(2026, 1, 1, 23, 59, 59, TimeSpan.Zero).AddDays(day);

    [Theory]
    [InlineData(0, 20)]
    [InlineData(1, 30)]
    [InlineData(2, 45)]
    [InlineData(3, 67)]
    [InlineData(13, 3892)]
    [InlineData(14, 5000)]
    [InlineData(4000, 5000)]
    public void The_day_quota_grows_from_twenty_by_the_factor_until_it_is_full(int day, int expected) =>
        Plan.DayQuota(5000, Day(day)).ShouldBe(expected);

    [Fact]
    public void Before_its_first_day_it_is_the_first_days_quota() => Plan.DayQuota(5000, Day(-30)).ShouldBe(20);

    [Fact]
    public void It_never_gives_more_than_the_full_quota_and_never_shrinks() =>
        Prop.ForAll(Gen.Choose(1, 10_000).Zip(Gen.Choose(0, 5000)).ToArbitrary(), pair =>
        {
            var (full, day) = pair;
            var (today, tomorrow) = (Plan.DayQuota(full, Day(day)), Plan.DayQuota(full, Day(day + 1)));
            return today >= 1 && today <= full && tomorrow >= today;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Only_the_day_is_limited() =>
        Plan.Limit(SenderQuota.Default, Day(0)).ShouldBe(new SenderQuota(20, 500, 20));
}
