using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Parley.Identity.Accounts;
using Parley.Identity.SignIn;
using Parley.Platform.Http;

namespace Parley.Identity.TwoFactor;

/// <summary>POST /api/auth/2fa/enable: from now on signing in takes a code too. Every other sign-in of the person is over.</summary>
public static class EnableTwoFactor
{
    /// <param name="Code">The six digits that the app shows now.</param>
    public sealed record Request([Required, StringLength(20)] string Code);

    /// <param name="RecoveryCodes">Each is good once, in place of a code; shown only here.</param>
    public sealed record Response(IReadOnlyList<string> RecoveryCodes);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Request request, Caller caller, AccountsDb accounts, UserManager<User> users, SecondFactor codes, Callers callers, CancellationToken cancellationToken)
    {
        var user = await CallersAccount.Find(caller, users);
        if (user.TwoFactorEnabled) return Problems.IllegalState.With("The second factor is enabled already.");
        if (await users.GetAuthenticatorKeyAsync(user) is null) return Problems.IllegalState.With("Get a secret for your app first, with POST /api/auth/2fa/setup.");
        if (!await codes.IsCurrent(user, request.Code.Replace(" ", "", StringComparison.Ordinal)))
            return Problems.Validation.Field("code", "This is not the code that the app shows now. Check the clock of the phone.");

        await using var transaction = await accounts.Database.BeginTransactionAsync(cancellationToken);
        await users.SetTwoFactorEnabledAsync(user, true);
        var recovery = await users.GenerateNewTwoFactorRecoveryCodesAsync(user, RenewRecoveryCodes.Count);
        await SignIns.Keep(accounts, user, caller.SignIn!.Value, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await callers.Forget(cancellationToken);
        return TypedResults.Ok(new Response([.. recovery!]));
    }
}
