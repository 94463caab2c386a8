using System.Globalization;
using System.Net;

namespace Parley.Identity;

/// <summary>Limits at the door of the HTTP surface.</summary>
public sealed class AccessOptions
{
    /// <summary>Requests per minute of one credential, or of one address without any (RATE_LIMIT). A sixth of it may come at once.</summary>
    public int RequestsPerMinute { get; init; } = 120_000;

    /// <summary>Passwords per minute from one address (SIGN_IN_LIMIT_IP). Fewer slows guessing across many accounts; an office shares an address.</summary>
    public int SignInsPerAddress { get; init; } = 60;

    /// <summary>Passwords per minute for one e-mail, right or wrong (SIGN_IN_LIMIT_EMAIL).</summary>
    public int SignInsPerEmail { get; init; } = 20;

    /// <summary>Days that the audit log reaches back (AUDIT_DAYS).</summary>
    public int AuditDays { get; init; } = 400;

    /// <summary>Proxies whose X-Forwarded-For and X-Forwarded-Proto are believed (TRUSTED_PROXIES, addresses or networks with commas). None: the headers are ignored.</summary>
    public IReadOnlyList<IPNetwork> TrustedProxies { get; init; } = [];

    /// <exception cref="FormatException">A variable cannot be read; the message names it.</exception>
    public static AccessOptions Read(IConfiguration configuration)
    {
        var defaults = new AccessOptions();
        return new AccessOptions
        {
            RequestsPerMinute = Number(configuration, "RATE_LIMIT", defaults.RequestsPerMinute, 60),
            SignInsPerAddress = Number(configuration, "SIGN_IN_LIMIT_IP", defaults.SignInsPerAddress, 1),
            SignInsPerEmail = Number(configuration, "SIGN_IN_LIMIT_EMAIL", defaults.SignInsPerEmail, 1),
            AuditDays = Number(configuration, "AUDIT_DAYS", defaults.AuditDays, 1),
            TrustedProxies = [.. (configuration["TRUSTED_PROXIES"] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Network)],
        };
    }

    private static int Number(IConfiguration configuration, string name, int otherwise, int least)
    {
        if (configuration[name] is not { Length: > 0 } text) return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least
            ? value
            : throw new FormatException($"{name} must be a whole number from {least}, not \"{text}\".");
    }

    private static IPNetwork Network(string text)
    {
        if (IPAddress.TryParse(text, out var address)) return new IPNetwork(address, address.GetAddressBytes().Length * 8);
        return IPNetwork.TryParse(text, out var network) ? network : throw new FormatException($"TRUSTED_PROXIES must be addresses such as 10.0.0.1 or networks such as 10.0.0.0/8, not \"{text}\".");
    }
}
