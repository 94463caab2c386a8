namespace Parley.Senders;

/// <summary>How long to wait before a lost session is started again: a random time up to a cap that doubles with each failure.</summary>
public static class ReconnectPolicy
{
    /// <summary>The longest wait after so many failures in a row; the first is 1.</summary>
    public static TimeSpan Cap(int failures, SendersOptions options)
    {
        // Beyond 30 doublings any first wait exceeds any sensible cap, and the product still fits a TimeSpan.
        var doubled = options.ReconnectFirst.TotalSeconds * Math.Pow(2, Math.Clamp(failures - 1, 0, 30));
        return doubled < options.ReconnectMost.TotalSeconds ? TimeSpan.FromSeconds(doubled) : options.ReconnectMost;
    }

    /// <summary>Full jitter, so that a thousand sessions that were lost together do not come back together.</summary>
    public static TimeSpan Wait(int failures, SendersOptions options, Random random) => Cap(failures, options) * random.NextDouble();
}
