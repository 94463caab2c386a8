using Microsoft.AspNetCore.DataProtection;

namespace Parley.Identity.Passkeys;

/// <summary>What the server must remember between the challenge and its answer: it travels sealed, in a cookie that lives for five minutes, so that any node can take the answer.</summary>
internal sealed class PasskeyCeremony(IDataProtectionProvider protection)
{
    private const string CookieName = "parley_passkey";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);
    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("Parley.Passkeys").ToTimeLimitedDataProtector();

    /// <param name="purpose">Of registering and signing in, so that the one cannot be answered with the other.</param>
    public void Remember(HttpContext context, string purpose, string? state) => context.Response.Cookies.Append(CookieName, _protector.Protect($"{purpose} {state}", Life), Options(context));

    /// <returns>Null: there was no challenge, or it is too old, or of another purpose. It cannot be used again in any case.</returns>
    public string? Take(HttpContext context, string purpose)
    {
        if (context.Request.Cookies[CookieName] is not { Length: > 0 } cookie) return null;
        context.Response.Cookies.Delete(CookieName, Options(context));
        try
        {
            var text = _protector.Unprotect(cookie);
            return text.StartsWith(purpose + " ", StringComparison.Ordinal) ? text[(purpose.Length + 1)..] : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null; // forged or over
        }
    }

    private static CookieOptions Options(HttpContext context) => new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, Path = "/api/auth", MaxAge = Life, IsEssential = true };
}
