using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Parley.Identity.Accounts;
using Parley.Identity.Audit;
using Parley.Identity.SignIn;
using Parley.Platform.Http;

namespace Parley.Identity.Passkeys;

/// <summary>POST /api/auth/passkey-login: a person signs in with a passkey. It is both factors at once: the device, and the finger or PIN that opened it.</summary>
public static class SignInWithPasskey
{
    /// <param name="Credential">What <c>navigator.credentials.get</c> gave, as <c>toJSON()</c> writes it.</param>
    public sealed record Request([Required] JsonElement Credential);

    internal static async Task<Results<NoContent, ProblemHttpResult>> Handle(Request request, HttpContext context, UserManager<User> users, IPasskeyHandler<User> passkeys,
        PasskeyCeremony ceremony, RateLimits limits, SignIns signIns, SignInEvents events, TimeProvider time, CancellationToken cancellationToken)
    {
        if (limits.SignIn(context, "") is { } wait) return RateLimits.TryLater(context, wait, Problems.TooManyRequests, "Too many attempts to sign in; see Retry-After.");
        if (ceremony.Take(context, BeginPasskeySignIn.Purpose) is not { } state) return Problems.IllegalState.With("There is no challenge, or it is older than five minutes. Begin again.");
        var answer = await passkeys.PerformAssertionAsync(new PasskeyAssertionContext { HttpContext = context, CredentialJson = request.Credential.GetRawText(), AssertionState = state });
        // Set by hand to keep somebody out; a passkey is no way round it.
        if (!answer.Succeeded || answer.User.LockoutEnd > time.GetUtcNow()) return Problems.WrongCredentials.With("No account here has this passkey. Sign in in another way.");
        await users.AddOrUpdatePasskeyAsync(answer.User, answer.Passkey); // how often it was used, against copies
        await SignIns.GiveCookie(context, await signIns.Open(answer.User, SignInKind.Cookie, context, cancellationToken));
        await events.SignedIn(answer.User.Email!, answer.User.Id, context.Connection.RemoteIpAddress, cancellationToken);
        return TypedResults.NoContent();
    }
}
