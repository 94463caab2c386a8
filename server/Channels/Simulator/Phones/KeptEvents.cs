namespace Parley.Channels.Simulator.Phones;

/// <summary>What the network keeps for one device until its driver has stored it: the offline queue. Guarded by the device's lock.</summary>
internal sealed class KeptEvents
{
    private readonly List<Item?> _items = [];
    private long _first = 1;

    public sealed class Item(long sequence, ChannelEvent happened)
    {
        public long Sequence { get; } = sequence;
        public ChannelEvent Event { get; } = happened;

        /// <summary>Handed out at least once, so its content is final.</summary>
        public bool Taken { get; set; }

        /// <summary>Is to be handed out a second time.</summary>
        public bool Twice { get; set; }
    }

    public long NextSequence => _first + _items.Count;

    public Item? Last => _items.Count == 0 ? null : _items[^1];

    public void Add(Item item) => _items.Add(item);

    /// <summary>The first that is not acknowledged, from a position on, which moves behind it.</summary>
    public Item? Take(ref long position)
    {
        position = Math.Max(position, _first);
        while (position < NextSequence)
        {
            if (_items[(int)(position - _first)] is not { } item)
            {
                position++;
                continue;
            }
            item.Taken = true;
            if (item.Twice) item.Twice = false;
            else position++;
            return item;
        }
        return null;
    }

    public void Acknowledge(long sequence)
    {
        var at = sequence - _first;
        if (at < 0 || at >= _items.Count) return;
        _items[(int)at] = null;
        if (at != 0 && _items.Count < 64) return;
        var done = 0;
        while (done < _items.Count && _items[done] is null) done++;
        // Moving the rest down costs its length, so it waits until at least half is done.
        if (done * 2 < _items.Count) return;
        _items.RemoveRange(0, done);
        _first += done;
    }

    public void Clear()
    {
        _first = NextSequence;
        _items.Clear();
    }
}
