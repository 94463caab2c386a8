using FsCheck;
using FsCheck.Fluent;
using Parley.Senders;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Senders.Sessions;

[Trait("Requirement", "SND-08")]
public sealed class ReconnectPolicyTests
{
    private static readonly SendersOptions Options = new();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(5, 16)]
    [InlineData(9, 256)]
    [InlineData(10, 300)]
    [InlineData(1_000_000, 300)]
    public void The_longest_wait_doubles_from_one_second_to_five_minutes(int failures, int seconds) =>
        ReconnectPolicy.Cap(failures, Options).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Fact]
    public void Every_wait_lies_between_nothing_and_its_cap() =>
        Prop.ForAll(Gen.Choose(0, 5000).Zip(Gen.Choose(0, 1_000_000)).ToArbitrary(), pair =>
        {
            var (failures, seed) = pair;
            var wait = ReconnectPolicy.Wait(failures, Options, new Random(seed));
            return wait >= TimeSpan.Zero && wait <= ReconnectPolicy.Cap(failures, Options);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_thousand_that_were_lost_together_come_back_spread_over_the_whole_wait()
    {
        var random = new Random(4);
        var tenths = Enumerable.Range(0, 1000).GroupBy(_ => (int)(ReconnectPolicy.Wait(6, Options, random) / ReconnectPolicy.Cap(6, Options) * 10));
        tenths.Select(tenth => tenth.Count()).ShouldAllBe(count => count > 50);
        tenths.Count().ShouldBe(10);
    }

    [Fact]
    public void No_more_are_started_than_the_second_allows()
    {
        var clock = new HandClock();
        var budget = new StartBudget(100, clock);
        budget.Take(1000).ShouldBe(100);
        budget.Take(1000).ShouldBe(0);
        var started = 0;
        for (var tick = 0; tick < 100; tick++)
        {
            clock.Advance(TimeSpan.FromMilliseconds(100));
            started += budget.Take(1000);
        }
        started.ShouldBeInRange(999, 1000);
        clock.Advance(TimeSpan.FromHours(1));
        budget.Take(1000).ShouldBe(100);
    }
}
