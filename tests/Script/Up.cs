using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Parley.Platform.Http;
using Shouldly;

namespace Parley.Tests.Script;

/// <summary><c>./parley up</c> on a free port.</summary>
internal sealed class Up : IDisposable
{
    private readonly Process _process;
    private readonly Task<string[]> _words;
    private readonly HttpClient _http;

    public Up(ParleyScript script, params string[] arguments) : this(script, new Dictionary<string, string>(), arguments) { }

    /// <param name="more">Variables beside those of every test.</param>
    public Up(ParleyScript script, IReadOnlyDictionary<string, string> more, params string[] arguments)
    {
        var port = FreePort();
        Environment = new Dictionary<string, string>(more) { ["PORT"] = port.ToString(), ["LISTEN"] = "127.0.0.1" };
        _http = new HttpClient(new ConnectionFaults(new SocketsHttpHandler())) { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        _process = script.Start(Environment, ["up", .. arguments]);
        _words = Task.WhenAll(_process.StandardOutput.ReadToEndAsync(), _process.StandardError.ReadToEndAsync());
    }

    public IReadOnlyDictionary<string, string> Environment { get; }

    public HttpClient Http => _http;

    public async Task<string> WordsIfEnded() => _process.HasExited ? string.Concat(await _words) : "no answer";

    public async Task<bool> Answers(string path)
    {
        var deadline = Stopwatch.StartNew();
        while (deadline.Elapsed < TimeSpan.FromMinutes(3) && !_process.HasExited)
        {
            try
            {
                if ((await _http.GetAsync(path)).IsSuccessStatusCode) return true;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
        return false;
    }

    /// <summary>Asks it to end, waits for that, and returns what it printed.</summary>
    public async Task<string> Stop()
    {
        using (var terminate = Process.Start("kill", ["-TERM", _process.Id.ToString()])) await terminate.WaitForExitAsync();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await _process.WaitForExitAsync(deadline.Token);
        _process.ExitCode.ShouldBe(0, string.Concat(await _words));
        return string.Concat(await _words);
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
        _http.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
