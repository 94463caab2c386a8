using Parley.Channels;
using Parley.Platform.Data;

namespace Parley.Senders;

/// <summary>When a sender was connected, read from its history.</summary>
internal static class Uptime
{
    private static readonly string Connected = Words<SessionState>.Of(SessionState.Connected);

    /// <summary>A stretch of connection through one driver.</summary>
    internal readonly record struct Stretch(string Driver, DateTimeOffset From, DateTimeOffset To);

    /// <summary>The stretches within a span of time.</summary>
    /// <param name="lines">Session lines in order, from the last one of each driver before <paramref name="from"/> on.</param>
    public static List<Stretch> Of(IEnumerable<(string Driver, string Event, DateTimeOffset At)> lines, DateTimeOffset from, DateTimeOffset to)
    {
        var stretches = new List<Stretch>();
        var open = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        foreach (var (driver, happened, at) in lines)
        {
            if (happened == Connected) open.TryAdd(driver, at);
            else if (open.Remove(driver, out var began)) Add(driver, began, at);
        }
        foreach (var (driver, began) in open) Add(driver, began, to);
        return stretches;

        void Add(string driver, DateTimeOffset began, DateTimeOffset ended)
        {
            var (first, last) = (began < from ? from : began, ended > to ? to : ended);
            if (first < last) stretches.Add(new Stretch(driver, first, last));
        }
    }

    /// <summary>The time within a span in which at least one stretch ran.</summary>
    public static TimeSpan Total(IEnumerable<Stretch> stretches, DateTimeOffset from, DateTimeOffset to)
    {
        var (total, until) = (TimeSpan.Zero, from);
        foreach (var stretch in stretches.OrderBy(stretch => stretch.From))
        {
            var (first, last) = (stretch.From < until ? until : stretch.From, stretch.To > to ? to : stretch.To);
            if (last <= first) continue;
            total += last - first;
            until = last;
        }
        return total;
    }
}
