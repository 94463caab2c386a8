using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Parley.Identity.Accounts;
using Parley.Platform.Http;

namespace Parley.Identity.Passkeys;

/// <summary>POST /api/auth/passkeys: keeps the passkey that the browser made.</summary>
public static class AddPasskey
{
    /// <param name="Name">To know it by: "Ana's laptop".</param>
    /// <param name="Credential">What <c>navigator.credentials.create</c> gave, as <c>toJSON()</c> writes it.</param>
    public sealed record Request([Required, StringLength(80, MinimumLength = 1)] string Name, [Required] JsonElement Credential);

    internal static async Task<Results<Created<ListPasskeys.Item>, ProblemHttpResult>> Handle(
        Request request, HttpContext context, Caller caller, UserManager<User> users, IPasskeyHandler<User> passkeys, PasskeyCeremony ceremony)
    {
        if (ceremony.Take(context, BeginPasskey.Purpose) is not { } state) return Problems.IllegalState.With("There is no challenge, or it is older than five minutes. Begin again with POST /api/auth/passkeys/options.");
        var user = await CallersAccount.Find(caller, users);
        var made = await passkeys.PerformAttestationAsync(new PasskeyAttestationContext { HttpContext = context, CredentialJson = request.Credential.GetRawText(), AttestationState = state });
        if (!made.Succeeded) return Problems.Validation.Field("credential", "The browser's answer does not fit the challenge. Try again.");
        if (made.UserEntity.Id != user.Id.ToString()) return Problems.Validation.Field("credential", "This passkey was made for somebody else.");
        made.Passkey.Name = request.Name.Trim();
        var kept = await users.AddOrUpdatePasskeyAsync(user, made.Passkey);
        if (!kept.Succeeded) return Problems.Conflict.With("This passkey is known already.");
        var item = ListPasskeys.Of(made.Passkey);
        return TypedResults.Created($"/api/auth/passkeys/{item.Id}", item);
    }
}
