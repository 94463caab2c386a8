using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Parley.Platform;

namespace Parley.CommandLine;

/// <summary>What a person at the terminal is told about start and stop: one line each.</summary>
internal static class Greeting
{
    public static void TellWhenReady(this WebApplication app, TextWriter console)
    {
        var settings = app.Services.GetRequiredService<ParleySettings>();
        app.Lifetime.ApplicationStarted.Register(() => console.WriteLine(settings.Web
            ? $"Parley is ready at {PlaceOf(app.Services.GetRequiredService<IServer>(), settings)} (Ctrl-C stops it)"
            : $"Parley's worker is ready; how it is stands at {AddressFile.Address(app.Services.GetRequiredService<IServer>())}/health/ready (Ctrl-C stops it)"));
        app.Lifetime.ApplicationStopping.Register(() => console.WriteLine("Parley stops: what is in flight finishes first."));
    }

    private static string PlaceOf(IServer server, ParleySettings settings) =>
        settings.PublicUrl.Port == 0 && AddressFile.Address(server) is { } address ? address : settings.PublicUrl.ToString().TrimEnd('/');

    /// <summary>Asked before the database is touched: the first start prints the owner's password, and must not fail after that.</summary>
    /// <exception cref="FormatException">Another program listens there, or it may not be used.</exception>
    public static void CheckPort(this WebApplication app)
    {
        var settings = app.Services.GetRequiredService<ParleySettings>();
        if (settings.Port == 0 || app.Configuration["urls"] != settings.ListenUrl || !IPAddress.TryParse(settings.Listen, out var place)) return;
        try
        {
            using var listener = new TcpListener(place, settings.Port);
            listener.Start();
        }
        catch (SocketException taken) when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw new FormatException($"Port {settings.Port} is taken by another program: stop that one, or choose another port (PORT={Other(settings.Port)} ./parley up{(settings.Web ? "" : " --roles worker")}).", taken);
        }
        catch (SocketException refused)
        {
            throw new FormatException($"Parley cannot listen on {settings.Listen}, port {settings.Port}: {refused.Message}. Set LISTEN and PORT to what this machine has.", refused);
        }
    }

    private static int Other(int port) => port < 65535 ? port + 1 : port - 1;
}
