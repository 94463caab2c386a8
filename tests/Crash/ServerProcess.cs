using System.Net;
using Parley.Platform.Http;
using Parley.Tests.Support;

namespace Parley.Tests.Crash;

/// <summary>One server, always on the same port, however often it is started.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly ChildProcess _process;
    private readonly HttpClient _health;

    /// <param name="roles">web, worker, or both with a comma.</param>
    public ServerProcess(IReadOnlyDictionary<string, string> environment, string roles = "web,worker")
    {
        var port = ChildProcess.FreePort();
        Address = new Uri($"http://127.0.0.1:{port}");
        _process = new ChildProcess(environment, "--roles", roles, "--port", port.ToString());
        _health = new HttpClient(new ConnectionFaults(new SocketsHttpHandler())) { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
    }

    public Uri Address { get; }
    public string Output => _process.Output;
    public int ProcessId => _process.Id;

    /// <summary>How often it was started.</summary>
    public int Starts { get; private set; }

    public void Start()
    {
        Starts++;
        _process.Start();
    }

    public async Task StartReady()
    {
        Start();
        await UntilReady();
    }

    /// <summary>Until it says that it can do its work.</summary>
    public async Task UntilReady()
    {
        try
        {
            await Wait.Until(async () => _process.IsRunning ? await Status("/health/ready") == HttpStatusCode.OK : throw new InvalidOperationException("It ended."), TimeSpan.FromMinutes(2));
        }
        catch (Exception problem) when (problem is TimeoutException or InvalidOperationException)
        {
            throw new InvalidOperationException($"The server did not come up. It wrote: {Output}", problem);
        }
    }

    /// <returns>Null when nobody answers.</returns>
    public async Task<HttpStatusCode?> Status(string path)
    {
        try
        {
            using var answer = await _health.GetAsync(path);
            return answer.StatusCode;
        }
        catch (Exception none) when (none is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }

    /// <inheritdoc cref="ChildProcess.Kill"/>
    public Task Kill() => _process.Kill();

    /// <inheritdoc cref="ChildProcess.Stop"/>
    public Task<int> Stop(TimeSpan? limit = null) => _process.Stop(limit ?? TimeSpan.FromSeconds(40));

    /// <inheritdoc cref="ChildProcess.Freeze"/>
    public Task Freeze() => _process.Freeze();

    /// <inheritdoc cref="ChildProcess.Thaw"/>
    public Task Thaw() => _process.Thaw();

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _health.Dispose();
    }
}
