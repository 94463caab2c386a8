namespace Parley.Channels.Gateway;

/// <summary>Which events are stored. They are handed in by their order and stored in any; the gateway may forget only what nothing unstored comes before.</summary>
/// <param name="upTo">Everything up to this is stored already.</param>
internal sealed class Acknowledgements(long upTo = 0)
{
    private readonly Lock _gate = new();
    private readonly Queue<(long Seq, string? Sender)> _order = new();
    private readonly HashSet<long> _stored = [];
    private long _upTo = upTo;

    /// <summary>Everything up to this is stored.</summary>
    public long UpTo
    {
        get
        {
            lock (_gate) return _upTo;
        }
    }

    /// <summary>It was handed in; each is larger than the one before.</summary>
    public void Expect(long seq, string? sender)
    {
        lock (_gate) _order.Enqueue((seq, sender));
    }

    /// <summary>Something of this sender was handed in and is not stored.</summary>
    public bool Owes(string sender)
    {
        lock (_gate) return _order.Any(handed => handed.Sender == sender && !_stored.Contains(handed.Seq));
    }

    /// <returns>Whether <see cref="UpTo"/> moved.</returns>
    public bool Stored(long seq)
    {
        lock (_gate)
        {
            _stored.Add(seq);
            var before = _upTo;
            while (_order.TryPeek(out var oldest) && _stored.Remove(oldest.Seq)) _upTo = _order.Dequeue().Seq;
            return _upTo != before;
        }
    }
}
