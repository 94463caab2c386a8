using Microsoft.Extensions.Primitives;
using Parley.Identity.ApiKeys;

namespace Parley.Identity.SignIn;

/// <summary>What a request shows of itself. What it says in a header counts before a cookie.</summary>
internal readonly record struct Credential(CredentialKind Kind, string Text)
{
    public static Credential Of(HttpContext context)
    {
        var headers = context.Request.Headers;
        if (First(headers["X-Api-Key"]) is { } key) return new(CredentialKind.ApiKey, key);
        if (First(headers["apikey"]) is { } sameByAnotherName) return new(CredentialKind.ApiKey, sameByAnotherName);
        if (First(headers.Authorization) is { } authorization && authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) return Bearer(authorization[7..].Trim());
        // Browsers cannot set headers on a WebSocket or an EventSource.
        if (context.GetEndpoint()?.Metadata.GetMetadata<TokenInQuery>() is not null && First(context.Request.Query["access_token"]) is { } token) return Bearer(token);
        return context.Request.Cookies.ContainsKey(SignIns.CookieName) ? new(CredentialKind.Cookie, "") : default;
    }

    private static Credential Bearer(string text) => new(text.StartsWith(ApiKeyText.Mark, StringComparison.Ordinal) ? CredentialKind.ApiKey : CredentialKind.AccessToken, text);

    private static string? First(StringValues values) => values.Count > 0 && values[0] is { Length: > 0 } value ? value : null;
}

internal enum CredentialKind { None, Cookie, AccessToken, ApiKey }

/// <summary>Metadata of an endpoint that also takes its credential as <c>?access_token=</c>: only realtime connections,
/// because addresses end up in the logs of proxies.</summary>
public sealed class TokenInQuery;
