using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Parley.Identity.Accounts;

namespace Parley.Identity.TwoFactor;

/// <summary>GET /api/auth/2fa: whether the caller has a second factor.</summary>
public static class ShowTwoFactor
{
    /// <param name="RecoveryCodesLeft">Ten are given when it is enabled; each is good once.</param>
    public sealed record Response(bool Enabled, int RecoveryCodesLeft);

    internal static async Task<Ok<Response>> Handle(Caller caller, UserManager<User> users)
    {
        var user = await CallersAccount.Find(caller, users);
        return TypedResults.Ok(new Response(user.TwoFactorEnabled, user.TwoFactorEnabled ? await users.CountRecoveryCodesAsync(user) : 0));
    }
}
