namespace Parley.Senders;

/// <summary>Which processes are silent, by this process's own stopwatch: the time since their sign of life was last seen to change.
/// No two clocks are compared, so a clock that is wrong or jumps kills nobody.</summary>
internal sealed class SilenceWatch(TimeProvider time)
{
    private readonly Dictionary<long, (DateTimeOffset Sign, long SeenFirst)> _signs = [];

    /// <summary>Notes the signs of the processes that are said to live; returns those that did not change for <paramref name="limit"/>.</summary>
    public List<(long Epoch, DateTimeOffset Sign)> Note(IReadOnlyCollection<(long Epoch, DateTimeOffset Sign)> living, TimeSpan limit)
    {
        var silent = new List<(long, DateTimeOffset)>();
        foreach (var (epoch, sign) in living)
        {
            if (!_signs.TryGetValue(epoch, out var known) || known.Sign != sign) _signs[epoch] = (sign, time.GetTimestamp());
            else if (time.GetElapsedTime(known.SeenFirst) >= limit) silent.Add((epoch, sign));
        }
        foreach (var gone in _signs.Keys.Except(living.Select(node => node.Epoch)).ToArray()) _signs.Remove(gone);
        return silent;
    }
}
