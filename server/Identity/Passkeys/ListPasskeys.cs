using System.Buffers.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Parley.Identity.Accounts;

namespace Parley.Identity.Passkeys;

/// <summary>GET /api/auth/passkeys: the caller's passkeys.</summary>
public static class ListPasskeys
{
    /// <param name="Id">The credential's id, as browsers write it (base64url).</param>
    public sealed record Item(string Id, string Name, DateTimeOffset CreatedAt);

    internal static async Task<Ok<IReadOnlyList<Item>>> Handle(Caller caller, UserManager<User> users) =>
        TypedResults.Ok<IReadOnlyList<Item>>([.. (await users.GetPasskeysAsync(await CallersAccount.Find(caller, users))).OrderBy(passkey => passkey.CreatedAt).Select(Of)]);

    internal static Item Of(UserPasskeyInfo passkey) => new(Base64Url.EncodeToString(passkey.CredentialId), passkey.Name ?? "", passkey.CreatedAt);
}
