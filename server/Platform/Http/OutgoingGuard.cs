using System.Net;
using System.Net.Sockets;

namespace Parley.Platform.Http;

/// <summary>Keeps calls whose address somebody else had a say in out of private networks. Asked when the connection is made, after the name was looked up,
/// so that a name that leads somewhere else the second time gains nothing.</summary>
/// <param name="trusted">Hosts and ports that the operator named, as <c>host:port</c>; an IPv6 address without brackets.</param>
public sealed class OutgoingGuard(IReadOnlyCollection<string> trusted)
{
    /// <summary>A connection that is only made to public addresses, or to a host that the operator named.</summary>
    public async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var wanted = context.DnsEndPoint;
        var host = Bare(wanted.Host);
        var addresses = await Dns.GetHostAddressesAsync(host, cancellationToken);
        // A proxy's own address is the operator's, like everything in the environment.
        var isProxy = context.InitialRequestMessage.RequestUri is { } uri && (uri.Port != wanted.Port || !new[] { uri.IdnHost, uri.Host, uri.DnsSafeHost }.Any(name => string.Equals(Bare(name), host, StringComparison.OrdinalIgnoreCase)));
        var isFree = isProxy || trusted.Contains($"{host}:{wanted.Port}", StringComparer.OrdinalIgnoreCase);
        if (!isFree) addresses = Array.FindAll(addresses, IsPublic);
        if (addresses.Length == 0) throw new OutgoingRefusedException($"{wanted.Host} is no public address.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, wanted.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // An IPv6 address is written with its brackets in some places and without in others.
    private static string Bare(string host) => host.Trim('[', ']');

    /// <summary>An address of the internet: not of this machine, of a private network, of a link, and nothing reserved.</summary>
    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (IPAddress.IsLoopback(address)) return false;
        if (address.AddressFamily == AddressFamily.InterNetwork)
            return address.GetAddressBytes() switch
            {
                [0 or 10 or 127, ..] or [>= 224, ..] => false,
                [100, >= 64 and < 128, ..] => false,
                [169, 254, ..] or [192, 168, ..] or [192, 0, 0 or 2, _] or [198, 18 or 19, ..] or [198, 51, 100, _] or [203, 0, 113, _] => false,
                [172, >= 16 and < 32, ..] => false,
                _ => true,
            };
        // 2000::/3 is what is given out; of it not 6to4, Teredo and the documentation's, which may lead to any IPv4 address or nowhere.
        return address.GetAddressBytes() is [>= 0x20 and < 0x40, ..] bytes && bytes is not ([0x20, 0x02, ..] or [0x20, 0x01, 0x00, 0x00, ..] or [0x20, 0x01, 0x0d, 0xb8, ..]);
    }
}

/// <summary>The address may not be called.</summary>
public sealed class OutgoingRefusedException(string message) : IOException(message);
