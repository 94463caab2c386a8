using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Platform.Data;

namespace Parley.Identity.Accounts;

/// <summary>ASP.NET Core Identity's store, through the engine's door: sign-in knows no tenant yet.</summary>
public sealed class AccountsDb(DbContextOptions<AccountsDb> options) : IdentityUserContext<User, Guid>(options)
{
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<User>(user =>
        {
            user.ToTable("users");
            Leave(user, nameof(User.PhoneNumber));
            Leave(user, nameof(User.PhoneNumberConfirmed));
            user.Property(u => u.PasswordKind).HasConversion(Words<PasswordKind>.Converter);
        });
        builder.Entity<IdentityUserClaim<Guid>>().ToTable("user_claims");
        builder.Entity<IdentityUserLogin<Guid>>().ToTable("user_logins");
        builder.Entity<IdentityUserToken<Guid>>().ToTable("user_tokens");
        builder.Entity<IdentityUserPasskey<Guid>>().ToTable("user_passkeys").OwnsOne(passkey => passkey.Data).ToJson("data");
        SnakeCase.Apply(builder);
    }

    // The base class mapped it by name, and to ignore what is mapped is worth a warning to EF at every start.
    private static void Leave(EntityTypeBuilder<User> user, string property)
    {
        user.Metadata.RemoveProperty(property);
        user.Ignore(property);
    }
}
