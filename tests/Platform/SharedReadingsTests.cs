using Parley.Platform;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Platform;

public sealed class SharedReadingsTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private readonly HandClock _clock = new();
    private int _readings;

    [Fact]
    public async Task The_first_question_is_read_at_once_and_those_of_the_next_moment_share_one_reading()
    {
        var shared = new SharedReadings<string, int>(Pause, _clock);
        (await shared.Read("a", Count, default)).ShouldBe(1);

        var crowd = Enumerable.Range(0, 100).Select(_ => shared.Read("a", Count, default)).ToList();
        crowd.ShouldAllBe(question => !question.IsCompleted, "a pause lies between two readings");
        await Advance(crowd);
        (await Task.WhenAll(crowd)).ShouldAllBe(answer => answer == 2);
    }

    [Fact]
    public async Task An_answer_is_never_older_than_its_question()
    {
        var shared = new SharedReadings<string, int>(Pause, _clock);
        var (begun, value, go) = (new TaskCompletionSource(), 1, new TaskCompletionSource());
        var first = shared.Read("a", async _ =>
        {
            var read = value;
            begun.SetResult();
            await go.Task;
            return read;
        }, default);
        await begun.Task;
        // What happened while the reading was under way may be missing in it, so whoever asks now gets another one.
        value = 2;
        var second = shared.Read("a", _ => Task.FromResult(value), default);
        go.SetResult();
        (await first).ShouldBe(1);
        await Advance([second]);
        (await second).ShouldBe(2);
    }

    [Fact]
    public async Task Keys_do_not_wait_for_each_other()
    {
        var shared = new SharedReadings<string, int>(Pause, _clock);
        (await shared.Read("a", Count, default)).ShouldBe(1);
        (await shared.Read("b", Count, default)).ShouldBe(2);
    }

    [Fact]
    public async Task A_reading_that_fails_fails_for_those_who_share_it_and_for_nobody_else()
    {
        var shared = new SharedReadings<string, int>(Pause, _clock);
        await Should.ThrowAsync<InvalidOperationException>(() => shared.Read("a", _ => throw new InvalidOperationException(), default));
        var next = shared.Read("a", Count, default);
        await Advance([next]);
        (await next).ShouldBe(1);
    }

    [Fact]
    public async Task Who_goes_away_takes_nothing_from_those_who_stay()
    {
        var shared = new SharedReadings<string, int>(Pause, _clock);
        await shared.Read("a", Count, default);
        using var leaving = new CancellationTokenSource();
        var (gone, stays) = (shared.Read("a", Count, leaving.Token), shared.Read("a", Count, default));
        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => gone);
        await Advance([stays]);
        (await stays).ShouldBe(2);
    }

    [Fact]
    public async Task Many_who_ask_without_end_all_get_answers()
    {
        var shared = new SharedReadings<int, int>(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        await Task.WhenAll(Enumerable.Range(0, 32).Select(n => Task.Run(async () =>
        {
            for (var round = 0; round < 200; round++) await shared.Read(n % 3, Count, default);
        }))).WaitAsync(TimeSpan.FromSeconds(60));
        _readings.ShouldBeLessThan(32 * 200);
    }

    private Task<int> Count(CancellationToken cancellationToken) => Task.FromResult(Interlocked.Increment(ref _readings));

    /// <summary>Moves the clock until all are answered: the pause begins on another thread.</summary>
    private Task Advance(IReadOnlyCollection<Task<int>> questions) => Wait.Until(() =>
    {
        _clock.Advance(Pause);
        return questions.All(question => question.IsCompleted);
    });
}
