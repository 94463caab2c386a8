using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Parley.Channels.Gateway;

namespace Parley.Tests.Channels.Gateway;

/// <summary>A gateway that says what a test has it say, down to the byte, and hangs up when it should not.</summary>
internal sealed class ScriptedGateway : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _gone = new();
    private readonly Func<Call, Task> _answer;
    private readonly ConcurrentBag<TcpClient> _clients = [];
    private readonly Task _accepting;

    public ScriptedGateway(Func<Call, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _accepting = Accept();
    }

    public GatewayAddress Address => new(new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/"), "the secret of the tests");

    public ConcurrentQueue<Call> Calls { get; } = new();

    /// <summary>One request, and the way to answer it.</summary>
    internal sealed record Call(string Line, string Head, string Body, NetworkStream Stream, CancellationToken Gone)
    {
        /// <summary>Something was said to it; else it was hung up on.</summary>
        public bool IsAnswered { get; private set; }

        public Task Write(string text)
        {
            IsAnswered = true;
            return Send(text);
        }

        private Task Send(string text) => Stream.WriteAsync(Encoding.UTF8.GetBytes(text), Gone).AsTask();

        public Task Answer(int status, string body = "", string type = "application/json") =>
            Write($"HTTP/1.1 {status} X\r\nContent-Type: {type}\r\n{(status == 204 ? "" : $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n")}\r\n{body}");

        /// <summary>Ends the connection, with nothing more said.</summary>
        public void HangUp() => Stream.Socket.Close(0);

        /// <summary>Until the test is over.</summary>
        public Task Nothing() => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, Gone);
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_gone.Token);
                _clients.Add(client);
                _ = Serve(client);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task Serve(TcpClient client)
    {
        try
        {
            var stream = client.GetStream();
            while (await ReadHead(stream) is { } head)
            {
                var length = head.Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)) is { } header ? int.Parse(header.Split(':')[1]) : 0;
                var body = new byte[length];
                await stream.ReadExactlyAsync(body, _gone.Token);
                var call = new Call(head.Split("\r\n")[0].Replace(" HTTP/1.1", "", StringComparison.Ordinal), head, Encoding.UTF8.GetString(body), stream, _gone.Token);
                Calls.Enqueue(call);
                await _answer(call);
            }
        }
        catch (Exception end) when (end is IOException or OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // One of the two hung up.
        }
    }

    private async Task<string?> ReadHead(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (await stream.ReadAsync(one, _gone.Token) == 1)
        {
            head.Append((char)one[0]);
            if (head.Length >= 4 && head.ToString(head.Length - 4, 4) == "\r\n\r\n") return head.ToString(0, head.Length - 4);
        }
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        _listener.Dispose();
        foreach (var client in _clients) client.Dispose();
        await _accepting;
        _gone.Dispose();
    }
}
