using System.Net.Sockets;

namespace Parley.Platform.Http;

/// <summary>Where the other side goes away in the very moment in which a connection is made, .NET lets the bare <see cref="SocketException"/> through (it asks the new socket
/// for its address). Whoever calls expects an <see cref="HttpRequestException"/> as for any other connection that failed, and gets one.</summary>
internal sealed class ConnectionFaults(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        catch (SocketException broken)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, broken.Message, broken);
        }
    }
}
