using Parley.Contacts.Numbers;

namespace Parley.Contacts.Import;

/// <summary>The numbers that a file named already: 8 bytes a place, at most three quarters full, so a million numbers take 16 MB.</summary>
internal sealed class PhoneSet
{
    private ulong[] _places = new ulong[1024];

    public int Count { get; private set; }

    /// <summary>False when it is in already.</summary>
    public bool Add(PhoneNumber phone)
    {
        if (Count >= _places.Length / 4 * 3) Grow();
        if (!Place(_places, phone.Value)) return false;
        Count++;
        return true;
    }

    private static bool Place(ulong[] places, ulong value)
    {
        // Numbers of one range follow each other; the multiplication (by 2^64 / golden ratio) scatters them.
        var at = (int)((value * 0x9E3779B97F4A7C15) >> 33) & (places.Length - 1);
        while (places[at] != 0)
        {
            if (places[at] == value) return false;
            at = (at + 1) & (places.Length - 1);
        }
        places[at] = value;
        return true;
    }

    private void Grow()
    {
        var larger = new ulong[_places.Length * 2];
        foreach (var value in _places) if (value != 0) Place(larger, value);
        _places = larger;
    }
}
