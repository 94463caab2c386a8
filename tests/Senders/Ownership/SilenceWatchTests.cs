using Parley.Senders;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Senders.Ownership;

[Trait("Requirement", "SND-10")]
public sealed class SilenceWatchTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private static readonly DateTimeOffset Sign = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly HandClock _clock = new();

    [Fact]
    public void Who_says_nothing_for_the_limit_is_silent_and_not_before()
    {
        var watch = new SilenceWatch(_clock);
        watch.Note([(7, Sign)], Limit).ShouldBeEmpty();
        _clock.Advance(TimeSpan.FromSeconds(9.9));
        watch.Note([(7, Sign)], Limit).ShouldBeEmpty();
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        watch.Note([(7, Sign)], Limit).ShouldBe([(7L, Sign)]);
    }

    [Fact]
    public void A_sign_of_life_that_is_hours_off_by_our_clock_is_one_all_the_same()
    {
        var watch = new SilenceWatch(_clock);
        for (var beat = 0; beat < 20; beat++)
        {
            // The other one's clock is a day behind, and jumps back on top of it.
            watch.Note([(7, Sign.AddDays(-1).AddMinutes(-beat))], Limit).ShouldBeEmpty();
            _clock.Advance(TimeSpan.FromSeconds(2));
        }
    }

    [Fact]
    public void Each_is_watched_for_itself()
    {
        var watch = new SilenceWatch(_clock);
        watch.Note([(7, Sign), (8, Sign)], Limit);
        _clock.Advance(TimeSpan.FromSeconds(6));
        watch.Note([(7, Sign), (8, Sign.AddSeconds(2))], Limit);
        _clock.Advance(TimeSpan.FromSeconds(6));
        watch.Note([(7, Sign), (8, Sign.AddSeconds(2))], Limit).ShouldBe([(7L, Sign)]);
    }
}
