using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Parley.Identity.Accounts;
using Parley.Identity.SignIn;
using Parley.Platform.Http;

namespace Parley.Identity.Passkeys;

/// <summary>POST /api/auth/passkeys/confirm-options: what the browser's <c>navigator.credentials.get</c> takes to show one of the caller's passkeys, in place of the password,
/// to the calls that ask for it.</summary>
public static class BeginConfirmation
{
    internal static async Task<Results<ContentHttpResult, ProblemHttpResult>> Handle(HttpContext context, Caller caller, UserManager<User> users, IPasskeyHandler<User> passkeys, PasskeyCeremony ceremony)
    {
        var user = await CallersAccount.Find(caller, users);
        if ((await users.GetPasskeysAsync(user)).Count == 0) return Problems.IllegalState.With("You have no passkey.");
        var options = await passkeys.MakeRequestOptionsAsync(user, context);
        ceremony.Remember(context, ConfirmPerson.Purpose, options.AssertionState);
        return TypedResults.Text(options.RequestOptionsJson, "application/json");
    }
}
