using System.Runtime.CompilerServices;

namespace Parley.Media;

/// <summary>Bytes as files, <c>ab/cdef…</c> by their digest. Several machines must see the same folder.</summary>
internal sealed class FileBytes(string folder) : IMediaBytes
{
    private const int Portion = 1000;

    public Task<bool> Keep(Incoming incoming, CancellationToken cancellationToken)
    {
        var path = PathOf(incoming.Sha256);
        // A file of another length is what a power cut left of it.
        if (new FileInfo(path) is { Exists: true } kept && kept.Length == incoming.Bytes) return Task.FromResult(false);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);

        incoming.MoveTo(path);
        return Task.FromResult(true);
    }

    public ValueTask<Stream?> Open(string sha256, CancellationToken cancellationToken)
    {
        try
        {
            return new(new FileStream(PathOf(sha256), new FileStreamOptions { Options = FileOptions.Asynchronous, Share = FileShare.Read | FileShare.Delete, BufferSize = 0 }));
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return new((Stream?)null);
        }
    }

    public Task Remove(string sha256, CancellationToken cancellationToken)
    {
        var path = PathOf(sha256);
        if (Directory.Exists(Path.GetDirectoryName(path))) File.Delete(path);
        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<IReadOnlyList<string>> KeptBefore(DateTimeOffset time, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        if (!Directory.Exists(folder)) yield break;
        foreach (var shelf in new DirectoryInfo(folder).EnumerateDirectories("??"))
            foreach (var portion in shelf.EnumerateFiles().Where(file => file.LastWriteTimeUtc < time.UtcDateTime).Select(file => shelf.Name + file.Name)
                .Where(sha256 => sha256.Length == 64).Chunk(Portion))
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return portion;
            }
    }

    private string PathOf(string sha256) => Path.Combine(folder, sha256[..2], sha256[2..]);
}
