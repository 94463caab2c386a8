using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;
using Parley.Platform;
using Parley.Platform.Data;
using Parley.Platform.Secrets;
using Parley.Senders;

namespace Parley.Channels.Gateway;

/// <summary>Joins the parts of an engine's gateways: where each is, what is said to it, what it tells, and the driver over all. The feature of each engine calls it.</summary>
internal static partial class GatewayFeature
{
    /// <summary>Variables of the operator that a gateway of our own gets as they are.</summary>
    private static readonly string[] HandedOn = ["PATH", "HOME", "LANG", "TZ", "TMPDIR", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR"];

    /// <summary>Files and folders, which the operator names from where the server stands; a gateway stands in its own folder.</summary>
    private static readonly string[] Paths = ["NODE_EXTRA_CA_CERTS", "PUPPETEER_EXECUTABLE_PATH", "WEBJS_PROFILES_DIR", "SSL_CERT_FILE", "SSL_CERT_DIR"];
    private static readonly string[] HandedOnByStart = ["NODE_", "GATEWAY_", "LC_", "PUPPETEER_"];

    /// <summary>The driver of an engine, as three variables named after it say: it is there when a gateway elsewhere is named (BAILEYS_API_URL with BAILEYS_API_SECRET), or when this
    /// machine has Node and the built gateway; BAILEYS=off leaves it out, BAILEYS=on has it say what is missing.</summary>
    /// <exception cref="FormatException">A variable is wrong; the message says which and what it takes.</exception>
    /// <param name="usualPort">Where a gateway of the engine listens that somebody starts by hand (gateway/src/config.ts).</param>
    /// <param name="sessionsPerProcess">How many sessions a process takes when the operator does not say, by Node's major version; null: as for a library that keeps its sessions in one heap.</param>
    public static void AddGatewayEngine(this WebApplicationBuilder builder, string name, ChannelCapabilities capabilities, ParleySettings settings, int usualPort, Func<int, int>? sessionsPerProcess = null)
    {
        var (configuration, prefix) = (builder.Configuration, name.ToUpperInvariant());
        var wish = configuration[prefix] is { Length: > 0 } set ? set : "auto";
        if (wish is not ("auto" or "on" or "off")) throw new FormatException($"{prefix} must be auto, on or off, not \"{wish}\".");
        if (wish == "off") return;
        var elsewhere = Elsewhere(prefix + "_API_URL", configuration[prefix + "_API_URL"], prefix + "_API_SECRET", configuration[prefix + "_API_SECRET"], usualPort);
        var root = builder.Environment.ContentRootPath;
        if (elsewhere is null && GatewayProcess.Lacking(ProgramOf(name, root, configuration, settings, keys: null)) is { } lacking)
        {
            builder.Services.AddSingleton<IHostedService>(provider => new LackingNotice(lacking, provider.GetRequiredService<ILogger<LackingNotice>>()));
            if (wish == "auto") return;
        }
        var connectsAtOnce = Count(prefix + "_CONNECTING_AT_ONCE", configuration) ?? capabilities.ConnectsAtOnce;
        builder.Services.AddGatewayDriver(name, capabilities with { ConnectsAtOnce = connectsAtOnce }, elsewhere, root, configuration, settings, sessionsPerProcess);
    }

    /// <param name="name">Of the driver and of its engine.</param>
    /// <param name="elsewhere">An operator runs it there; null: it runs here.</param>
    /// <param name="sessionsPerProcess">How many sessions a process takes when the operator does not say, by Node's major version; null: as for a library that keeps its sessions in one heap.</param>
    private static void AddGatewayDriver(this IServiceCollection services, string name, ChannelCapabilities capabilities, GatewayAddress? elsewhere, string contentRoot, IConfiguration configuration, ParleySettings settings,
        Func<int, int>? sessionsPerProcess)
    {
        var options = configuration.Options<GatewayOptions>("Gateway", options => options.Objection());
        var perProcess = Count($"{name.ToUpperInvariant()}_SESSIONS_PER_PROCESS", configuration);
        services.AddKeyedSingleton(name, (provider, _) => new GatewayPool(PlanOf(provider, name, capabilities, elsewhere, contentRoot, configuration, settings, options, perProcess, sessionsPerProcess ?? SessionsPerProcess.Default),
            options, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<GatewayPool>>()));
        services.AddSingleton<IChannelDriver>(provider => new GatewayPoolDriver(name, capabilities, provider.GetRequiredKeyedService<GatewayPool>(name)));
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredKeyedService<GatewayPool>(name));
    }

    private static GatewayPoolPlan PlanOf(IServiceProvider provider, string name, ChannelCapabilities capabilities, GatewayAddress? elsewhere, string contentRoot, IConfiguration configuration, ParleySettings settings,
        GatewayOptions options, int? set, Func<int, int> sessionsPerProcess)
    {
        var time = provider.GetRequiredService<TimeProvider>();
        var program = ProgramOf(name, contentRoot, configuration, settings, provider.GetRequiredService<InstallKeys>());
        // A process that holds no senders needs one for logins at most, and may share its data folder with a worker.
        if (!settings.Worker) program = program with { Folder = program.Folder + "-web" };
        var perProcess = new SessionsPerProcess(set, program.Node, sessionsPerProcess);
        return elsewhere is not null
            ? new GatewayPoolPlan(name, null, (number, isElsewhere) => Room(number, new GatewayElsewhere(elsewhere), isElsewhere, null), _ => new(int.MaxValue), () => null)
            : new GatewayPoolPlan(name, program.Folder, (number, isElsewhere) =>
            {
                var own = program with { Number = number, Folder = Path.Combine(program.Folder, number.ToString(CultureInfo.InvariantCulture)), Variables = perProcess.Shares(program.Variables) };
                return Room(number, new GatewayProcess(own, options, time, provider.GetRequiredService<ILogger<GatewayProcess>>()), isElsewhere, own.Folder);
            }, perProcess.Get, () => GatewayProcess.Lacking(program));

        GatewayRoom Room(int number, IGatewayPlace place, Func<SenderId, bool> isElsewhere, string? folder) => GatewayRoom.Of(name, capabilities, number, place, folder, isElsewhere,
            provider.GetRequiredService<IChannelDoor>(), provider.GetService<IAttachments>(), options, time, provider.GetRequiredService<ILogger<GatewayEvents>>(), settings.Worker);
    }

    /// <summary>Where this process would find Node and the gateway, and what it would hand on.</summary>
    public static GatewayProgram ProgramOf(string name, string contentRoot, IConfiguration configuration, ParleySettings settings, InstallKeys? keys)
    {
        var folder = configuration["GATEWAY_DIST"] is { Length: > 0 } dist ? dist : Path.Combine(contentRoot, "..", "gateway", "dist");
        return new GatewayProgram(name, FindNode(configuration["GATEWAY_NODE"]), Path.GetFullPath(Path.Combine(folder, "main.js")), Path.Combine(settings.DataDir, "gateway", name),
            NodeUrl(DatabaseUrl.Parse(settings.DatabaseUrl)), Variables(name, configuration), token => keys!.Get($"gateway {name}", token));
    }

    /// <summary>A variable that says how many; null when it is not set.</summary>
    /// <exception cref="FormatException">The message names the variable and what it takes.</exception>
    public static int? Count(string name, IConfiguration configuration)
    {
        if (configuration[name] is not { Length: > 0 } text) return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= 1000 ? count : throw new FormatException($"{name} must be a whole number from 1 to 1000, not \"{text}\".");
    }

    /// <summary>The gateway that runs elsewhere: its address and its secret, both or neither.</summary>
    /// <param name="usualPort">For <c>http</c> without a port: that is where gateways listen, and hardly one does at 80. <c>https</c> is a proxy's.</param>
    /// <exception cref="FormatException">The message names the variable and what it takes.</exception>
    public static GatewayAddress? Elsewhere(string urlName, string? url, string secretName, string? secret, int usualPort)
    {
        if (url is not { Length: > 0 }) return null;
        if (!Uri.TryCreate(url.TrimEnd('/') + "/", UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")) throw new FormatException($"{urlName} must be an http:// or https:// address, not \"{url}\".");
        if (address.Scheme == "http" && !WrittenPort().IsMatch(url)) address = new UriBuilder(address) { Port = usualPort }.Uri;
        return secret is { Length: >= 16 } ? new GatewayAddress(address, secret) : throw new FormatException($"{secretName} must be the gateway's secret (its GATEWAY_SECRET, at least 16 characters) when {urlName} is set.");
    }

    // Of the address itself it cannot be told: 80 is the same to it, written or not.
    [GeneratedRegex(@"^\s*[^:/]+://[^/?#]*:[0-9]+(?:[/?#]|\s*\z)", RegexOptions.None, 1000)]
    private static partial Regex WrittenPort();

    private static string? FindNode(string? named)
    {
        if (named is { Length: > 0 }) return File.Exists(named) ? named : null;
        var file = OperatingSystem.IsWindows() ? "node.exe" : "node";
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists);
    }

    private static Dictionary<string, string> Variables(string name, IConfiguration configuration)
    {
        var prefix = name.ToUpperInvariant() + "_";
        // Sections have a colon in their names; what is left are variables.
        return configuration.AsEnumerable().Where(entry => entry.Value is not null && !entry.Key.Contains(':', StringComparison.Ordinal) && !entry.Key.EndsWith("_API_SECRET", StringComparison.Ordinal)
                && (HandedOn.Contains(entry.Key, StringComparer.OrdinalIgnoreCase) || entry.Key.StartsWith(prefix, StringComparison.Ordinal) || Array.Exists(HandedOnByStart, start => entry.Key.StartsWith(start, StringComparison.Ordinal))))
            .ToDictionary(entry => entry.Key, entry => Paths.Contains(entry.Key, StringComparer.Ordinal) ? Path.GetFullPath(entry.Value!) : entry.Value!, StringComparer.Ordinal);
    }

    /// <summary>The login as Node's driver takes it.</summary>
    internal static string NodeUrl(NpgsqlConnectionStringBuilder login)
    {
        var query = new List<string>();
        var host = login.Host ?? "localhost";
        if (host.StartsWith('/'))
        {
            query.Add($"host={Uri.EscapeDataString(host)}");
            host = "localhost";
        }
        // Node's "require" checks certificates; PostgreSQL's does not.
        if (login.SslMode switch { SslMode.Disable => "disable", SslMode.Require => "no-verify", SslMode.VerifyCA => "verify-ca", SslMode.VerifyFull => "verify-full", _ => null } is { } mode) query.Add($"sslmode={mode}");
        if (login.RootCertificate is { Length: > 0 } root) query.Add($"sslrootcert={Uri.EscapeDataString(root)}");
        var user = Uri.EscapeDataString(login.Username ?? "") + (login.Password is { Length: > 0 } password ? ":" + Uri.EscapeDataString(password) : "");
        return $"postgresql://{user}@{(host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host)}:{login.Port}/{Uri.EscapeDataString(login.Database ?? "")}{(query.Count == 0 ? "" : "?" + string.Join('&', query))}";
    }
}
