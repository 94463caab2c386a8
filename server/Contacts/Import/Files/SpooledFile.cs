namespace Parley.Contacts.Import.Files;

/// <summary>A file on its way in or out, in a temporary file that is gone when this is disposed or the process dies.</summary>
public sealed class SpooledFile : IAsyncDisposable
{
    private readonly FileStream _file;

    private SpooledFile(FileStream file) => _file = file;

    public Stream Content => _file;
    public EncodingSniffer Sniffer { get; } = new();

    public static SpooledFile Empty(string folder)
    {
        Directory.CreateDirectory(folder);
        return new SpooledFile(new FileStream(Path.Combine(folder, Guid.NewGuid().ToString("N")), new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.DeleteOnClose,
            BufferSize = 0,
        }));
    }

    /// <returns>Null when there is more than <paramref name="limit"/>; nothing is left behind.</returns>
    public static async Task<SpooledFile?> Receive(string folder, Stream source, long limit, CancellationToken cancellationToken)
    {
        var spooled = Empty(folder);
        try
        {
            var buffer = new byte[128 * 1024];
            for (int read; (read = await source.ReadAsync(buffer, cancellationToken)) > 0;)
            {
                if (spooled._file.Length + read > limit)
                {
                    await spooled.DisposeAsync();
                    return null;
                }
                spooled.Sniffer.Append(buffer.AsSpan(0, read));
                await spooled._file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }
            return spooled;
        }
        catch
        {
            await spooled.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _file.DisposeAsync();
}
