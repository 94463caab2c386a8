using System.ComponentModel.DataAnnotations;
using System.Text.Json;
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

    /// <param name="Password">The present one, of whoever has one.</param>
    /// <param name="Code">Of whoever has no password: the six digits that the app shows, or a recovery code.</param>
    /// <param name="Credential">A passkey in place of both: what <c>navigator.credentials.get</c> gave for POST /api/auth/passkeys/confirm-options.</param>
    public sealed record Request([StringLength(256)] string? Password = null, [StringLength(20)] string? Code = null, JsonElement? Credential = null);

    internal static async Task<Results<Ok<EnableTwoFactor.Response>, ProblemHttpResult>> Handle(
        Request request, HttpContext context, Caller caller, UserManager<User> users, ConfirmPerson confirm, CancellationToken cancellationToken)
    {
        if (await confirm.Refusal(context, caller, new Proof(request.Password, request.Code, request.Credential), cancellationToken) is { } refusal) return refusal;
        var user = await CallersAccount.Find(caller, users);
        if (!user.TwoFactorEnabled) return Problems.IllegalState.With("The second factor is not enabled, so there is nothing to recover from.");
        return TypedResults.Ok(new EnableTwoFactor.Response([.. (await users.GenerateNewTwoFactorRecoveryCodesAsync(user, Count))!]));
    }
}
