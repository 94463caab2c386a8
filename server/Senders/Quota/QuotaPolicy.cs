namespace Parley.Senders;

/// <summary>Fixed windows: one begins with its first message and lasts its length; what is taken in it never exceeds the quota.
/// A window counts while the clock is less than its length away from its beginning, before it or after it. So a clock that jumps
/// costs or gives at most one window: jumped far ahead or far back, a new window begins; jumped back a little, the window lasts longer.</summary>
public static class QuotaPolicy
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>How many messages may be taken now; 0 when any window is full.</summary>
    public static int Free(QuotaWindows windows, SenderQuota quota, DateTimeOffset now)
    {
        var minute = quota.PerMinute - Used(windows.MinuteAt, windows.MinuteUsed, Minute, now);
        var hour = quota.PerHour - Used(windows.HourAt, windows.HourUsed, Hour, now);
        var day = quota.PerDay - Used(windows.DayAt, windows.DayUsed, Day, now);
        return Math.Max(0, Math.Min(minute, Math.Min(hour, day)));
    }

    /// <summary>What is used in the windows that run now, for people to see.</summary>
    public static QuotaUsed Used(QuotaWindows windows, DateTimeOffset now)
    {
        QuotaUsed.Window Of(DateTimeOffset began, int used, TimeSpan length) => Runs(began, length, now) ? new(used, began + length) : new(0, null);
        return new QuotaUsed(Of(windows.MinuteAt, windows.MinuteUsed, Minute), Of(windows.HourAt, windows.HourUsed, Hour), Of(windows.DayAt, windows.DayUsed, Day));
    }

    /// <summary>When no window is full any more; null when one may be taken now.</summary>
    public static DateTimeOffset? FreeAt(QuotaWindows windows, SenderQuota quota, DateTimeOffset now)
    {
        var at = now;
        // After a clock that jumped back, a window may lie ahead that counts again by the time another one ends.
        while (LastEnd(windows, quota, at) is { } ends && ends > at) at = ends;
        return at > now ? at : null;
    }

    private static DateTimeOffset? LastEnd(QuotaWindows windows, SenderQuota quota, DateTimeOffset now)
    {
        DateTimeOffset? at = null;
        foreach (var (began, used, length, limit) in new[]
        {
            (windows.MinuteAt, windows.MinuteUsed, Minute, quota.PerMinute),
            (windows.HourAt, windows.HourUsed, Hour, quota.PerHour),
            (windows.DayAt, windows.DayUsed, Day, quota.PerDay),
        })
        {
            if (Used(began, used, length, now) < limit) continue;
            var ends = began + length;
            if (at is null || ends > at) at = ends;
        }
        return at;
    }

    /// <summary>The windows after <paramref name="count"/> messages were taken now. Take no more than <see cref="Free"/> says.</summary>
    public static QuotaWindows Take(QuotaWindows windows, int count, DateTimeOffset now)
    {
        if (count <= 0) return windows;
        var (minuteAt, minuteUsed) = Taken(windows.MinuteAt, windows.MinuteUsed, Minute, count, now);
        var (hourAt, hourUsed) = Taken(windows.HourAt, windows.HourUsed, Hour, count, now);
        var (dayAt, dayUsed) = Taken(windows.DayAt, windows.DayUsed, Day, count, now);
        return new QuotaWindows(minuteAt, minuteUsed, hourAt, hourUsed, dayAt, dayUsed);
    }

    /// <summary>Gives back messages that were taken at <paramref name="takenAt"/> and did not leave. Only the windows in which they were
    /// counted get them back; a message taken before a window began was counted in an earlier one.</summary>
    public static QuotaWindows GiveBack(QuotaWindows windows, int count, DateTimeOffset takenAt) => windows with
    {
        MinuteUsed = Left(windows.MinuteAt, windows.MinuteUsed, Minute, count, takenAt),
        HourUsed = Left(windows.HourAt, windows.HourUsed, Hour, count, takenAt),
        DayUsed = Left(windows.DayAt, windows.DayUsed, Day, count, takenAt),
    };

    private static bool Runs(DateTimeOffset began, TimeSpan length, DateTimeOffset now) => (now - began).Duration() < length;

    private static int Used(DateTimeOffset began, int used, TimeSpan length, DateTimeOffset now) => Runs(began, length, now) ? used : 0;

    private static (DateTimeOffset At, int Used) Taken(DateTimeOffset began, int used, TimeSpan length, int count, DateTimeOffset now) =>
        Runs(began, length, now) ? (began, used + count) : (now, count);

    private static int Left(DateTimeOffset began, int used, TimeSpan length, int count, DateTimeOffset takenAt) =>
        takenAt >= began && Runs(began, length, takenAt) ? Math.Max(0, used - count) : used;
}
