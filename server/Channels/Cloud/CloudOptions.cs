using System.Text.RegularExpressions;

namespace Parley.Channels.Cloud;

/// <summary>How WhatsApp's official API is reached (variables WHATSAPP_CLOUD and WHATSAPP_CLOUD_…).</summary>
public sealed partial class CloudOptions
{
    /// <summary>The driver is there (WHATSAPP_CLOUD); <c>off</c> leaves it out.</summary>
    public bool On { get; init; } = true;

    /// <summary>Where Meta's Graph API is (WHATSAPP_CLOUD_URL). Another address is for a stand-in or a proxy of the operator's own: the accounts' tokens go there.</summary>
    public Uri Url { get; init; } = new("https://graph.facebook.com");

    /// <summary>The version of the API for accounts that name none (WHATSAPP_CLOUD_API_VERSION), such as <c>v23.0</c>.</summary>
    public string ApiVersion { get; init; } = "v23.0";

    /// <summary>Where received files may be besides the API's own host and Meta's, as <c>host:port</c>: for whoever has a proxy before Meta.</summary>
    public IReadOnlyList<string> MediaHosts { get; init; } = [];

    /// <summary>How long Meta's answer to a message is waited for; after it the outcome is unknown.</summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long any other answer is waited for.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the transfer of a file may take.</summary>
    public TimeSpan MediaTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How often each number's name, quality and limits are asked for.</summary>
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long the events of a webhook may take until they are committed; then Meta is told to send them again.</summary>
    public TimeSpan CommitPatience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long what is known of accounts and senders is believed without looking. A change rings a bell, which may be missed.</summary>
    public TimeSpan BelieveFor { get; init; } = TimeSpan.FromSeconds(30);

    /// <exception cref="FormatException">A variable is wrong; the message says which and what it takes.</exception>
    public static CloudOptions Read(IConfiguration configuration)
    {
        string? Value(string name) => configuration[name] is { Length: > 0 } value ? value : null;
        var wish = Value("WHATSAPP_CLOUD") ?? "on";
        if (wish is not ("on" or "off")) throw new FormatException($"WHATSAPP_CLOUD must be on or off, not \"{wish}\".");
        var usual = new CloudOptions();
        var version = Value("WHATSAPP_CLOUD_API_VERSION") ?? usual.ApiVersion;
        if (!IsVersion(version)) throw new FormatException($"WHATSAPP_CLOUD_API_VERSION must be written like {usual.ApiVersion}, not \"{version}\".");
        var url = usual.Url;
        if (Value("WHATSAPP_CLOUD_URL") is { } text && (!Uri.TryCreate(text.TrimEnd('/'), UriKind.Absolute, out url) || url.Scheme is not ("http" or "https") || url.Query.Length > 0 || url.UserInfo.Length > 0))
            throw new FormatException($"WHATSAPP_CLOUD_URL must be an http:// or https:// address, not \"{text}\".");
        var hosts = (Value("WHATSAPP_CLOUD_MEDIA_HOSTS") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (Array.Find(hosts, host => !Host().IsMatch(host)) is { } wrong) throw new FormatException($"WHATSAPP_CLOUD_MEDIA_HOSTS must be hosts with ports like media.example:443, with commas between them; \"{wrong}\" is none.");
        return new CloudOptions { On = wish == "on", Url = url!, ApiVersion = version, MediaHosts = hosts };
    }

    internal static bool IsVersion(string text) => Version().IsMatch(text);

    [GeneratedRegex(@"^[A-Za-z0-9.:-]+:[0-9]{1,5}\z", RegexOptions.None, 1000)]
    private static partial Regex Host();

    [GeneratedRegex(@"^v[0-9]{1,3}\.[0-9]{1,2}\z", RegexOptions.None, 1000)]
    private static partial Regex Version();
}
