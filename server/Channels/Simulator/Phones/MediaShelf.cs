namespace Parley.Channels.Simulator.Phones;

/// <summary>Attachments by their digest, the oldest thrown out when the room is used up.</summary>
internal sealed class MediaShelf(long room)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private readonly Queue<string> _oldest = new();
    private long _bytes;

    public bool Has(string sha256)
    {
        lock (_gate) return _files.ContainsKey(sha256);
    }

    public byte[]? Get(string sha256)
    {
        lock (_gate) return _files.GetValueOrDefault(sha256);
    }

    public void Put(string sha256, byte[] bytes)
    {
        lock (_gate)
        {
            if (!_files.TryAdd(sha256, bytes)) return;
            _oldest.Enqueue(sha256);
            _bytes += bytes.Length;
            while (_bytes > room && _oldest.Count > 1 && _files.Remove(_oldest.Dequeue(), out var gone)) _bytes -= gone.Length;
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _files.Clear();
            _oldest.Clear();
            _bytes = 0;
        }
    }
}
