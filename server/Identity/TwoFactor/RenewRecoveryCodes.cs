using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Parley.Identity.Accounts;
using Parley.Identity.SignIn;
using Parley.Platform.Http;

namespace Parley.Identity.TwoFactor;

/// <summary>POST /api/auth/2fa/recovery-codes: ten new recovery codes; the old ones are worth nothing.</summary>
public static class RenewRecoveryCodes
{
    internal const int Count = 10;

    public sealed record Request([Required, StringLength(256)] string Password);

    internal static async Task<Results<Ok<EnableTwoFactor.Response>, ProblemHttpResult>> Handle(
        Request request, HttpContext context, Caller caller, UserManager<User> users, CheckPassword check, CancellationToken cancellationToken)
    {
        if (await check.Confirm(context, caller, request.Password, cancellationToken) is { } refusal) return refusal;
        var user = await CallersAccount.Find(caller, users);
        if (!user.TwoFactorEnabled) return Problems.IllegalState.With("The second factor is not enabled, so there is nothing to recover from.");
        return TypedResults.Ok(new EnableTwoFactor.Response([.. (await users.GenerateNewTwoFactorRecoveryCodesAsync(user, Count))!]));
    }
}
