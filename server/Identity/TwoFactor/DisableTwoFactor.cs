using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Parley.Identity.Accounts;
using Parley.Identity.SignIn;

namespace Parley.Identity.TwoFactor;

/// <summary>POST /api/auth/2fa/disable: signing in takes the first factor alone again. Every other sign-in of the person is over.</summary>
public static class DisableTwoFactor
{
    /// <param name="Password">The present one, of whoever has one.</param>
    /// <param name="Code">Of whoever has no password: the six digits that the app shows, or a recovery code.</param>
    /// <param name="Credential">A passkey in place of both: what <c>navigator.credentials.get</c> gave for POST /api/auth/passkeys/confirm-options.</param>
    public sealed record Request([StringLength(256)] string? Password = null, [StringLength(20)] string? Code = null, JsonElement? Credential = null);

    internal static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        Request request, HttpContext context, Caller caller, AccountsDb accounts, UserManager<User> users, ConfirmPerson confirm, Callers callers, CancellationToken cancellationToken)
    {
        if (await confirm.Refusal(context, caller, new Proof(request.Password, request.Code, request.Credential), cancellationToken) is { } refusal) return refusal;
        await using var transaction = await accounts.Database.BeginTransactionAsync(cancellationToken);
        var user = await CallersAccount.Find(caller, users);
        await Forget(user, users);
        await SignIns.Keep(accounts, user, caller.SignIn!.Value, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await callers.Forget(cancellationToken);
        return TypedResults.NoContent();
    }

    /// <summary>Takes the second factor away, with its secret and its recovery codes.</summary>
    internal static async Task Forget(User user, UserManager<User> users)
    {
        await users.SetTwoFactorEnabledAsync(user, false);
        await users.RemoveAuthenticationTokenAsync(user, AccountStore.OwnProvider, AccountStore.AuthenticatorKey);
        await users.RemoveAuthenticationTokenAsync(user, AccountStore.OwnProvider, AccountStore.RecoveryCodes);
    }
}
