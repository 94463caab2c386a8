using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Parley.Platform.Secrets;

namespace Parley.Identity.Accounts;

/// <summary>Identity's store, with authenticator secrets and recovery codes sealed by the master key: whoever reads the database cannot make codes.</summary>
internal sealed class AccountStore(AccountsDb accounts, SecretBox box, IdentityErrorDescriber? describer = null) : UserOnlyStore<User, AccountsDb, Guid>(accounts, describer)
{
    /// <summary>The framework's own names for what it keeps here; it does not tell them. Its calls that use them end every sign-in of the person as well.</summary>
    public const string OwnProvider = "[AspNetUserStore]", AuthenticatorKey = "AuthenticatorKey", RecoveryCodes = "RecoveryCodes";

    public override Task SetTokenAsync(User user, string loginProvider, string name, string? value, CancellationToken cancellationToken) =>
        base.SetTokenAsync(user, loginProvider, name, value is null ? null : Convert.ToBase64String(box.Seal(Encoding.UTF8.GetBytes(value), Place(user, name))), cancellationToken);

    public override async Task<string?> GetTokenAsync(User user, string loginProvider, string name, CancellationToken cancellationToken) =>
        await base.GetTokenAsync(user, loginProvider, name, cancellationToken) is { } value ? Encoding.UTF8.GetString(box.Open(Convert.FromBase64String(value), Place(user, name))) : null;

    private static string Place(User user, string name) => $"user_tokens/{user.Id}/{name}";
}
