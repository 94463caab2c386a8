namespace Parley.Channels.Simulator.Phones;

/// <summary>Something that is due at a time.</summary>
internal interface IAlarm
{
    void Ring(long what);
}

/// <summary>All waiting of all worlds: one timer, and one list per millisecond in which something is due. Setting an alarm is an append,
/// so a hundred thousand a second cost little; nothing waits, nothing ticks.
/// Its own time starts with the wall clock and goes on monotonically, so a jump of the wall clock moves no delivery.</summary>
internal sealed class Clock : IDisposable
{
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly PriorityQueue<List<Alarm>, long> _due = new();
    private readonly Dictionary<long, List<Alarm>> _byMillisecond = [];
    private readonly Stack<List<Alarm>> _spare = new();
    private readonly ITimer _timer;
    private readonly long _startedAt;
    private readonly long _start;
    private long _armedFor = long.MaxValue;
    private int _ringing;

    public Clock(TimeProvider time)
    {
        _time = time;
        _startedAt = time.GetTimestamp();
        _start = time.GetUtcNow().ToUnixTimeMilliseconds();
        _timer = time.CreateTimer(_ => RingWhatIsDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Milliseconds since 1970.</summary>
    public long Now => _start + (long)_time.GetElapsedTime(_startedAt).TotalMilliseconds;

    public static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    /// <summary>Rings after the delay, never from within this call. Alarms of one millisecond ring in the order in which they were set.</summary>
    public void Set(long delay, IAlarm alarm, long what = 0)
    {
        lock (_gate)
        {
            var now = Now;
            var at = now + Math.Max(0, delay);
            if (!_byMillisecond.TryGetValue(at, out var list))
            {
                list = _spare.TryPop(out var spare) ? spare : [];
                _byMillisecond.Add(at, list);
                _due.Enqueue(list, at);
            }
            list.Add(new Alarm(alarm, what));
            if (at < _armedFor) Arm(at, now);
        }
    }

    private void Arm(long at, long now)
    {
        _armedFor = at;
        _timer.Change(TimeSpan.FromMilliseconds(Math.Max(0, at - now)), Timeout.InfiniteTimeSpan);
    }

    // A timer's callbacks may overlap and alarms must not: whoever comes second leaves a word (2) for the first to look once more.
    private void RingWhatIsDue()
    {
        if (Interlocked.Exchange(ref _ringing, 2) != 0) return;
        do
        {
            Volatile.Write(ref _ringing, 1);
            while (TakeDue() is { } list)
            {
                foreach (var alarm in list) alarm.Target.Ring(alarm.What);
                list.Clear();
                lock (_gate)
                {
                    if (_spare.Count < 64) _spare.Push(list);
                }
            }
        }
        while (Interlocked.CompareExchange(ref _ringing, 0, 1) != 1);
    }

    private List<Alarm>? TakeDue()
    {
        lock (_gate)
        {
            var now = Now;
            _armedFor = long.MaxValue;
            if (!_due.TryPeek(out var list, out var at)) return null;
            if (at > now)
            {
                Arm(at, now);
                return null;
            }
            _due.Dequeue();
            _byMillisecond.Remove(at);
            return list;
        }
    }

    public void Dispose() => _timer.Dispose();

    private readonly record struct Alarm(IAlarm Target, long What);
}
