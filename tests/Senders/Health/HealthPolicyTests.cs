using FsCheck;
using FsCheck.Fluent;
using Parley.Senders;
using Shouldly;

namespace Parley.Tests.Senders.Health;

[Trait("Requirement", "SND-05")]
public sealed class HealthPolicyTests
{
    private static readonly HealthOptions Options = new();
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_success_gives_a_point_and_ends_the_streak() =>
        HealthPolicy.AfterSuccess(new HealthState(60, Noon, 4), Options, Noon).ShouldBe(new HealthState(61, Noon, 0));

    [Fact]
    public void A_failure_of_its_own_costs_five_points_and_counts() =>
        HealthPolicy.AfterOwnFailure(new HealthState(60, Noon, 4), Options, Noon).ShouldBe(new HealthState(55, Noon, 5));

    [Fact]
    public void Ten_quiet_minutes_give_a_point_back_and_nine_do_not()
    {
        var hurt = new HealthState(60, Noon, 0);
        HealthPolicy.Current(hurt, Options, Noon.AddMinutes(9)).ShouldBe(60);
        HealthPolicy.Current(hurt, Options, Noon.AddMinutes(10)).ShouldBe(61);
        HealthPolicy.Current(hurt, Options, Noon.AddDays(30)).ShouldBe(100);
        HealthPolicy.Current(hurt, Options, Noon.AddHours(-1)).ShouldBe(60);
    }

    [Fact]
    public void Below_fifty_or_after_five_failures_in_a_row_others_go_first()
    {
        HealthPolicy.ShouldSkip(new HealthState(50, Noon, 4), Options, Noon).ShouldBeFalse();
        HealthPolicy.ShouldSkip(new HealthState(49, Noon, 0), Options, Noon).ShouldBeTrue();
        HealthPolicy.ShouldSkip(new HealthState(49, Noon, 0), Options, Noon.AddMinutes(10)).ShouldBeFalse();
        HealthPolicy.ShouldSkip(new HealthState(100, Noon, 5), Options, Noon).ShouldBeTrue();
    }

    [Fact]
    public void The_tenth_failure_in_a_row_pauses_the_sender()
    {
        var state = HealthPolicy.Fresh(Noon);
        for (var failure = 1; failure <= 10; failure++)
        {
            state = HealthPolicy.AfterOwnFailure(state, Options, Noon.AddSeconds(failure));
            HealthPolicy.ShouldPause(state, Options).ShouldBe(failure == 10);
        }
    }

    [Fact]
    public void Health_stays_between_nothing_and_a_hundred_through_every_life() =>
        Prop.ForAll((from minutes in Gen.Choose(-60, 600) from good in Gen.Elements(true, false) select (minutes, good)).ArrayOf().ToArbitrary(), life =>
        {
            var (state, now) = (HealthPolicy.Fresh(Noon), Noon);
            foreach (var (minutes, good) in life)
            {
                now = now.AddMinutes(minutes);
                var before = HealthPolicy.Current(state, Options, now);
                state = good ? HealthPolicy.AfterSuccess(state, Options, now) : HealthPolicy.AfterOwnFailure(state, Options, now);
                if (state.Health != Math.Clamp(before + (good ? 1 : -5), 0, 100)) return false;
                if (HealthPolicy.Current(state, Options, now) != state.Health) return false;
            }
            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Successes_counted_together_are_worth_the_same_as_one_by_one() =>
        Prop.ForAll(Gen.Choose(0, 100).Zip(Gen.Choose(0, 150)).ToArbitrary(), pair =>
        {
            var (health, count) = pair;
            var start = new HealthState(health, Noon, 3);
            var one = start;
            for (var i = 0; i < count; i++) one = HealthPolicy.AfterSuccess(one, Options, Noon);
            return HealthPolicy.AfterSuccess(start, Options, Noon, count) == one;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Options_that_contradict_each_other_are_refused() =>
        new HealthOptions { SkipAfterFailures = 5, PauseAfterFailures = 3 }.Objection().ShouldNotBeNull().ShouldContain("PauseAfterFailures");
}
