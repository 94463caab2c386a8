using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Parley.Identity.Accounts;
using Parley.Platform.Http;

namespace Parley.Identity.Passkeys;

/// <summary>POST /api/auth/passkeys/options: what the browser's <c>navigator.credentials.create</c> takes to make a passkey for the caller.</summary>
public static class BeginPasskey
{
    internal const string Purpose = "register";
    internal const int Most = 20;

    internal static async Task<Results<ContentHttpResult, ProblemHttpResult>> Handle(HttpContext context, Caller caller, UserManager<User> users, IPasskeyHandler<User> passkeys, PasskeyCeremony ceremony)
    {
        var user = await CallersAccount.Find(caller, users);
        if ((await users.GetPasskeysAsync(user)).Count >= Most) return Problems.IllegalState.With($"You have {Most} passkeys. Remove one first.");
        var options = await passkeys.MakeCreationOptionsAsync(new PasskeyUserEntity { Id = user.Id.ToString(), Name = user.Email!, DisplayName = user.Name ?? user.Email! }, context);
        ceremony.Remember(context, Purpose, options.AttestationState);
        return TypedResults.Text(options.CreationOptionsJson, "application/json");
    }
}
