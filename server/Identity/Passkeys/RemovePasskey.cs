using System.Buffers.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Parley.Identity.Accounts;
using Parley.Platform.Http;

namespace Parley.Identity.Passkeys;

/// <summary>DELETE /api/auth/passkeys/{id}: nobody signs in with it any more.</summary>
public static class RemovePasskey
{
    internal static async Task<Results<NoContent, ProblemHttpResult>> Handle(string id, Caller caller, UserManager<User> users)
    {
        var user = await CallersAccount.Find(caller, users);
        if (!Base64Url.IsValid(id) || await users.GetPasskeyAsync(user, Base64Url.DecodeFromChars(id)) is not { } passkey) return Problems.NotFound.With("You have no passkey of that id.");
        await users.RemovePasskeyAsync(user, passkey.CredentialId);
        return TypedResults.NoContent();
    }
}
