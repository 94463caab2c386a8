namespace Parley.Media;

/// <summary>Where bytes are kept, by their digest. <see cref="Keep"/> and <see cref="Remove"/> are called under the digest's lock
/// (<see cref="MediaStore"/> takes it), so that no upload trusts in bytes that a removal is about to take.</summary>
public interface IMediaBytes
{
    /// <summary>Keeps the bytes for good: after a power cut they are there. Keeping what is kept changes nothing.</summary>
    /// <returns>Whether they were new.</returns>
    Task<bool> Keep(Incoming incoming, CancellationToken cancellationToken);

    /// <returns>A seekable stream from its start, or null when there are no such bytes.</returns>
    ValueTask<Stream?> Open(string sha256, CancellationToken cancellationToken);

    Task Remove(string sha256, CancellationToken cancellationToken);

    /// <summary>Digests of everything that was kept before a time, in portions.</summary>
    IAsyncEnumerable<IReadOnlyList<string>> KeptBefore(DateTimeOffset time, CancellationToken cancellationToken);
}
