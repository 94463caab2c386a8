using System.Net.Sockets;
using Parley.Platform.Http;
using Shouldly;

namespace Parley.Tests.Platform;

public sealed class ConnectionFaultsTests
{
    private sealed class Throws(Exception what) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => throw what;
    }

    [Fact]
    public async Task A_bare_socket_fault_is_a_request_that_failed_and_everything_else_stays_what_it_is()
    {
        using var broken = new HttpClient(new ConnectionFaults(new Throws(new SocketException((int)SocketError.NotConnected))));
        (await broken.GetAsync(new Uri("http://127.0.0.1:1/")).ShouldThrowAsync<HttpRequestException>()).HttpRequestError.ShouldBe(HttpRequestError.ConnectionError);
        using var other = new HttpClient(new ConnectionFaults(new Throws(new InvalidDataException("other"))));
        await other.GetAsync(new Uri("http://127.0.0.1:1/")).ShouldThrowAsync<InvalidDataException>();
    }
}
