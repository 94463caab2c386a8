using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Parley.Identity.Accounts;
using Parley.Identity.SignIn;
using Parley.Platform.Http;

namespace Parley.Identity.Passkeys;

/// <summary>POST /api/auth/passkeys/options: what the browser's <c>navigator.credentials.create</c> takes to make a passkey for the caller.
/// Who asks shows once more who they are: a passkey is a way in that stays, so whoever sits at an open browser must not get one.</summary>
public static class BeginPasskey
{
    internal const string Purpose = "register";
    internal const int Most = 20;

    /// <param name="Password">The present one, of whoever has one.</param>
    /// <param name="Code">Of whoever has no password: the six digits that the app shows, or a recovery code. Who has neither must have signed in within ten minutes.</param>
    /// <param name="Credential">A passkey in place of both: what <c>navigator.credentials.get</c> gave for POST /api/auth/passkeys/confirm-options.</param>
    public sealed record Request([StringLength(256)] string? Password = null, [StringLength(20)] string? Code = null, JsonElement? Credential = null);

    internal static async Task<Results<ContentHttpResult, ProblemHttpResult>> Handle(Request request, HttpContext context, Caller caller, UserManager<User> users, IPasskeyHandler<User> passkeys,
        PasskeyCeremony ceremony, ConfirmPerson confirm, CancellationToken cancellationToken)
    {
        if (await confirm.Refusal(context, caller, new Proof(request.Password, request.Code, request.Credential), cancellationToken, orFresh: true) is { } refusal) return refusal;
        var user = await CallersAccount.Find(caller, users);
        if ((await users.GetPasskeysAsync(user)).Count >= Most) return Problems.IllegalState.With($"You have {Most} passkeys. Remove one first.");
        var options = await passkeys.MakeCreationOptionsAsync(new PasskeyUserEntity { Id = user.Id.ToString(), Name = user.Email!, DisplayName = user.Name ?? user.Email! }, context);
        ceremony.Remember(context, Purpose, options.AttestationState);
        return TypedResults.Text(options.CreationOptionsJson, "application/json");
    }
}
