using System.Diagnostics;

namespace Parley.Tests.Channels.Simulator;

/// <summary>The verb <c>phones</c> in a process of its own, to be killed.</summary>
internal sealed class PhonesProgram : IAsyncDisposable
{
    private readonly Process _process;

    private PhonesProgram(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public static async Task<PhonesProgram> Start(int port)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Parley.Server.dll"), "phones", "--port", port.ToString()]) { RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment.Remove("SIMULATOR_TOKEN");
        var process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            _ = await process.StandardOutput.ReadLineAsync(deadline.Token) ?? throw new InvalidOperationException("The phones did not start.");
            return new PhonesProgram(process, new Uri($"http://127.0.0.1:{port}"));
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    /// <summary>SIGKILL.</summary>
    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
