using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Parley.Tests.Crash;

/// <summary>The server's program as a process of its own, to be killed, asked to end, frozen, and started again.
/// Only processes that this class started are ever signalled; what still runs when the test program ends is killed.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private const int KeptLines = 400;
    private static readonly ConcurrentDictionary<int, Process> Running = new();
    private readonly string[] _arguments;
    private readonly IReadOnlyDictionary<string, string> _environment;
    private readonly ConcurrentQueue<string> _lines = new();
    private Process? _process;

    static ChildProcess() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        foreach (var left in Running.Values)
            if (!left.HasExited) left.Kill();
    };

    public ChildProcess(IReadOnlyDictionary<string, string> environment, params string[] arguments) => (_environment, _arguments) = (environment, arguments);

    public bool IsRunning => _process is { HasExited: false };

    public int Id => _process!.Id;

    /// <summary>The last lines that it wrote, over all its lives.</summary>
    public string Output => string.Join(Environment.NewLine, _lines);

    public void Start()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Parley.Server.dll"), .. _arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        // The test run's own settings are not the child's.
        foreach (var name in new[] { "DATABASE_URL", "DATA_DIR", "PORT", "ROLES", "SIMULATOR", "SIMULATOR_URL", "SIMULATOR_TOKEN", "SIMULATOR_DEDUPLICATES" }) start.Environment.Remove(name);
        // It lives for seconds, so its start is what costs: this saves an eighth of it.
        start.Environment["DOTNET_TieredPGO"] = "0";
        foreach (var (name, value) in _environment) start.Environment[name] = value;
        _process?.Dispose();
        var process = _process = Process.Start(start)!;
        Running[process.Id] = process;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>SIGKILL: it ends between two instructions.</summary>
    public async Task Kill()
    {
        if (_process is null) return;
        if (!_process.HasExited) _process.Kill();
        await Gone();
    }

    /// <summary>SIGTERM, and its exit code.</summary>
    /// <exception cref="TimeoutException">It did not end.</exception>
    public async Task<int> Stop(TimeSpan limit)
    {
        await Signal("TERM");
        using var deadline = new CancellationTokenSource(limit);
        try
        {
            await _process!.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException late)
        {
            throw new TimeoutException($"It did not end within {limit.TotalSeconds} s of SIGTERM. It wrote: {Output}", late);
        }
        var status = _process!.ExitCode;
        await Gone();
        return status;
    }

    /// <summary>SIGSTOP: it stands still, with its connections open, until <see cref="Thaw"/>.</summary>
    public Task Freeze() => Signal("STOP");

    public Task Thaw() => Signal("CONT");

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task Signal(string name)
    {
        using var kill = Process.Start("kill", ["-" + name, Id.ToString()]);
        await kill.WaitForExitAsync();
    }

    private async Task Gone()
    {
        await _process!.WaitForExitAsync();
        Running.TryRemove(_process.Id, out _);
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        _lines.Enqueue(line);
        while (_lines.Count > KeptLines) _lines.TryDequeue(out _);
    }

    public async ValueTask DisposeAsync()
    {
        await Kill();
        _process?.Dispose();
    }
}
