namespace Parley.Identity.Google;

/// <summary>Sign-in with Google: on when GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET are set. The endpoints are Google's own unless a test says otherwise.</summary>
public sealed class GoogleOptions
{
    /// <summary>What Google's console gave this install (GOOGLE_CLIENT_ID).</summary>
    public required string ClientId { get; init; }

    /// <summary>And its secret (GOOGLE_CLIENT_SECRET).</summary>
    public required string ClientSecret { get; init; }

    /// <summary>Where people consent (GOOGLE_AUTHORIZATION_ENDPOINT).</summary>
    public required string AuthorizationEndpoint { get; init; }

    /// <summary>Where a code becomes a token (GOOGLE_TOKEN_ENDPOINT).</summary>
    public required string TokenEndpoint { get; init; }

    /// <summary>Where the token tells who it is (GOOGLE_USERINFO_ENDPOINT).</summary>
    public required string UserInformationEndpoint { get; init; }

    /// <summary>Who becomes an admin of the first tenant at the first sign-in (ADMIN_EMAILS, with commas).</summary>
    public required IReadOnlySet<string> Admins { get; init; }

    /// <summary>Who becomes a vendor of the first tenant at the first sign-in (VENDOR_EMAILS, with commas).</summary>
    public required IReadOnlySet<string> Vendors { get; init; }

    /// <returns>Null when it is not configured.</returns>
    /// <exception cref="FormatException">Half of it is configured, or an address cannot be one.</exception>
    public static GoogleOptions? Read(IConfiguration configuration)
    {
        var (id, secret) = (configuration["GOOGLE_CLIENT_ID"], configuration["GOOGLE_CLIENT_SECRET"]);
        if (string.IsNullOrEmpty(id) && string.IsNullOrEmpty(secret)) return null;
        if (string.IsNullOrEmpty(id)) throw new FormatException("GOOGLE_CLIENT_SECRET is set and GOOGLE_CLIENT_ID is not: set both, or neither.");
        if (string.IsNullOrEmpty(secret)) throw new FormatException("GOOGLE_CLIENT_ID is set and GOOGLE_CLIENT_SECRET is not: set both, or neither.");
        return new GoogleOptions
        {
            ClientId = id,
            ClientSecret = secret,
            AuthorizationEndpoint = Endpoint(configuration, "GOOGLE_AUTHORIZATION_ENDPOINT", "https://accounts.google.com/o/oauth2/v2/auth"),
            TokenEndpoint = Endpoint(configuration, "GOOGLE_TOKEN_ENDPOINT", "https://oauth2.googleapis.com/token"),
            UserInformationEndpoint = Endpoint(configuration, "GOOGLE_USERINFO_ENDPOINT", "https://openidconnect.googleapis.com/v1/userinfo"),
            Admins = Emails(configuration, "ADMIN_EMAILS"),
            Vendors = Emails(configuration, "VENDOR_EMAILS"),
        };
    }

    /// <summary>The role that a first sign-in of this address gets; null: it is on no list. Who is on both is an admin.</summary>
    public Role? RoleOf(string email) => Admins.Contains(email) ? Role.Admin : Vendors.Contains(email) ? Role.Vendor : null;

    private static string Endpoint(IConfiguration configuration, string name, string otherwise)
    {
        if (configuration[name] is not { Length: > 0 } text) return otherwise;
        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? text : throw new FormatException($"{name} must be an http:// or https:// address, not \"{text}\".");
    }

    private static HashSet<string> Emails(IConfiguration configuration, string name)
    {
        var emails = (configuration[name] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (Array.Find(emails, email => !email.Contains('@', StringComparison.Ordinal)) is { } wrong) throw new FormatException($"{name} must be e-mail addresses with commas between them; \"{wrong}\" is none.");
        return emails.ToHashSet(StringComparer.OrdinalIgnoreCase);
    }
}
