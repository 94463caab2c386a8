using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;

namespace Parley.Tests.Crash;

/// <summary>Programs that send over HTTP while servers die: each message has its idempotency key, and what was not answered with 2xx is asked again
/// under the same key until it is.</summary>
internal sealed class ApiClients : IAsyncDisposable
{
    private readonly CrashStage _stage;
    private readonly ServerProcess[] _servers;
    private readonly TimeSpan _gap;
    private readonly CancellationTokenSource _enough = new();
    private readonly Task _working;
    private int _last;
    private int _repeats;

    /// <param name="gap">Between a client's messages.</param>
    public ApiClients(CrashStage stage, int clients, TimeSpan gap, params ServerProcess[] servers)
    {
        (_stage, _servers, _gap) = (stage, servers, gap);
        _working = Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(Work)));
    }

    /// <summary>What was answered with 2xx: the ledger's id by recipient.</summary>
    public ConcurrentDictionary<string, Guid> Accepted { get; } = new();

    /// <summary>Requests that got no 2xx and were asked again.</summary>
    public int Repeats => _repeats;

    /// <summary>Every client gets its last message accepted, and stops.</summary>
    public async Task Finish()
    {
        await _enough.CancelAsync();
        await _working;
    }

    private async Task Work()
    {
        var clients = _servers.Select(_stage.Client).ToArray();
        for (var turn = 0; !_enough.IsCancellationRequested; turn++)
        {
            var number = Interlocked.Increment(ref _last);
            var (to, key) = ($"+55219{80000000 + number}", Guid.NewGuid().ToString());
            Guid? id;
            while ((id = await Ask(clients[turn % clients.Length], key, to, $"Direct message {number}")) is null)
            {
                Interlocked.Increment(ref _repeats);
                turn++;
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
            }
            Accepted[to] = id.Value;
            await Task.Delay(_gap, TimeProvider.System, _enough.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        foreach (var client in clients) client.Dispose();
    }

    private static async Task<Guid?> Ask(HttpClient client, string key, string to, string text)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = JsonContent.Create(new { to, text }) };
        request.Headers.Add("Idempotency-Key", key);
        try
        {
            using var answer = await client.SendAsync(request);
            if (answer.IsSuccessStatusCode) return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
            if ((int)answer.StatusCode is >= 400 and < 500 and not 429 and not 408) throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
            return null;
        }
        catch (Exception none) when (none is HttpRequestException or TaskCanceledException or IOException or JsonException)
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _enough.CancelAsync();
        _enough.Dispose();
    }
}
