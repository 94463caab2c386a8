using System.Net.Http.Json;
using System.Text.Json;
using Parley.Platform.Data;
using Parley.Platform.Http;
using Parley.Tests.Support;

namespace Parley.Tests.Crash;

/// <summary>The world of phones in a process of its own, which outlives the servers: what is counted here is what people saw.</summary>
internal sealed class Phones : IDisposable
{
    // One process for all stages: each has a tenant of its own, and so a world of its own. It ends with the test program.
    private static readonly Lazy<Task<(ChildProcess, Uri)>> Shared = new(StartProcess);

    private readonly ChildProcess? _process;
    private readonly HttpClient _api;

    private Phones(ChildProcess? process, Uri address)
    {
        (_process, Address) = (process, address);
        _api = new HttpClient(new ConnectionFaults(new SocketsHttpHandler())) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
    }

    public Uri Address { get; }

    public static async Task<Phones> Start()
    {
        var (process, address) = await Shared.Value;
        return new Phones(process, address);
    }

    /// <summary>Those of another network with the same control API.</summary>
    public static Phones At(Uri address) => new(null, address);

    private static async Task<(ChildProcess, Uri)> StartProcess()
    {
        var port = ChildProcess.FreePort();
        var process = new ChildProcess(new Dictionary<string, string>(), "phones", "--port", port.ToString());
        using var phones = new Phones(process, new Uri($"http://127.0.0.1:{port}"));
        process.Start();
        await Wait.Until(phones.Answers, TimeSpan.FromMinutes(1));
        return (process, phones.Address);
    }

    private async Task<bool> Answers()
    {
        try
        {
            using var answer = await _api.GetAsync("/network"); // asks for a WebSocket, and makes no world
            return true;
        }
        catch (HttpRequestException none)
        {
            return _process!.IsRunning ? false : throw new InvalidOperationException($"The phones ended. They wrote: {_process!.Output}", none);
        }
    }

    /// <summary>Whose world is meant by everything that follows.</summary>
    public void Choose(TenantId tenant) => _api.DefaultRequestHeaders.Add("X-Parley-Tenant", tenant.ToString());

    /// <summary>How the world behaves; see <c>PUT /api/simulator/world</c>.</summary>
    public async Task Behave(object world)
    {
        using var answer = await _api.PutAsJsonAsync("/api/simulator/world", world);
        await Insist(answer);
    }

    /// <summary>False when that QR is over already.</summary>
    public async Task<bool> Scan(string phone, string qr)
    {
        using var answer = await _api.PostAsJsonAsync($"/api/simulator/phones/{phone}/scan", new { qr });
        return answer.IsSuccessStatusCode;
    }

    /// <summary>A person writes to one of our numbers; the network has it when this returns.</summary>
    public async Task Write(string from, string to, string text)
    {
        using var answer = await _api.PostAsJsonAsync($"/api/simulator/phones/{from}/send", new { to, text });
        await Insist(answer);
    }

    private async Task Insist(HttpResponseMessage answer)
    {
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"The phones answered {await answer.Content.ReadAsStringAsync()} They wrote: {_process?.Output}");
    }

    public async Task<Stats> Count()
    {
        var stats = await _api.GetFromJsonAsync<Stats>("/api/simulator/stats", JsonSerializerOptions.Web);
        return stats!;
    }

    /// <summary>How many messages each phone shows.</summary>
    public async Task<Dictionary<string, int>> Received()
    {
        var received = new Dictionary<string, int>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await _api.Get($"/api/simulator/phones?limit=500&cursor={cursor}");
            foreach (var phone in page.Body.GetProperty("items").EnumerateArray()) received[phone.GetProperty("number").GetString()!] = phone.GetProperty("received").GetInt32();
            cursor = page.Body.TryGetProperty("nextCursor", out var next) ? next.GetString() : null;
        }
        return received;
    }

    /// <summary>What a phone shows, the newest first.</summary>
    public async Task<List<Shown>> Messages(string phone)
    {
        var page = await _api.Get($"/api/simulator/phones/{phone}/messages?limit=500");
        return page.Body.GetProperty("items").Deserialize<List<Shown>>(JsonSerializerOptions.Web)!;
    }

    public void Dispose() => _api.Dispose();

    /// <param name="Accepted">Messages that the network took, each once.</param>
    /// <param name="DuplicatesSuppressed">How often it was handed one that it had.</param>
    /// <param name="Replaced">How often a session was opened that was open already.</param>
    internal sealed record Stats(long Accepted, long Delivered, long Read, int Phones, long DuplicatesSuppressed, long Replaced);

    internal sealed record Shown(string ProviderId, string From, string? Text, int Copies);
}
