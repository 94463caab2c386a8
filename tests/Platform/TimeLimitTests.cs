using Parley.Platform;
using Shouldly;

namespace Parley.Tests.Platform;

public sealed class TimeLimitTests
{
    [Fact]
    public async Task A_timer_that_fires_in_the_moment_in_which_the_wait_ends_breaks_nothing()
    {
        var clock = new LateTimers();
        var bell = new WakeUp(clock);
        var waiting = bell.Wait(TimeSpan.FromMinutes(1), default);
        bell.Ring();
        await waiting;
        // On a busy machine the callback was under way already when the timer was disposed.
        clock.Fire().ShouldBeGreaterThan(0);
    }

    [Fact]
    public void It_is_over_after_its_time_or_with_the_other_token()
    {
        var clock = new LateTimers();
        using (var limit = new TimeLimit(TimeSpan.FromMinutes(1), clock, default))
        {
            limit.Token.IsCancellationRequested.ShouldBeFalse();
            clock.Fire();
            limit.Token.IsCancellationRequested.ShouldBeTrue();
        }
        using var other = new CancellationTokenSource();
        using var earlier = new TimeLimit(Timeout.InfiniteTimeSpan, clock, other.Token);
        other.Cancel();
        earlier.Token.IsCancellationRequested.ShouldBeTrue();
    }

    /// <summary>Its timers fire when they are told to, also after they were disposed.</summary>
    private sealed class LateTimers : TimeProvider
    {
        private readonly List<Action> _callbacks = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _callbacks.Add(() => callback(state));
            return new Deaf();
        }

        public int Fire()
        {
            foreach (var callback in _callbacks) callback();
            return _callbacks.Count;
        }

        private sealed class Deaf : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;
            public void Dispose() { }
            public ValueTask DisposeAsync() => default;
        }
    }
}
