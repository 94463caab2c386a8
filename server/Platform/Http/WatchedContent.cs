using System.Net;
using System.Net.Http.Headers;

namespace Parley.Platform.Http;

/// <summary>Knows whether it was begun to be written, and so whether the other side can have it.</summary>
internal sealed class WatchedContent : HttpContent
{
    private readonly byte[] _bytes;

    public WatchedContent(byte[] bytes)
    {
        _bytes = bytes;
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    public bool Begun { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, default);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        Begun = true;
        return stream.WriteAsync(_bytes, cancellationToken).AsTask();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _bytes.Length;
        return true;
    }
}
