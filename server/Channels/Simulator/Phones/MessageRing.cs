using System.Runtime.CompilerServices;
using System.Text;

namespace Parley.Channels.Simulator.Phones;

/// <summary>One message as the network knows it. A struct without references: a million stand in a hundred megabytes that the garbage collector never walks.</summary>
internal struct Received
{
    public ulong Fingerprint;

    /// <summary><see cref="Chance.Fate"/></summary>
    public ulong Fate;
    public long From;

    /// <summary>When the network took it, in milliseconds since 1970.</summary>
    public long At;
    public long TextAt;
    public int TextLength;

    /// <summary>Milliseconds after <see cref="At"/>; −1 while it is not.</summary>
    public int DeliveredAfter;
    public int ReadAfter;

    /// <summary>Place of the receiving phone in its district.</summary>
    public int Phone;

    /// <summary>Place of the sending device in the world; −1 when a phone sent it.</summary>
    public int Device;

    /// <summary>The message before this one on the same phone; 0 is none.</summary>
    public uint OlderOnPhone;
    public uint OlderInBucket;

    /// <summary>How often the network was handed this id.</summary>
    public ushort Copies;
    public ContentKind Kind;

    /// <summary>The text is the JSON of the whole content, because the kind needs more than a text.</summary>
    public bool Structured;

    /// <summary>The person blocked the sender: taken, and never delivered.</summary>
    public bool Dropped;

    private byte _idLength;
    private IdBytes _id;

    public const int LongestId = 40;

    /// <summary>1 to 40 printable ASCII characters, as every chosen id of WhatsApp's clients is.</summary>
    public static bool IsId(string id) => id.Length is > 0 and <= LongestId && !id.AsSpan().ContainsAnyExceptInRange('!', '~');

    public string Id
    {
        readonly get => Encoding.ASCII.GetString(((ReadOnlySpan<byte>)_id)[.._idLength]);
        set => _idLength = (byte)Encoding.ASCII.GetBytes(value, _id);
    }

    public readonly bool HasId(string id) => id.Length == _idLength && Ascii.Equals(((ReadOnlySpan<byte>)_id)[.._idLength], id);

    [InlineArray(LongestId)]
    private struct IdBytes
    {
        private byte _first;
    }
}

/// <summary>The messages of one district by sequence number and by (sender, id). When it is full each new message takes the place of the oldest;
/// links to what was forgotten are simply ends, because every link points to an older message.</summary>
internal sealed class MessageRing(int capacity)
{
    private const int Page = 512;
    private readonly Received[]?[] _pages = new Received[Math.Max(2, capacity / Page)][];
    private uint[] _buckets = new uint[256];
    private uint _next = 1;
    private uint _floor = 1;

    private uint Room => (uint)_pages.Length * Page;
    private uint Oldest => Math.Max(_floor, _next > Room ? _next - Room : 1);

    public bool Holds(uint sequence) => sequence >= Oldest && sequence < _next;

    public ref Received this[uint sequence] => ref (_pages[sequence / Page % (uint)_pages.Length] ??= new Received[Page])[sequence % Page];

    /// <returns>0 when it is not there.</returns>
    public uint Find(ulong fingerprint, long from, string id)
    {
        for (var at = _buckets[Bucket(fingerprint)]; Holds(at); at = this[at].OlderInBucket)
        {
            ref var message = ref this[at];
            if (message.Fingerprint == fingerprint && message.From == from && message.HasId(id)) return at;
        }
        return 0;
    }

    /// <summary>Adds what was not found; the caller fills in the rest.</summary>
    public uint Add(ulong fingerprint, long from, string id)
    {
        if (_next - Oldest >= (uint)_buckets.Length && (uint)_buckets.Length < Room) GrowBuckets();
        var sequence = _next++;
        ref var message = ref this[sequence];
        message = new Received { Fingerprint = fingerprint, From = from, Id = id, DeliveredAfter = -1, ReadAfter = -1, Device = -1 };
        Link(ref message, sequence);
        return sequence;
    }

    /// <summary>Sequence numbers go on, so what still waits for an old message finds it gone.</summary>
    public void Clear()
    {
        _floor = _next;
        _buckets = new uint[256];
        Array.Clear(_pages);
    }

    private void Link(ref Received message, uint sequence)
    {
        ref var bucket = ref _buckets[Bucket(message.Fingerprint)];
        message.OlderInBucket = bucket;
        bucket = sequence;
    }

    private void GrowBuckets()
    {
        _buckets = new uint[_buckets.Length * 4];
        // From old to new, so that each chain stays newest first.
        for (var at = Oldest; at < _next; at++) Link(ref this[at], at);
    }

    private uint Bucket(ulong fingerprint) => (uint)fingerprint & (uint)(_buckets.Length - 1);
}
