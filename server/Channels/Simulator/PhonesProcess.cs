using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Parley.Channels.Simulator.Graph;
using Parley.Channels.Simulator.Phones;
using Parley.Channels.Simulator.Wire;
using Parley.Identity;
using Parley.Platform;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Channels.Simulator;

/// <summary>The phones in a process of their own: the verb <c>phones</c>. Servers reach them through SIMULATOR_URL; killing a server does not kill the phones.
/// The control API is the server's, with the tenant named in the header <c>X-Parley-Tenant</c> where several have a world here.</summary>
internal static class PhonesProcess
{
    private static readonly long LargestFile = WhatsAppLimits.MaxMediaBytes.Values.Max();

    /// <summary><c>phones [--port 3100] [--listen 127.0.0.1]</c>; the token is the variable SIMULATOR_TOKEN.</summary>
    /// <exception cref="FormatException">An argument is wrong; the message says which.</exception>
    public static async Task<int> Run(string[] args)
    {
        string Argument(string name, string fallback) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : fallback;
        if (!int.TryParse(Argument("--port", "3100"), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port > 65535) throw new FormatException("--port must be a number from 0 to 65535.");
        if (!IPAddress.TryParse(Argument("--listen", "127.0.0.1"), out var listen)) throw new FormatException("--listen must be an IP address.");
        var token = Environment.GetEnvironmentVariable("SIMULATOR_TOKEN") is { Length: > 0 } set ? set : null;
        if (token is null && !IPAddress.IsLoopback(listen)) throw new FormatException("Set SIMULATOR_TOKEN before the phones listen to the network: without it anybody may play with them.");

        await using var app = Build(new IPEndPoint(listen, port), token);
        await app.StartAsync();
        await Console.Out.WriteLineAsync($"The phones listen on {app.Urls.First()}; start the server with SIMULATOR_URL={app.Urls.First()}");
        await app.WaitForShutdownAsync();
        return 0;
    }

    internal static WebApplication Build(IPEndPoint listen, string? token, SimulatorOptions? options = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        var services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        SimulatorFeature.AddPhones(services, options ?? new SimulatorOptions());
        PlatformFeature.AddAnswers(services);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestFile;
            kestrel.Listen(listen);
        });

        var app = builder.Build();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        // Its callers have tokens of their own, those of pretend businesses; web pages are kept out all the same.
        app.Map("/graph", graph => graph.Run(context => IsOfPage(context, token) ? Problems.Forbidden.With("The phones are for programs, not for web pages.").ExecuteAsync(context)
            : context.RequestServices.GetRequiredService<GraphApi>().Handle(context)));
        app.Use((context, next) => LetIn(context, next, token));
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(5), KeepAliveTimeout = TimeSpan.FromSeconds(10) });
        app.MapGet("/network", Serve);
        app.MapPut("/network/media/{sha256}", PutMedia);
        app.MapGet("/network/media/{sha256}", GetMedia);
        SimulatorFeature.MapControl(app);
        return app;
    }

    private static async Task LetIn(HttpContext context, RequestDelegate next, string? token)
    {
        var given = context.Request.Headers.Authorization.ToString();
        if (token is not null && !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes("Bearer " + token)))
        {
            await Problems.NotSignedIn.With("Send SIMULATOR_TOKEN as a bearer token.").ExecuteAsync(context);
            return;
        }
        if (IsOfPage(context, token))
        {
            await Problems.Forbidden.With("The phones are for programs, not for web pages.").ExecuteAsync(context);
            return;
        }
        var worlds = context.RequestServices.GetRequiredService<Worlds>();
        var named = context.Request.Headers[AccessGate.TenantHeader].ToString();
        var only = worlds.All is { Count: 1 } one ? one.Single().Tenant : default;
        if (named.Length == 0 ? worlds.All.Count > 1 && context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal) : !TenantId.TryParse(named, out only))
        {
            await Problems.Validation.Field(AccessGate.TenantHeader, "Name the tenant by its id: several have phones here.").ExecuteAsync(context);
            return;
        }
        context.Features.Set(new Caller(only, null, null, Role.Admin, Everything, "phones"));
        await next(context);
    }

    // A page that a person's browser shows must not reach the phones of that machine. It says where it comes from, or, when its own
    // name was turned to this machine, calls it by that name.
    private static bool IsOfPage(HttpContext context, string? token) => context.Request.Headers.Origin.Count > 0 || token is null && !IsThisMachine(context.Request.Host.Host);

    private static bool IsThisMachine(string host) => host == "localhost" || IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address);

    private static readonly IReadOnlySet<string> Everything = new HashSet<string>([Scopes.All], StringComparer.Ordinal);

    private static async Task Serve(HttpContext context, Worlds worlds, IHostApplicationLifetime lifetime)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            await Problems.BadRequest.With("This address speaks WebSocket.").ExecuteAsync(context);
            return;
        }
        using var web = await context.WebSockets.AcceptWebSocketAsync();
        using var socket = new PhonesSocket(web, worlds);
        try
        {
            await socket.Serve(lifetime.ApplicationStopping);
        }
        catch (Exception end) when (end is System.Net.WebSockets.WebSocketException or OperationCanceledException or IOException)
        {
            // The server went, as servers do; its sessions' events wait here.
        }
    }

    private static async Task<IResult> PutMedia(string sha256, Caller caller, Worlds worlds, HttpRequest request, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        await request.Body.CopyToAsync(bytes, cancellationToken);
        worlds.Of(caller.Tenant).Media.Put(sha256, bytes.ToArray());
        return TypedResults.NoContent();
    }

    private static IResult GetMedia(string sha256, Caller caller, Worlds worlds) =>
        worlds.Of(caller.Tenant).Media.Get(sha256) is { } bytes ? TypedResults.Bytes(bytes) : Problems.NotFound.With("There is no such file.");
}
