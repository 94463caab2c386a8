using System.Diagnostics;

namespace Parley.Bench.Throughput;

/// <summary>How far this process grows from here on: looks at its working set every 10 ms.</summary>
internal sealed class PeakMemory : IDisposable
{
    private readonly Timer _timer;
    private readonly long _before;
    private long _peak;
    private long _managed;

    public PeakMemory()
    {
        _before = _peak = WorkingSet();
        _timer = new Timer(_ =>
        {
            _peak = Math.Max(_peak, WorkingSet());
            _managed = Math.Max(_managed, GC.GetTotalMemory(false));
        }, null, 0, 10);
    }

    public double GrowthMb => (_peak - _before) / 1048576.0;
    public double ManagedMb => _managed / 1048576.0;

    private static long WorkingSet()
    {
        using var self = Process.GetCurrentProcess();
        return self.WorkingSet64;
    }

    public void Dispose() => _timer.Dispose();
}
