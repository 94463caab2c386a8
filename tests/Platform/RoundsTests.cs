using Parley.Platform;
using Parley.Platform.Health;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Platform;

public sealed class RoundsTests
{
    [Fact]
    public async Task A_round_that_meets_a_bug_is_told_and_the_next_one_comes()
    {
        using var end = new CancellationTokenSource();
        var (rounds, told) = (0, new List<Exception>());
        await Rounds.Run(_ => ++rounds == 2 ? throw new InvalidOperationException("a row that nobody thought of") : Task.CompletedTask,
            _ => rounds == 3 ? end.CancelAsync() : Task.CompletedTask, told.Add, end.Token);
        rounds.ShouldBe(3);
        told.ShouldHaveSingleItem().Message.ShouldBe("a row that nobody thought of");
    }

    [Fact]
    [Trait("Requirement", "OPS-03")]
    public async Task Every_round_is_a_beat_the_ones_that_break_too()
    {
        var clock = new HandClock();
        using var heartbeat = new Heartbeats(clock).Expect("rounds", TimeSpan.FromSeconds(10));
        using var end = new CancellationTokenSource();
        var silences = new List<TimeSpan>();
        await Rounds.Run(_ =>
        {
            silences.Add(heartbeat.Silence);
            clock.Advance(TimeSpan.FromSeconds(5));
            throw new InvalidOperationException("an outage");
        }, _ => silences.Count == 3 ? end.CancelAsync() : Task.CompletedTask, _ => { }, end.Token, heartbeat);
        silences.ShouldBe([TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero]);
    }

    [Fact]
    public async Task The_end_of_the_process_is_no_problem_to_tell()
    {
        using var end = new CancellationTokenSource();
        var told = new List<Exception>();
        await Rounds.Run(async token =>
        {
            await end.CancelAsync();
            token.ThrowIfCancellationRequested();
        }, _ => Task.CompletedTask, told.Add, end.Token);
        told.ShouldBeEmpty();
    }
}
