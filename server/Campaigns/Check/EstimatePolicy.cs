using Parley.Senders;

namespace Parley.Campaigns;

/// <summary>How long a campaign takes: its senders' pace, quotas and warm-up, and the hours in which it may send, played through in steps of five minutes (of one minute
/// towards the end). Pure. Nothing else is expected to be sent meanwhile, and nothing to fail.</summary>
internal static class EstimatePolicy
{
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan FineStep = TimeSpan.FromMinutes(1);

    /// <summary>Whoever needs more than a year gets no date.</summary>
    public static readonly TimeSpan Farthest = TimeSpan.FromDays(366);

    /// <summary>A sender without a pace still needs the engine and its driver, which together manage a thousand a second on a small machine.</summary>
    private const double ShortestGap = 0.001;

    /// <param name="Typing">Shown before each message; zero for none.</param>
    /// <param name="Used">What its quotas were used for before.</param>
    /// <param name="From">It sends nothing before; it rests.</param>
    public sealed record Plan(Pacing Pacing, TimeSpan Typing, SenderQuota Quota, WarmUp? WarmUp, QuotaWindows Used, DateTimeOffset? From = null);

    /// <summary>People who may be written to in the same hours.</summary>
    /// <param name="Opening">The earliest moment from then on at which they may be written to; null is never.</param>
    public sealed record Group(long People, Func<DateTimeOffset, DateTimeOffset?> Opening);

    /// <param name="EndsAt">Null: not within a year, or never.</param>
    /// <param name="SentInTime">How many are sent before the end that was asked about; all of them when there was none.</param>
    public readonly record struct Result(DateTimeOffset? EndsAt, long SentInTime);

    public static Result Run(IReadOnlyList<Group> groups, IReadOnlyList<Plan> senders, DateTimeOffset start, DateTimeOffset? end)
    {
        var left = groups.Select(group => (double)group.People).ToArray();
        var lines = senders.Select(plan => new Line(plan)).ToList();
        var (now, last, sent) = (start, start + Farthest, 0.0);
        long? inTime = null;
        while (left.Sum() > 0.5)
        {
            if (inTime is null && end is { } over && now >= over) inTime = (long)sent;
            if (now >= last) return new(null, inTime ?? (end is null ? groups.Sum(group => group.People) : (long)sent));
            var openings = groups.Select((group, n) => left[n] > 0 ? group.Opening(now) : null).ToArray();
            var eligible = Enumerable.Range(0, left.Length).Where(n => openings[n] == now).ToList();
            if (eligible.Count == 0)
            {
                if (openings.Min() is not { } next) return new(null, inTime ?? (end is null ? groups.Sum(group => group.People) : (long)sent));
                now = inTime is null && end > now && end < next ? end.Value : next;
                continue;
            }

            var waiting = eligible.Sum(n => left[n]);
            var step = Cut(now, Step, end);
            if (waiting <= lines.Sum(line => line.Room(now, step))) step = Cut(now, FineStep, end);
            var room = lines.ConvertAll(line => line.Room(now, step));
            var (all, take) = (room.Sum(), 0.0);
            if (all > 0)
            {
                take = Math.Min(all, waiting);
                foreach (var n in eligible) left[n] -= take * left[n] / waiting;
                for (var n = 0; n < lines.Count; n++) lines[n].Take(now, take * room[n] / all);
                sent += take;
            }
            if (left.Sum() <= 0.5)
            {
                var ends = now + Math.Min(step.TotalSeconds, lines.Select((line, n) => take * room[n] / all * line.Gap).Max()) * TimeSpan.FromSeconds(1);
                return new(ends, inTime ?? groups.Sum(group => group.People));
            }
            now += step;
        }
        return new(now, inTime ?? groups.Sum(group => group.People));
    }

    // Steps end at whole minutes of five and at the end that is asked about, so that hours that open and close are met.
    private static TimeSpan Cut(DateTimeOffset now, TimeSpan step, DateTimeOffset? end)
    {
        var whole = TimeSpan.FromTicks(step.Ticks - (now.UtcTicks % step.Ticks));
        return end > now && end - now < whole ? end.Value - now : whole;
    }

    /// <summary>A sender on its way.</summary>
    private sealed class Line(Plan plan)
    {
        private (DateTimeOffset At, double Used) _hour = (plan.Used.HourAt, plan.Used.HourUsed);
        private (DateTimeOffset At, double Used) _day = (plan.Used.DayAt, plan.Used.DayUsed);

        /// <summary>Mean seconds from one message to the next.</summary>
        public double Gap { get; } = Math.Max(ShortestGap, MeanGap(plan));

        public double Room(DateTimeOffset now, TimeSpan step)
        {
            if (plan.From > now) return 0;
            var quota = plan.WarmUp?.Limit(plan.Quota, now) ?? plan.Quota;
            var paced = Math.Min(step.TotalSeconds / Gap, quota.PerMinute * step.TotalMinutes);
            return Math.Max(0, Math.Min(paced, Math.Min(quota.PerHour - Used(_hour, TimeSpan.FromHours(1), now), quota.PerDay - Used(_day, TimeSpan.FromDays(1), now))));
        }

        public void Take(DateTimeOffset now, double count)
        {
            _hour = Taken(_hour, TimeSpan.FromHours(1), now, count);
            _day = Taken(_day, TimeSpan.FromDays(1), now, count);
        }

        private static double Used((DateTimeOffset At, double Used) window, TimeSpan length, DateTimeOffset now) => (now - window.At).Duration() < length ? window.Used : 0;

        private static (DateTimeOffset, double) Taken((DateTimeOffset At, double Used) window, TimeSpan length, DateTimeOffset now, double count) =>
            (now - window.At).Duration() < length ? (window.At, window.Used + count) : (now, count);
    }

    private static double MeanGap(Plan plan)
    {
        var (pacing, pause) = (plan.Pacing, 0.0);
        if (pacing.PauseEvery > 0) pause = (pacing.PauseMin + pacing.PauseMax).TotalSeconds / 2 / pacing.PauseEvery;
        return (pacing.Min + pacing.Max).TotalSeconds / 2 + pause + plan.Typing.TotalSeconds;
    }
}
