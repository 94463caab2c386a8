using Parley.Campaigns;
using Shouldly;
using Result = Parley.Campaigns.WinnerPolicy.Result;

namespace Parley.Tests.Campaigns;

[Trait("Requirement", "CMP-08")]
public sealed class WinnerPolicyTests
{
    private static readonly WinnerRule ByRead = new(WinnerBy.Read, 100);

    [Fact]
    public void Nothing_is_decided_while_one_of_them_was_sent_to_too_few() =>
        WinnerPolicy.Decide(ByRead, [new(1000, 900, 0), new(99, 99, 0)]).ShouldBeNull();

    [Fact]
    public void The_best_share_wins_and_not_the_most()
    {
        WinnerPolicy.Decide(ByRead, [new(1000, 500, 90), new(100, 51, 0)]).ShouldBe(1);
        WinnerPolicy.Decide(ByRead with { By = WinnerBy.Reply }, [new(1000, 500, 90), new(100, 51, 0)]).ShouldBe(0);
    }

    [Fact]
    public void Of_equally_good_ones_the_first_wins() => WinnerPolicy.Decide(ByRead, [new(300, 100, 0), new(600, 200, 0), new(150, 50, 0)]).ShouldBe(0);

    [Fact]
    public void The_winner_is_never_worse_than_another_and_the_order_of_reading_makes_no_difference()
    {
        for (var seed = 0; seed < 1000; seed++)
        {
            var random = new Random(seed);
            var results = Enumerable.Range(0, random.Next(2, 11)).Select(_ => random.Next(100, 100_000)).Select(sent => new Result(sent, random.Next(sent), random.Next(sent))).ToList();
            var winner = WinnerPolicy.Decide(ByRead, results)!.Value;
            results.ShouldAllBe(other => results[winner].Read * other.Sent >= other.Read * results[winner].Sent, $"seed {seed}");
            WinnerPolicy.Decide(ByRead, results).ShouldBe(winner);
        }
    }
}
