using System.Collections.Concurrent;

namespace Parley.Channels.Simulator.Graph;

/// <summary>Files by the id that the pretend Graph API calls them by; the bytes lie on the world's shelf.</summary>
internal sealed class GraphFiles
{
    private const int Remembered = 50_000;
    private readonly ConcurrentDictionary<string, MediaReference> _files = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _inOrder = new();

    public static string IdOf(MediaReference media) => GraphIds.Of($"{media.Sha256}\n{media.Type}\n{media.FileName}");

    public string Put(MediaReference media)
    {
        var id = IdOf(media);
        if (_files.TryAdd(id, media)) _inOrder.Enqueue(id);
        while (_inOrder.Count > Remembered && _inOrder.TryDequeue(out var oldest)) _files.TryRemove(oldest, out _);
        return id;
    }

    public MediaReference? Find(string id) => _files.GetValueOrDefault(id);
}
