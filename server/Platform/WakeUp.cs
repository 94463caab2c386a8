namespace Parley.Platform;

/// <summary>A bell for one sleeper: rings while awake are remembered as one.</summary>
internal sealed class WakeUp(TimeProvider time)
{
    private readonly SemaphoreSlim _bell = new(0, 1);

    public void Ring()
    {
        try
        {
            if (_bell.CurrentCount == 0) _bell.Release();
        }
        catch (SemaphoreFullException)
        {
            // Two rang at the same moment; one ring is enough.
        }
    }

    /// <summary>Until somebody rings, or the time is over.</summary>
    public async Task Wait(TimeSpan most, CancellationToken cancellationToken)
    {
        using var limit = new TimeLimit(most, time, cancellationToken);
        await _bell.WaitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Until somebody rings, and a moment longer in which more may come.</summary>
    public async Task Gather(TimeSpan moment, CancellationToken cancellationToken)
    {
        await Wait(Timeout.InfiniteTimeSpan, cancellationToken);
        await Task.Delay(moment, time, cancellationToken);
    }
}
