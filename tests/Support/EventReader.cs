using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace Parley.Tests.Support;

/// <summary>Reads realtime events as a client does: from the SignalR hub over a bare WebSocket speaking its JSON protocol, or from the event stream.</summary>
public sealed class EventReader : IAsyncDisposable
{
    private const char RecordEnd = '\x1e';
    private readonly Channel<(string Name, JsonElement Payload)> _events = Channel.CreateUnbounded<(string, JsonElement)>();
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _comments = new();
    private readonly IDisposable _connection;
    private Task _reading = Task.CompletedTask;

    private EventReader(IDisposable connection) => _connection = connection;

    /// <summary>Completes when the server ended the connection.</summary>
    public Task Ended => _reading;

    /// <summary>Comments of the event stream.</summary>
    public IReadOnlyCollection<string> Comments => _comments;

    /// <param name="client">Its headers are the credentials.</param>
    public static async Task<EventReader> Hub(HttpClient client, string query = "")
    {
        var socket = new ClientWebSocket();
        foreach (var (name, values) in client.DefaultRequestHeaders) socket.Options.SetRequestHeader(name, values.First());
        await socket.ConnectAsync(new Uri(client.BaseAddress!.ToString().Replace("http://", "ws://", StringComparison.Ordinal) + "hub" + query), default);
        await socket.SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"json\",\"version\":1}" + RecordEnd), WebSocketMessageType.Text, true, default);
        var reader = new EventReader(socket);
        reader._reading = reader.ReadSocket(socket);
        return reader;
    }

    public static async Task<EventReader> Stream(HttpClient client, string query = "")
    {
        var answer = await client.GetAsync("/api/events" + query, HttpCompletionOption.ResponseHeadersRead);
        answer.EnsureSuccessStatusCode();
        var reader = new EventReader(answer);
        reader._reading = reader.ReadStream(await answer.Content.ReadAsStreamAsync());
        return reader;
    }

    /// <summary>The next event, whatever it is but figures that beat by themselves.</summary>
    /// <exception cref="TimeoutException">None came within 20 seconds.</exception>
    public async Task<(string Name, JsonElement Payload)> Next()
    {
        while (true)
            if (await Any() is var next && next.Name != "queue.stats") return next;
    }

    /// <summary>The next event of that name; others before it are passed over.</summary>
    public async Task<JsonElement> Next(string name)
    {
        while (true)
            if (await Any() is var (next, payload) && next == name) return payload;
    }

    private Task<(string Name, JsonElement Payload)> Any() => _events.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));

    private async Task ReadSocket(ClientWebSocket socket)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            while (true)
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(), _stop.Token);
                if (part.MessageType == WebSocketMessageType.Close) return;
                text.Append(Encoding.UTF8.GetString(buffer, 0, part.Count));
                for (int end; (end = text.ToString().IndexOf(RecordEnd, StringComparison.Ordinal)) >= 0; text.Remove(0, end + 1))
                {
                    var message = JsonDocument.Parse(text.ToString(0, end)).RootElement;
                    if (!message.TryGetProperty("type", out var type)) continue; // the handshake's answer
                    if (type.GetInt32() == 1) _events.Writer.TryWrite((message.GetProperty("target").GetString()!, message.GetProperty("arguments")[0]));
                    if (type.GetInt32() == 7) return; // close
                }
            }
        }
        catch (Exception ended) when (ended is WebSocketException or OperationCanceledException)
        {
            // The server went away, or the test is over.
        }
        finally
        {
            _events.Writer.TryComplete();
        }
    }

    private async Task ReadStream(Stream stream)
    {
        try
        {
            using var lines = new StreamReader(stream);
            string? name = null;
            while (await lines.ReadLineAsync(_stop.Token) is { } line)
            {
                if (line.StartsWith(':')) _comments.Enqueue(line);
                else if (line.StartsWith("event: ", StringComparison.Ordinal)) name = line[7..];
                else if (line.StartsWith("data: ", StringComparison.Ordinal)) _events.Writer.TryWrite((name!, JsonDocument.Parse(line[6..]).RootElement));
            }
        }
        catch (Exception ended) when (ended is IOException or OperationCanceledException or HttpRequestException)
        {
            // The server went away, or the test is over.
        }
        finally
        {
            _events.Writer.TryComplete();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _reading;
        _connection.Dispose();
        _stop.Dispose();
    }
}
