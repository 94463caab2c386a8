using System.Buffers;
using System.Net.WebSockets;

namespace Parley.Channels.Simulator.Wire;

/// <summary>One WebSocket that carries batches of frames. What is written while a batch is on its way goes with the next one,
/// so the batches grow with the load by themselves.</summary>
internal sealed class FrameSocket(WebSocket socket) : IDisposable
{
    private const int LargestBatch = 64 << 20;
    private readonly SemaphoreSlim _written = new(0);
    private FrameWriter _next = new();
    private FrameWriter _leaving = new();
    private bool _told;

    /// <summary>Held while frames are written.</summary>
    public Lock Gate { get; } = new();

    /// <summary>Under <see cref="Gate"/>. What is written here leaves in batch <see cref="Batch"/>.</summary>
    public FrameWriter Out => _next;

    /// <summary>The number of the batch that is being filled; those before it are on their way or gone.</summary>
    public long Batch { get; private set; }

    /// <summary>Under <see cref="Gate"/>: there is something to carry.</summary>
    public void Flush()
    {
        if (_told) return;
        _told = true;
        _written.Release();
    }

    /// <summary>Asked before each batch leaves, so that what waits elsewhere can come along. Under no lock.</summary>
    public Action? BeforeBatch { get; init; }

    private async Task Write(CancellationToken cancellationToken)
    {
        while (true)
        {
            await _written.WaitAsync(cancellationToken);
            lock (Gate) _told = false;
            BeforeBatch?.Invoke();
            lock (Gate)
            {
                if (_next.Length == 0) continue;
                (_next, _leaving) = (_leaving, _next);
                Batch++;
            }
            await socket.SendAsync(_leaving.Written, WebSocketMessageType.Binary, endOfMessage: true, cancellationToken);
            _leaving.Clear();
        }
    }

    /// <summary>Hands in each batch whole, until the other side ends.</summary>
    private async Task Read(FrameHandler handle, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(256 * 1024);
        try
        {
            while (true)
            {
                var length = 0;
                while (true)
                {
                    if (length == buffer.Length) Grow(ref buffer);
                    var part = await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
                    if (part.MessageType == WebSocketMessageType.Close) return;
                    length += part.Count;
                    if (part.EndOfMessage) break;
                }
                handle(new FrameReader(buffer.AsSpan(0, length)));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void Grow(ref byte[] buffer)
    {
        if (buffer.Length >= LargestBatch) throw new FormatException("A batch of the wire is too large.");
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }

    /// <summary>Carries both ways until one of them ends, for whatever reason.</summary>
    public async Task Carry(FrameHandler handle, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task[] ways = [Read(handle, over.Token), Write(over.Token)];
        var ended = await Task.WhenAny(ways);
        await over.CancelAsync();
        // The other one may be in the middle of a batch; nothing of this connection happens after it is over.
        await Task.WhenAll(ways).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await ended;
    }

    public void Dispose()
    {
        socket.Abort();
        socket.Dispose();
        _written.Dispose();
    }
}

internal delegate void FrameHandler(FrameReader frames);
