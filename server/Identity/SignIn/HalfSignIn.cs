using System.Globalization;
using Microsoft.AspNetCore.DataProtection;
using Parley.Identity.Accounts;

namespace Parley.Identity.SignIn;

/// <summary>Somebody proved one factor elsewhere and owes the other: who it is travels sealed, in a cookie that lives for five minutes, so that any node can take the code.</summary>
internal sealed class HalfSignIn(IDataProtectionProvider protection)
{
    private const string CookieName = "parley_half";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);
    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("Parley.HalfSignIn").ToTimeLimitedDataProtector();

    public void Remember(HttpContext context, User user) => context.Response.Cookies.Append(CookieName, _protector.Protect($"{user.Id} {user.SecurityStamp}", Life), Options(context));

    /// <returns>Null: nobody, or too long ago. It stays, so that a wrong code can be given again.</returns>
    public (Guid User, string Stamp)? Read(HttpContext context)
    {
        if (context.Request.Cookies[CookieName] is not { Length: > 0 } cookie) return null;
        try
        {
            return _protector.Unprotect(cookie).Split(' ') is [var id, var stamp] ? (Guid.Parse(id, CultureInfo.InvariantCulture), stamp) : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null; // forged or over
        }
    }

    public static void Forget(HttpContext context) => context.Response.Cookies.Delete(CookieName, Options(context));

    private static CookieOptions Options(HttpContext context) => new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, Path = "/api/auth", MaxAge = Life, IsEssential = true };
}
