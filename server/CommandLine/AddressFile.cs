using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Parley.Platform;

namespace Parley.CommandLine;

/// <summary>DATA_DIR/run/address says where the server that runs on this data folder listens, and as which process, for the command line beside it.
/// It is there while the server is.</summary>
internal sealed partial class AddressFile(IServer server, ParleySettings settings, ILogger<AddressFile> logger) : IHostedLifecycleService
{
    public static string PathIn(string dataDir) => Path.Combine(dataDir, "run", "address");

    private string? _written;

    private string File => PathIn(settings.DataDir);

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        if (!settings.Web || Address(server) is not { } address) return Task.CompletedTask;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(File)!);
            var text = address + "\n" + Environment.ProcessId + "\n";
            System.IO.File.WriteAllText(File + ".new", text);
            System.IO.File.Move(File + ".new", File, overwrite: true);
            _written = text;
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            NotWritten(logger, unwritable, File); // the command line then needs PARLEY_URL
        }
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        if (_written is null) return Task.CompletedTask;
        try
        {
            // Another one's stays: that one still runs.
            if (System.IO.File.Exists(File) && System.IO.File.ReadAllText(File) == _written) System.IO.File.Delete(File);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            NotWritten(logger, gone, File);
        }
        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>An address that reaches the server from its own machine; null before it listens.</summary>
    public static string? Address(IServer server)
    {
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        if ((addresses.FirstOrDefault(a => a.StartsWith("http:", StringComparison.Ordinal)) ?? addresses.FirstOrDefault()) is not { } address) return null;
        // A server that listens everywhere also listens on the loopback, which is an address one can call.
        return address.Replace("//[::]", "//[::1]", StringComparison.Ordinal).Replace("//0.0.0.0", "//127.0.0.1", StringComparison.Ordinal)
            .Replace("//*", "//127.0.0.1", StringComparison.Ordinal).Replace("//+", "//127.0.0.1", StringComparison.Ordinal).TrimEnd('/');
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Path} cannot be written")]
    private static partial void NotWritten(ILogger logger, Exception exception, string path);
}
