using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace Parley.Bench.WhatsApp;

/// <summary>The network that stands in for WhatsApp (gateway/standins), in a process of its own on the same machine: its share of the two cores is in every figure.</summary>
internal sealed class StandinNetwork : IAsyncDisposable
{
    private readonly Process _process;
    private readonly HttpClient _http;
    private readonly string _folder;

    private StandinNetwork(Process process, string folder, JsonElement ready)
    {
        (_process, _folder) = (process, folder);
        SocketUrl = ready.GetProperty("socketUrl").GetString()!;
        Certificate = ready.GetProperty("certificate").GetString()!;
        PageHost = ready.GetProperty("pageHost").GetString()!;
        _http = new HttpClient { BaseAddress = new Uri(ready.GetProperty("controlUrl").GetString()! + "/api/simulator/") };
    }

    public string SocketUrl { get; }
    public string Certificate { get; }
    public string PageHost { get; }

    public static async Task<StandinNetwork> Start(string root)
    {
        var program = Path.Combine(root, "gateway", "standins", "dist", "whatsapp", "main.js");
        var folder = Directory.CreateTempSubdirectory("parley-standin-").FullName;
        var process = Process.Start(new ProcessStartInfo("node", [program, "--certificates", folder, "--with-parent"]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The stand-in network ended before it was ready.");
        var network = new StandinNetwork(process, folder, JsonDocument.Parse(line).RootElement.Clone());
        using var answer = await network._http.PutAsJsonAsync("world", new { deliverAfterMs = 0, readAfterMs = 0 });
        answer.EnsureSuccessStatusCode();
        return network;
    }

    public async Task Scan(string phone, string qr)
    {
        // A QR that was just replaced is refused; the next one comes by itself.
        using var answer = await _http.PostAsJsonAsync($"phones/{phone}/scan", new { qr });
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
