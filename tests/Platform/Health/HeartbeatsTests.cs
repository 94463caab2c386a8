using Parley.Platform.Health;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Platform.Health;

[Trait("Requirement", "OPS-03")]
public sealed class HeartbeatsTests
{
    private readonly HandClock _clock = new();

    [Fact]
    public void A_loop_that_falls_silent_is_named_and_one_that_beats_is_not()
    {
        var heartbeats = new Heartbeats(_clock);
        using var dispatcher = heartbeats.Expect("dispatcher", TimeSpan.FromSeconds(10));
        using var rescue = heartbeats.Expect("rescue", TimeSpan.FromSeconds(10));

        _clock.Advance(TimeSpan.FromSeconds(8));
        rescue.Beat();
        heartbeats.Silent().ShouldBeEmpty();

        _clock.Advance(TimeSpan.FromSeconds(4));
        heartbeats.Silent().ShouldBe([("dispatcher", TimeSpan.FromSeconds(12))]);

        dispatcher.Beat();
        heartbeats.Silent().ShouldBeEmpty();
    }

    [Fact]
    public void A_loop_that_waits_for_work_may_be_silent_and_one_that_hangs_in_its_work_may_not()
    {
        var heartbeats = new Heartbeats(_clock);
        using var finaliser = heartbeats.Expect("finaliser", TimeSpan.FromSeconds(10));
        finaliser.Rest();
        _clock.Advance(TimeSpan.FromHours(1));
        heartbeats.Silent().ShouldBeEmpty();

        finaliser.Beat();
        _clock.Advance(TimeSpan.FromSeconds(11));
        heartbeats.Silent().ShouldBe([("finaliser", TimeSpan.FromSeconds(11))]);
    }

    [Fact]
    public void A_loop_that_ended_is_expected_no_more_and_may_start_again()
    {
        var heartbeats = new Heartbeats(_clock);
        heartbeats.Expect("import", TimeSpan.FromSeconds(1)).Dispose();
        _clock.Advance(TimeSpan.FromMinutes(1));
        heartbeats.Silent().ShouldBeEmpty();
        heartbeats.Expect("import", TimeSpan.FromSeconds(1)).Silence.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void Two_loops_cannot_share_a_name()
    {
        var heartbeats = new Heartbeats(_clock);
        using var first = heartbeats.Expect("dispatcher", TimeSpan.FromSeconds(1));
        Should.Throw<InvalidOperationException>(() => heartbeats.Expect("dispatcher", TimeSpan.FromSeconds(1)));
    }
}
