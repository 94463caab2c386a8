using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Parley.Identity.Accounts;
using Parley.Identity.SignIn;

namespace Parley.Identity.TwoFactor;

/// <summary>POST /api/auth/2fa/disable: signing in takes the password alone again. Every other sign-in of the person is over.</summary>
public static class DisableTwoFactor
{
    public sealed record Request([Required, StringLength(256)] string Password);

    internal static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        Request request, HttpContext context, Caller caller, AccountsDb accounts, UserManager<User> users, CheckPassword check, Callers callers, CancellationToken cancellationToken)
    {
        if (await check.Confirm(context, caller, request.Password, cancellationToken) is { } refusal) return refusal;
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
