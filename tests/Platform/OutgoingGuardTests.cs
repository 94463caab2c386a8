using System.Net;
using System.Net.Sockets;
using Parley.Platform.Http;
using Shouldly;

namespace Parley.Tests.Platform;

[Trait("Requirement", "FLW-06")]
public sealed class OutgoingGuardTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.8.8.8")]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("192.0.2.1")]
    [InlineData("198.18.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::1")]
    [InlineData("::")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("fc00::1")]
    [InlineData("fe80::1")]
    [InlineData("ff02::1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2001:db8::1")]
    public void An_address_that_is_not_the_internets_is_not_public(string address) => OutgoingGuard.IsPublic(IPAddress.Parse(address)).ShouldBeFalse();

    [Theory]
    [InlineData("157.240.1.1")]
    [InlineData("100.128.0.1")]
    [InlineData("172.32.0.1")]
    [InlineData("2a03:2880:f10c::1")]
    public void An_address_of_the_internet_is(string address) => OutgoingGuard.IsPublic(IPAddress.Parse(address)).ShouldBeTrue();

    [Fact]
    public async Task A_private_address_is_called_only_when_the_operator_named_it_also_by_a_name_that_leads_there()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var answering = Task.Run(async () =>
        {
            using var caller = await listener.AcceptTcpClientAsync();
            await caller.GetStream().WriteAsync("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"u8.ToArray());
        });
        using var stranger = Client();
        foreach (var host in new[] { "127.0.0.1", "localhost", "[::1]" })
            (await Should.ThrowAsync<HttpRequestException>(() => stranger.GetAsync(new Uri($"http://{host}:{port}/")))).InnerException.ShouldBeOfType<OutgoingRefusedException>();
        using var named = Client($"127.0.0.1:{port}");
        (await named.GetAsync(new Uri($"http://127.0.0.1:{port}/"))).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await answering;
    }

    private static HttpClient Client(params string[] trusted) => new(new SocketsHttpHandler { UseProxy = false, ConnectCallback = new OutgoingGuard(trusted).Connect });
}
