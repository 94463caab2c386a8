using Microsoft.AspNetCore.Identity;
using Parley.Identity.Accounts;

namespace Parley.Identity.TwoFactor;

/// <summary>Checks the second factor of a person: a code of the authenticator app (TOTP), or a recovery code, which is then used up.</summary>
internal sealed class SecondFactor(UserManager<User> users)
{
    private const string Provider = "parley";
    private const string LastCode = "last-code";

    /// <returns>Null: the person has a second factor and no code came. True also for whoever has none.</returns>
    public async Task<bool?> Passes(User user, string? code)
    {
        if (!user.TwoFactorEnabled) return true;
        code = code?.Replace(" ", "", StringComparison.Ordinal);
        if (string.IsNullOrEmpty(code)) return null;
        return code.Length == 6 && code.All(char.IsAsciiDigit) ? await IsCurrent(user, code) : (await users.RedeemTwoFactorRecoveryCodeAsync(user, code)).Succeeded;
    }

    /// <summary>Whether the app shows this code now. Somebody who looked over a shoulder cannot use it a second time.</summary>
    public async Task<bool> IsCurrent(User user, string code)
    {
        if (await users.GetAuthenticationTokenAsync(user, Provider, LastCode) == code) return false;
        if (!await users.VerifyTwoFactorTokenAsync(user, TokenOptions.DefaultAuthenticatorProvider, code)) return false;
        await users.SetAuthenticationTokenAsync(user, Provider, LastCode, code);
        return true;
    }
}
