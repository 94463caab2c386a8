using Microsoft.AspNetCore.Identity;

namespace Parley.Identity.Accounts;

/// <summary>Gives a person a password that the system made up. Whatever the person was signed in with is over.</summary>
internal sealed class GivePassword(UserManager<User> users, IPasswordHasher<User> hasher, TimeProvider time)
{
    /// <param name="user">Read by the same <see cref="AccountsDb"/>; saved here.</param>
    /// <param name="life">Null: until it is changed.</param>
    public async Task<string> To(User user, PasswordKind kind, TimeSpan? life)
    {
        var password = MadeUpPassword.New();
        user.PasswordHash = hasher.HashPassword(user, password);
        user.PasswordKind = kind;
        user.PasswordExpiresAt = time.GetUtcNow() + life;
        var saved = await users.UpdateSecurityStampAsync(user);
        if (!saved.Succeeded) throw new InvalidOperationException(string.Join(" ", saved.Errors.Select(e => e.Description)));
        return password;
    }
}
