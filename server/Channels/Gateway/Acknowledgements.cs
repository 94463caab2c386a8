namespace Parley.Channels.Gateway;

/// <summary>Which events are stored. They are handed in by their order and stored in any; the gateway may forget only what nothing unstored comes before.</summary>
internal sealed class Acknowledgements
{
    private readonly Lock _gate = new();
    private readonly Queue<long> _order = new();
    private readonly HashSet<long> _stored = [];
    private long _upTo;

    /// <summary>Everything up to this is stored.</summary>
    public long UpTo
    {
        get
        {
            lock (_gate) return _upTo;
        }
    }

    /// <summary>It was handed in; each is larger than the one before.</summary>
    public void Expect(long seq)
    {
        lock (_gate) _order.Enqueue(seq);
    }

    /// <returns>Whether <see cref="UpTo"/> moved.</returns>
    public bool Stored(long seq)
    {
        lock (_gate)
        {
            _stored.Add(seq);
            var before = _upTo;
            while (_order.TryPeek(out var oldest) && _stored.Remove(oldest)) _upTo = _order.Dequeue();
            return _upTo != before;
        }
    }
}
