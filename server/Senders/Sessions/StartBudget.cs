namespace Parley.Senders;

/// <summary>How many sessions may be started now, so that a restart with ten thousand of them is no storm.</summary>
internal sealed class StartBudget(int perSecond, TimeProvider time)
{
    private double _left = perSecond;
    private long _at = time.GetTimestamp();

    /// <summary>Takes up to <paramref name="wanted"/>; never more than one second's worth at once.</summary>
    public int Take(int wanted)
    {
        var now = time.GetTimestamp();
        _left = Math.Min(perSecond, _left + time.GetElapsedTime(_at, now).TotalSeconds * perSecond);
        _at = now;
        var taken = Math.Min(wanted, (int)_left);
        _left -= taken;
        return taken;
    }
}
