namespace Parley.Channels.Simulator.Phones;

/// <summary>What a draw decides.</summary>
internal enum Draw { Transient = 1, Unknown, UnknownTaken, Unregistered, Read, LostDelivered, LostRead, TwiceDelivered, TwiceRead, TwiceMessage, Swap, Late, Name }

/// <summary>Draws that depend on the seed and on what they are for, and on nothing else: a person's first, second, third message has the same fate in every run,
/// whichever thread or sender brings it and whatever others get before. Ids are new in each run, so no draw hangs on them.</summary>
internal static class Chance
{
    /// <summary>Of a message: who sent it, and its id.</summary>
    public static ulong Fingerprint(long from, ReadOnlySpan<char> id)
    {
        var hash = 14695981039346656037UL ^ (ulong)from;
        foreach (var letter in id) hash = (hash ^ letter) * 1099511628211UL;
        return Mix(hash);
    }

    /// <summary>What the draws about a message are made of.</summary>
    /// <param name="person">Whose phone gets it, or writes it.</param>
    /// <param name="nth">Which of the messages that sessions sent to the person, or that the person wrote, since the world's reset.</param>
    public static ulong Fate(long person, int nth, bool wrote) => Mix((ulong)person ^ Mix(((ulong)nth << 1) | (wrote ? 1UL : 0UL)));

    /// <param name="rate">0 is never, 1 is always.</param>
    /// <param name="attempt">Makes the second try of the same thing a new draw.</param>
    public static bool Happens(double rate, long seed, ulong of, Draw draw, int attempt = 0) =>
        rate > 0 && (Of(seed, of, draw, attempt) >> 11) * (1.0 / (1UL << 53)) < rate;

    public static ulong Of(long seed, ulong of, Draw draw, int attempt = 0) =>
        Mix(of ^ Mix((ulong)seed + ((ulong)draw << 32) + ((ulong)attempt << 40)));

    // The finalizer of SplitMix64: every bit of the input moves every bit of the output.
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15UL;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }
}
