using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Parley.Platform;

/// <summary>The install's configuration, read once from environment variables (or the arguments <c>--roles</c>, <c>--port</c>).
/// A wrong value stops the start with a sentence that names the variable.</summary>
public sealed record ParleySettings
{
    /// <summary>Where the web role listens unless told otherwise. A process that only works answers for its health one port higher, so that both can run on one machine.</summary>
    private const int UsualPort = 3000;

    /// <summary>TCP port of the HTTP surface (PORT), 1 to 65535; 0 lets the system choose.</summary>
    public int Port { get; init; } = UsualPort;

    /// <summary>Address to listen on (LISTEN), an IP address or <c>localhost</c>: 127.0.0.1 unless set; 0.0.0.0 opens it to the network.</summary>
    public string Listen { get; init; } = "127.0.0.1";

    /// <summary>Where the server listens unless ASPNETCORE_URLS says otherwise.</summary>
    internal string ListenUrl => Listen.Contains(':', StringComparison.Ordinal) ? $"http://[{Listen}]:{Port}" : $"http://{Listen}:{Port}";

    /// <summary><c>postgresql://…</c> (DATABASE_URL).</summary>
    public required string DatabaseUrl { get; init; }

    /// <summary>Where secrets, attachments and the private database live (DATA_DIR).</summary>
    public required string DataDir { get; init; }

    /// <summary>The address that people use (PUBLIC_URL), without a slash at the end.</summary>
    public required Uri PublicUrl { get; init; }

    /// <summary>This process serves HTTP (<c>--roles web</c>).</summary>
    public bool Web { get; init; } = true;

    /// <summary>This process holds sessions and sends (<c>--roles worker</c>).</summary>
    public bool Worker { get; init; } = true;

    /// <summary>The stand-in is there (SIMULATOR=on).</summary>
    public bool Simulator { get; init; } = true;

    /// <summary>Where the stand-in's phones run (SIMULATOR_URL); null: in this process.</summary>
    public Uri? SimulatorUrl { get; init; }

    /// <summary>The install's master key, 32 bytes in base64 (PARLEY_MASTER_KEY); null: DATA_DIR/secrets/master.key.</summary>
    public string? MasterKey { get; init; }

    public string? OwnerEmail { get; init; }
    public string? OwnerPassword { get; init; }

    /// <exception cref="FormatException">The message names the variable and what it takes.</exception>
    public static ParleySettings Read(IConfiguration configuration, string[] args)
    {
        string? Value(string name) => configuration[name] is { Length: > 0 } value ? value : null;
        var typed = Typed(args);

        var roles = (typed.GetValueOrDefault("--roles") ?? Value("ROLES") ?? "web,worker").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (roles.Length == 0 || roles.FirstOrDefault(role => role is not ("web" or "worker")) is not null)
            throw new FormatException("--roles takes web, worker, or both with a comma.");
        var web = roles.Contains("web", StringComparer.Ordinal);

        var port = web ? UsualPort : UsualPort + 1;
        if ((typed.GetValueOrDefault("--port") ?? Value("PORT")) is { } portText && (!int.TryParse(portText, NumberStyles.None, CultureInfo.InvariantCulture, out port) || port > 65535))
            throw new FormatException($"PORT must be a number from 0 to 65535, not \"{portText}\".");

        var simulator = Value("SIMULATOR") ?? "on";
        if (simulator is not ("on" or "off")) throw new FormatException($"SIMULATOR must be on or off, not \"{simulator}\".");

        // Where a worker answers for its health is nowhere for people to go.
        var publicUrl = Value("PUBLIC_URL") ?? $"http://localhost:{(web ? port : UsualPort)}";
        return new ParleySettings
        {
            Port = port,
            Listen = Place(Value("LISTEN") ?? "127.0.0.1"),
            DatabaseUrl = Value("DATABASE_URL") ?? throw new FormatException("DATABASE_URL is not set. ./parley up sets it for you; otherwise give postgresql://user:password@host:5432/database."),
            DataDir = Path.GetFullPath(Value("DATA_DIR") ?? "data"),
            PublicUrl = Address("PUBLIC_URL", publicUrl.TrimEnd('/')),
            Web = web,
            Worker = roles.Contains("worker", StringComparer.Ordinal),
            Simulator = simulator == "on",
            SimulatorUrl = Value("SIMULATOR_URL") is { } url ? Address("SIMULATOR_URL", url) : null,
            MasterKey = Value("PARLEY_MASTER_KEY"),
            OwnerEmail = Value("OWNER_EMAIL"),
            OwnerPassword = Value("OWNER_PASSWORD"),
        };
    }

    /// <summary>What was typed behind the program's name, as <c>--roles worker</c> or <c>--roles=worker</c>.</summary>
    private static Dictionary<string, string> Typed(string[] args)
    {
        var typed = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var at = 0; at < args.Length; at++)
        {
            var (name, value) = args[at].Split('=', 2) is [var before, var behind] ? (before, behind) : (args[at], args.ElementAtOrDefault(++at) ?? "");
            if (name is not ("--roles" or "--port")) throw new FormatException($"The server knows no argument {name}: it takes --roles web, --roles worker and --port N.");
            if (value.Length == 0 || value.StartsWith("--", StringComparison.Ordinal)) throw new FormatException($"{name} lacks its value: --roles web, --roles worker or --port N.");
            typed[name] = value;
        }
        return typed;
    }

    // Kestrel takes any other text for "every address of this machine", and so it does 0, which an IP address can be written as.
    private static string Place(string text) =>
        text == "localhost" || IPAddress.TryParse(text, out var address) && (address.AddressFamily == AddressFamily.InterNetworkV6 ? !text.Contains('[', StringComparison.Ordinal) : address.ToString() == text)
            ? text
            : throw new FormatException($"LISTEN must be an IP address such as 127.0.0.1 (this machine alone) or 0.0.0.0 (the network), or localhost, not \"{text}\".");

    private static Uri Address(string name, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? new Uri(text)
            : throw new FormatException($"{name} must be an http:// or https:// address, not \"{text}\".");
}
