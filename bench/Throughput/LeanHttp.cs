using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Parley.Bench.Throughput;

/// <summary>One kept-alive HTTP/1.1 connection that costs the two cores as little as possible: what is measured is the server.</summary>
internal sealed class LeanHttp : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _answer = new byte[16 * 1024];
    private readonly string _head;

    private LeanHttp(Uri address, string key) => _head = $"Host: {address.Authority}\r\nX-Api-Key: {key}\r\nContent-Type: application/json\r\n";

    public static async Task<LeanHttp> Connect(Uri address, string key)
    {
        var http = new LeanHttp(address, key);
        await http._socket.ConnectAsync(address.Host, address.Port);
        return http;
    }

    /// <returns>The status code.</returns>
    public async Task<int> Post(string path, string body)
    {
        await _socket.SendAsync(Encoding.UTF8.GetBytes($"POST {path} HTTP/1.1\r\n{_head}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}"));
        var got = 0;
        while (true)
        {
            var read = await _socket.ReceiveAsync(_answer.AsMemory(got));
            if (read == 0) throw new IOException("The server closed the connection.");
            got += read;
            if (IsWhole(_answer.AsSpan(0, got), out var status)) return status;
        }
    }

    private static bool IsWhole(ReadOnlySpan<byte> answer, out int status)
    {
        status = 0;
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0) return false;
        status = int.Parse(answer.Slice(9, 3), CultureInfo.InvariantCulture);
        var head = answer[..end];
        if (head.IndexOf("Transfer-Encoding: chunked"u8) >= 0) return answer.EndsWith("0\r\n\r\n"u8);
        var at = head.IndexOf("Content-Length: "u8);
        if (at < 0) return true;
        var rest = head[(at + 16)..];
        var line = rest.IndexOf((byte)'\r');
        return answer.Length - end - 4 >= int.Parse(line < 0 ? rest : rest[..line], CultureInfo.InvariantCulture);
    }

    public void Dispose() => _socket.Dispose();
}
