using System.Buffers.Text;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Parley.Identity.Accounts;
using Parley.Identity.SignIn;
using Parley.Platform.Http;

namespace Parley.Identity.Passkeys;

/// <summary>POST /api/auth/passkeys/{id}/remove: nobody signs in with it any more. Who asks shows once more who they are: whoever sits at an open browser
/// must not take the owner's way in away.</summary>
public static class RemovePasskey
{
    /// <param name="Password">The present one, of whoever has one.</param>
    /// <param name="Code">Of whoever has no password: the six digits that the app shows, or a recovery code. Who has neither must have signed in within ten minutes.</param>
    /// <param name="Credential">A passkey in place of both: what <c>navigator.credentials.get</c> gave for POST /api/auth/passkeys/confirm-options.</param>
    public sealed record Request([StringLength(256)] string? Password = null, [StringLength(20)] string? Code = null, JsonElement? Credential = null);

    internal static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        string id, Request request, HttpContext context, Caller caller, UserManager<User> users, ConfirmPerson confirm, CancellationToken cancellationToken)
    {
        var user = await CallersAccount.Find(caller, users);
        if (!Base64Url.IsValid(id) || await users.GetPasskeyAsync(user, Base64Url.DecodeFromChars(id)) is not { } passkey) return Problems.NotFound.With("You have no passkey of that id.");
        if (await confirm.Refusal(context, caller, new Proof(request.Password, request.Code, request.Credential), cancellationToken, orFresh: true) is { } refusal) return refusal;
        // Read anew: a passkey that confirmed has written to the account.
        await users.RemovePasskeyAsync(await CallersAccount.Find(caller, users), passkey.CredentialId);
        return TypedResults.NoContent();
    }
}
