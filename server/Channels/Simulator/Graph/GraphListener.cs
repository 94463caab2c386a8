using System.Globalization;
using System.Net;

namespace Parley.Channels.Simulator.Graph;

/// <summary>Serves the pretend Graph API on a port of its own on this machine (SIMULATOR_GRAPH_PORT), where the world of phones is in this process. In the phones' own process
/// it is below <c>/graph</c> of their address.</summary>
internal sealed partial class GraphListener(GraphApi api, int port, ILogger<GraphListener> logger) : IHostedService, IAsyncDisposable
{
    private WebApplication? _app;

    /// <summary>For WHATSAPP_CLOUD_URL.</summary>
    public Uri? Address => _app is { } app ? new Uri(app.Urls.First()) : null;

    /// <exception cref="FormatException">The variable is wrong.</exception>
    public static int? PortOf(IConfiguration configuration) => configuration["SIMULATOR_GRAPH_PORT"] is not { Length: > 0 } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65535 ? port : throw new FormatException($"SIMULATOR_GRAPH_PORT must be a number from 0 to 65535, not \"{text}\".");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 101 << 20;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        _app = builder.Build();
        _app.Run(api.Handle);
        await _app.StartAsync(cancellationToken);
        Listens(logger, Address!);
    }

    public Task StopAsync(CancellationToken cancellationToken) => _app?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_app is not null) await _app.DisposeAsync();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The simulator's stand-in for WhatsApp's Cloud API listens on {Address}; a server whose WHATSAPP_CLOUD_URL is that address talks to pretend phones")]
    private static partial void Listens(ILogger logger, Uri address);
}
