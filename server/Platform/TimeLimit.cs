namespace Parley.Platform;

/// <summary>A token that is over after a time, or when another one is. A timer that calls <c>Cancel</c> itself would end the process when it fires in the very
/// moment in which the source is disposed; the framework's own timer of a source does not.</summary>
internal readonly struct TimeLimit : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenRegistration _earlier;

    /// <param name="most">By this clock; infinite is never.</param>
    /// <param name="earlier">Ends it earlier.</param>
    public TimeLimit(TimeSpan most, TimeProvider time, CancellationToken earlier)
    {
        _source = new CancellationTokenSource(most, time);
        _earlier = earlier.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
    }

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        // In this order: it waits for a cancelling that is under way.
        _earlier.Dispose();
        _source.Dispose();
    }
}
