using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Parley.Identity;
using Parley.Identity.ApiKeys;

namespace Parley.Bench.Throughput;

/// <summary>Open dashboards, as far as the server feels them: each listens at the hub (SignalR's JSON protocol over a WebSocket) and asks again for what an event made old, at most once a second, as the page does.</summary>
internal sealed class DashboardWatchers : IAsyncDisposable
{
    private const char End = '\u001e';
    private readonly CancellationTokenSource _over = new();
    private readonly List<Task> _watching = [];
    private readonly HttpClient _http;
    private long _events, _questions;

    private DashboardWatchers(HttpClient http) => _http = http;

    public long Events => Volatile.Read(ref _events);
    public long Questions => Volatile.Read(ref _questions);

    public static async Task<DashboardWatchers> Open(BenchServer server, int count)
    {
        var key = ApiKeyText.New();
        await server.Execute("INSERT INTO api_keys (id, tenant_id, name, prefix, digest, scopes, created_by, created_at) VALUES (gen_random_uuid(), $1, 'watch', $2, $3, $4, 'bench', now())",
            server.Tenant.Value, ApiKeyText.Prefix(key), ApiKeyText.Digest(key), new[] { Scopes.All });
        // The campaign's page needs the campaign, beside the queue that the engine works off.
        await server.Execute("""
            WITH campaign AS (
                INSERT INTO campaigns (id, tenant_id, name, state, audience, variants, created_by, created_at, updated_at, started_at)
                SELECT id, tenant_id, 'Watched', 'running', '{"contacts": 1}', '[{"name": "A", "weight": 1}]', 'bench', now(), now(), now() FROM outbox_queues WHERE kind = 'campaign' RETURNING id, tenant_id)
            INSERT INTO campaign_audiences (campaign_id, tenant_id, phase, total, worked_at) SELECT id, tenant_id, 'ready', (SELECT count(*) FROM messages WHERE queue_id = campaign.id), now() FROM campaign
            """);
        var http = new HttpClient { BaseAddress = server.Address };
        http.DefaultRequestHeaders.Add("X-Api-Key", key);
        var watchers = new DashboardWatchers(http);
        var hub = new UriBuilder(server.Address) { Scheme = "ws", Path = "/hub", Query = "access_token=" + Uri.EscapeDataString(key) }.Uri;
        for (var n = 0; n < count; n++)
        {
            var socket = new ClientWebSocket();
            await socket.ConnectAsync(hub, watchers._over.Token);
            await socket.SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"json\",\"version\":1}" + End), WebSocketMessageType.Text, true, watchers._over.Token);
            watchers._watching.Add(Task.Run(() => watchers.Watch(socket)));
        }
        return watchers;
    }

    private async Task Watch(ClientWebSocket socket)
    {
        using var closing = socket;
        var buffer = new byte[64 * 1024];
        var text = new StringBuilder();
        var asked = new Dictionary<string, long>(StringComparer.Ordinal);
        var asking = new List<Task>();
        try
        {
            while (!_over.IsCancellationRequested)
            {
                var got = await socket.ReceiveAsync(buffer.AsMemory(), _over.Token);
                if (got.MessageType == WebSocketMessageType.Close) throw new InvalidOperationException("The server closed a dashboard's connection.");
                text.Append(Encoding.UTF8.GetString(buffer, 0, got.Count));
                if (!got.EndOfMessage) continue;
                foreach (var message in text.ToString().Split(End, StringSplitOptions.RemoveEmptyEntries)) asking.AddRange(Heard(message, asked));
                text.Clear();
                asking.RemoveAll(question => question.IsCompletedSuccessfully);
            }
        }
        catch (OperationCanceledException) when (_over.IsCancellationRequested)
        {
            // The page is closed.
        }
        await Task.WhenAll(asking);
    }

    private IEnumerable<Task> Heard(string message, Dictionary<string, long> asked)
    {
        using var read = JsonDocument.Parse(message);
        if (!read.RootElement.TryGetProperty("target", out var target)) yield break;
        Interlocked.Increment(ref _events);
        var payload = read.RootElement.GetProperty("arguments")[0];
        string[] pages = target.GetString() switch
        {
            "campaign.progress" => [$"/api/campaigns/{payload.GetProperty("campaignId").GetString()}", $"/api/campaigns/{payload.GetProperty("campaignId").GetString()}/stats"],
            "queue.stats" => ["/api/queue/stats"],
            _ => [],
        };
        foreach (var page in pages)
        {
            if (asked.TryGetValue(page, out var at) && TimeProvider.System.GetElapsedTime(at) < TimeSpan.FromSeconds(1)) continue;
            asked[page] = TimeProvider.System.GetTimestamp();
            yield return Ask(page);
        }
    }

    private async Task Ask(string page)
    {
        using var answer = await _http.GetAsync(page);
        answer.EnsureSuccessStatusCode();
        Interlocked.Increment(ref _questions);
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await Task.WhenAll(_watching);
        _http.Dispose();
        _over.Dispose();
    }
}
