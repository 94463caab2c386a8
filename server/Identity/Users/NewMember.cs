using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Parley.Identity.Accounts;
using Parley.Platform.Data;

namespace Parley.Identity.Users;

/// <summary>Brings a person into a tenant. Whoever has no account yet gets one with a one-time password; whoever has one keeps it as it is.</summary>
internal sealed class NewMember(AccountsDb accounts, UserManager<User> users, TimeProvider time)
{
    /// <summary>Runs in the transaction of <see cref="AccountsDb"/>, if there is one.</summary>
    public async Task<Outcome> Add(TenantId tenant, string email, string? name, Role role, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        string? password = null;
        var user = await users.FindByEmailAsync(email);
        if (user is null)
        {
            password = MadeUpPassword.New();
            user = new User
            {
                Id = Guid.CreateVersion7(now), Email = email, UserName = email, Name = name, CreatedAt = now,
                PasswordKind = PasswordKind.OneTime, PasswordExpiresAt = now + MadeUpPassword.OneTimeLife,
            };
            var made = await users.CreateAsync(user, password);
            if (!made.Succeeded) return new Outcome.Impossible(string.Join(" ", made.Errors.Select(e => e.Description)));
        }
        var joined = await accounts.Database.ExecuteSqlAsync($"""
            INSERT INTO memberships (tenant_id, user_id, role, created_at) VALUES ({tenant.Value}, {user.Id}, {Words<Role>.Of(role)}, {now}) ON CONFLICT DO NOTHING
            """, cancellationToken);
        return joined == 0 ? new Outcome.Already() : new Outcome.Added(new UserId(user.Id), user.Email!, password, password is null ? null : user.PasswordExpiresAt);
    }

    /// <summary>Makes an account without a password, for somebody whom another provider vouches for, and brings them into the install's first tenant.</summary>
    public async Task AddFromElsewhere(string email, string? name, Role role, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var transaction = await accounts.Database.BeginTransactionAsync(cancellationToken);
        var user = new User { Id = Guid.CreateVersion7(now), Email = email, UserName = email, EmailConfirmed = true, Name = name?.Length > 120 ? name[..120] : name, CreatedAt = now, PasswordKind = PasswordKind.Own };
        if (!(await users.CreateAsync(user)).Succeeded) return; // somebody else was as quick
        await accounts.Database.ExecuteSqlAsync($"""
            INSERT INTO memberships (tenant_id, user_id, role, created_at) SELECT id, {user.Id}, {Words<Role>.Of(role)}, {now} FROM tenants WHERE slug = {FirstBoot.TenantSlug}
            """, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    public abstract record Outcome
    {
        /// <param name="OneTimePassword">Null when the person had an account already.</param>
        public sealed record Added(UserId User, string Email, string? OneTimePassword, DateTimeOffset? PasswordExpiresAt) : Outcome;

        public sealed record Already : Outcome;

        public sealed record Impossible(string Why) : Outcome;
    }
}
