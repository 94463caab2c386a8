using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Configuration;
using Parley.Senders;
using Shouldly;

namespace Parley.Tests.Senders.Pacing;

[Trait("Requirement", "MSG-07")]
public sealed class PacingPolicyTests
{
    private static readonly PacingOptions Options = new();

    [Theory]
    [InlineData(PacingProfile.Fast, 2)]
    [InlineData(PacingProfile.Balanced, 5)]
    [InlineData(PacingProfile.Safe, 10)]
    [InlineData(PacingProfile.None, 0)]
    public void A_profile_waits_as_long_as_its_name_says(PacingProfile profile, int seconds) =>
        PacingPolicy.Next(Options.Of(profile), 3, new Random(1)).ShouldBe((TimeSpan.FromSeconds(seconds), 0));

    [Fact]
    public void The_human_profile_waits_four_to_eight_seconds_and_rests_after_every_tenth_message()
    {
        var (run, random) = (0, new Random(7));
        for (var message = 1; message <= 200; message++)
        {
            (var delay, run) = PacingPolicy.Next(Options.Human, run, random);
            var (least, most) = message % 10 == 0 ? (24, 48) : (4, 8);
            delay.TotalSeconds.ShouldBeInRange(least, most);
            run.ShouldBe(message % 10);
        }
    }

    [Fact]
    public void Every_gap_lies_between_its_bounds_and_the_pause_comes_exactly_after_its_count() =>
        Prop.ForAll((from min in Gen.Choose(0, 5000)
                     from more in Gen.Choose(0, 5000)
                     from every in Gen.Choose(1, 20)
                     from pause in Gen.Choose(0, 60_000)
                     from seed in Gen.Choose(0, 100_000)
                     select (min, max: min + more, every, pause, seed)).ToArbitrary(), shape =>
        {
            var pacing = new Parley.Senders.Pacing(Ms(shape.min), Ms(shape.max), shape.every, Ms(shape.pause), Ms(shape.pause));
            var (run, random) = (0, new Random(shape.seed));
            for (var message = 1; message <= 60; message++)
            {
                (var delay, run) = PacingPolicy.Next(pacing, run, random);
                var pause = message % shape.every == 0 ? Ms(shape.pause) : TimeSpan.Zero;
                if (delay < Ms(shape.min) + pause || delay > Ms(shape.max) + pause) return false;
            }
            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Typing_takes_its_time_within_half_a_second_and_eight() =>
        Prop.ForAll(Gen.Choose(0, 5000).Zip(Gen.Choose(0, 1_000_000)).ToArbitrary(), pair =>
        {
            var (characters, seed) = pair;
            var time = PacingPolicy.TypingTime(characters, new Random(seed)).TotalMilliseconds;
            return time is >= 500 and <= 8000
                && time <= Math.Max(600, characters * 60 * 1.2)
                && time >= Math.Min(6400, characters * 30 * 0.8);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("""{"profile":"human"}""")]
    [InlineData("""{"minMs":1000,"maxMs":3000}""")]
    [InlineData("""{"minMs":1000,"maxMs":3000,"pauseEvery":5,"pauseMinMs":10000,"pauseMaxMs":20000}""")]
    public void What_was_written_is_read_again(string json)
    {
        var spec = PacingSpec.Parse(json);
        spec.Objection().ShouldBeNull();
        spec.ToJson().ShouldBe(json);
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"profile":"fast","minMs":1}""")]
    [InlineData("""{"minMs":3000,"maxMs":1000}""")]
    [InlineData("""{"minMs":-1,"maxMs":1000}""")]
    [InlineData("""{"minMs":1,"maxMs":1000,"pauseEvery":0,"pauseMinMs":1,"pauseMaxMs":2}""")]
    [InlineData("""{"minMs":1,"maxMs":1000,"pauseEvery":3}""")]
    [InlineData("""{"minMs":1,"maxMs":1000,"pauseMinMs":3}""")]
    [InlineData("""{"minMs":1,"maxMs":4000000}""")]
    public void Pacing_that_makes_no_sense_is_refused_with_a_sentence(string json) =>
        PacingSpec.Parse(json).Objection().ShouldNotBeNullOrEmpty();

    [Theory]
    [InlineData("1500", 1.5)]
    [InlineData("1500ms", 1.5)]
    [InlineData("3s", 3)]
    [InlineData("0.5s", 0.5)]
    public void A_profile_can_be_overridden_from_outside(string text, double seconds) =>
        PacingOptions.Read(Configuration("DELAY_FAST", text)).Of(PacingProfile.Fast).ShouldBe(Parley.Senders.Pacing.Every(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData("2")]
    [InlineData("-2000")]
    [InlineData("soon")]
    [InlineData("7200s")]
    public void An_override_that_cannot_be_meant_stops_the_start_and_names_the_variable(string text) =>
        Should.Throw<FormatException>(() => PacingOptions.Read(Configuration("DELAY_SAFE", text))).Message.ShouldContain("DELAY_SAFE");

    private static IConfiguration Configuration(string name, string value) =>
        new ConfigurationBuilder().AddInMemoryCollection([new(name, value)]).Build();

    private static TimeSpan Ms(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
