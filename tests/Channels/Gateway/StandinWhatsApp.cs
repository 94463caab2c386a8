using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Channels.Gateway;

/// <summary>The WhatsApp stand-in (gateway/standins) in a process of its own, driven over its control API. One serves all tests of a class: each test has numbers of its own.</summary>
internal sealed class StandinWhatsApp : IAsyncDisposable
{
    private static readonly string Program = Path.Combine(Repository.Root, "gateway", "standins", "dist", "whatsapp", "main.js");
    private readonly Process _process;
    private readonly HttpClient _http;
    private readonly string _folder;

    private StandinWhatsApp(Process process, string folder, JsonElement ready)
    {
        (_process, _folder) = (process, folder);
        SocketUrl = ready.GetProperty("socketUrl").GetString()!;
        PageHost = ready.GetProperty("pageHost").GetString()!;
        Certificate = ready.GetProperty("certificate").GetString()!;
        Control = new Uri(ready.GetProperty("controlUrl").GetString()!);
        _http = new HttpClient { BaseAddress = new Uri(Control, "/api/simulator/"), Timeout = TimeSpan.FromSeconds(30) };
    }

    /// <summary>The control API, which has the simulator's paths.</summary>
    public Uri Control { get; }

    /// <summary>What the library connects to.</summary>
    public string SocketUrl { get; }

    /// <summary>Host and port of the page that stands for web.whatsapp.com.</summary>
    public string PageHost { get; }

    /// <summary>How a browser finds that page: WEBJS_CHROMIUM_ARGS.</summary>
    public string ChromiumArguments => JsonSerializer.Serialize(new[] { $"--host-resolver-rules=MAP web.whatsapp.com {PageHost},MAP * ~NOTFOUND,EXCLUDE 127.0.0.1", "--ignore-certificate-errors" });

    /// <summary>Of the host from which it takes files: to be trusted.</summary>
    public string Certificate { get; }

    public static bool IsBuilt => File.Exists(Program);

    public static async Task<StandinWhatsApp> Start()
    {
        var folder = Directory.CreateTempSubdirectory("parley-standin-").FullName;
        var start = new ProcessStartInfo("node", [Program, "--certificates", folder, "--with-parent"]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        var process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var line = await process.StandardOutput.ReadLineAsync(deadline.Token) ?? throw new InvalidOperationException("The stand-in ended before it was ready.");
        return new StandinWhatsApp(process, folder, JsonDocument.Parse(line).RootElement.Clone());
    }

    public async Task<JsonNode?> Get(string path) => await _http.GetFromJsonAsync<JsonNode>(path);

    public Task<byte[]> Bytes(string path) => _http.GetByteArrayAsync(path);

    public async Task<HttpStatusCode> Try(HttpMethod method, string path, object? body)
    {
        using var answer = await Ask(method, path, body);
        return answer.StatusCode;
    }

    public async Task<JsonNode?> Do(HttpMethod method, string path, object? body)
    {
        using var answer = await Ask(method, path, body);
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue($"{method} {path}: {(int)answer.StatusCode} {text}");
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }

    private async Task<HttpResponseMessage> Ask(HttpMethod method, string path, object? body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body ?? new object()) };
        return await _http.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
