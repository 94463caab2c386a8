using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Parley.Identity.Accounts;

namespace Parley.Identity.Passkeys;

/// <summary>POST /api/auth/passkey-login/options: what the browser's <c>navigator.credentials.get</c> takes. It names nobody: the person chooses among their own passkeys.</summary>
public static class BeginPasskeySignIn
{
    internal const string Purpose = "sign-in";

    internal static async Task<ContentHttpResult> Handle(HttpContext context, IPasskeyHandler<User> passkeys, PasskeyCeremony ceremony)
    {
        var options = await passkeys.MakeRequestOptionsAsync(null, context);
        ceremony.Remember(context, Purpose, options.AssertionState);
        return TypedResults.Text(options.RequestOptionsJson, "application/json");
    }
}
