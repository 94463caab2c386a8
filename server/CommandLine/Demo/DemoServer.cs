using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Parley.Identity;
using Parley.Identity.ApiKeys;
using Parley.Platform;

namespace Parley.CommandLine.Demo;

/// <summary>The real server, started in this process on the demo's own database and data folder.</summary>
internal sealed class DemoServer(WebApplication app, ServerPlace place, string email, string password) : IAsyncDisposable
{
    private const int UsualPort = 3000;

    public ServerPlace Place => place;
    public string Email => email;
    public string Password => password;

    /// <exception cref="VerbEnded">It was not started by ./parley demo, which brings a database that is thrown away.</exception>
    public static async Task<DemoServer> Start(Terminal terminal)
    {
        if (terminal.Variable("DATABASE_URL") is not { } database || terminal.Variable("DATA_DIR") is not { } dataDir)
            throw new VerbEnded(ExitStatus.Usage, "Start the demo with ./parley demo, which gives it a database and a folder of its own.");
        var (email, password) = ("demo@localhost.localdomain", Guid.NewGuid().ToString("N")[..12]);
        var port = terminal.Variable("PORT") ?? (IsFree(UsualPort) ? $"{UsualPort}" : "0");
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["PORT"] = port, ["LISTEN"] = "127.0.0.1", ["PUBLIC_URL"] = "", ["ROLES"] = "web,worker", ["DATABASE_URL"] = database, ["DATA_DIR"] = dataDir, ["OWNER_EMAIL"] = email, ["OWNER_PASSWORD"] = password,
            ["SIMULATOR"] = "on", ["SIMULATOR_URL"] = "", ["BAILEYS"] = "off", ["WEBJS"] = "off",
        };
        var app = ParleyServer.Build([], settings, services =>
        {
            services.AddSingleton(new FirstBootConsole(TextWriter.Null)); // the demo says it in its own words
            services.AddLogging(logging => logging.ClearProviders());
        });
        app.CheckPort();
        await app.PreparePlatform();
        await app.PrepareIdentity();
        await app.StartAsync();
        var address = AddressFile.Address(app.Services.GetRequiredService<IServer>()) ?? throw new VerbEnded(ExitStatus.Failed, "The server listens nowhere.");
        var key = (await File.ReadAllTextAsync(CommandLineKey.PathIn(Path.GetFullPath(dataDir)))).Trim();
        return new DemoServer(app, new ServerPlace(new Uri(address + "/"), key, true), email, password);
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
