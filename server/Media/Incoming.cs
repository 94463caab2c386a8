using System.Security.Cryptography;

namespace Parley.Media;

/// <summary>A file on its way in: written to a place where nobody looks for it, while its digest is computed. Gone when disposed, unless it was moved away.</summary>
public sealed class Incoming : IAsyncDisposable
{
    private readonly FileStream _file;

    private Incoming(FileStream file, string sha256) => (_file, Sha256) = (file, sha256);

    /// <summary>Lower-case hex.</summary>
    public string Sha256 { get; }

    public long Bytes => _file.Length;

    /// <summary>The bytes, from any position; stays open until this is disposed.</summary>
    public Stream Content => _file;

    /// <returns>Null when there is more than <paramref name="limit"/>; nothing is left behind.</returns>
    public static async Task<Incoming?> Receive(string folder, Stream source, long limit, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var file = new FileStream(Path.Combine(folder, Guid.NewGuid().ToString("N")), new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Read | FileShare.Delete,
            Options = FileOptions.Asynchronous,
            BufferSize = 0,
        });
        try
        {
            using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var buffer = new byte[128 * 1024];
            for (int read; (read = await source.ReadAsync(buffer, cancellationToken)) > 0;)
            {
                if (file.Length + read > limit)
                {
                    await Discard(file);
                    return null;
                }
                digest.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }
            return new Incoming(file, Convert.ToHexStringLower(digest.GetHashAndReset()));
        }
        catch
        {
            await Discard(file);
            throw;
        }
    }

    /// <summary>Gives the file its place, safe against a power cut.</summary>
    public void MoveTo(string path)
    {
        _file.Flush(flushToDisk: true);
        File.Move(_file.Name, path, overwrite: true);
        // Once more: with the file's new name in the file system's journal, its place in the folder is safe as well.
        _file.Flush(flushToDisk: true);
    }

    public ValueTask DisposeAsync() => Discard(_file);

    private static async ValueTask Discard(FileStream file)
    {
        await file.DisposeAsync();
        File.Delete(file.Name); // nothing happens when it was moved
    }
}
