using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Identity.Accounts;
using Parley.Platform.Data;

namespace Parley.Identity.Users;

/// <summary>A person belongs to a tenant with a role. Its rows end with the membership, not with the account.</summary>
public sealed class Membership
{
    public TenantId TenantId { get; init; }
    public UserId UserId { get; init; }
    public Role Role { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public Member Member { get; init; } = null!;

    internal sealed class Configuration : IEntityTypeConfiguration<Membership>
    {
        public void Configure(EntityTypeBuilder<Membership> builder)
        {
            builder.ToTable("memberships");
            builder.HasKey(membership => new { membership.TenantId, membership.UserId });
            builder.Property(membership => membership.Role).HasConversion(Words<Role>.Converter);
            builder.HasOne(membership => membership.Member).WithMany().HasForeignKey(membership => membership.UserId);
        }
    }
}

/// <summary>What a tenant may see of a person's account: nothing of its credentials. Read only; the table's other columns are closed to the tenant's door.</summary>
public sealed class Member
{
    public UserId Id { get; init; }
    public required string Email { get; init; }
    public string? Name { get; init; }
    public PasswordKind PasswordKind { get; init; }
    public bool TwoFactorEnabled { get; init; }
    public DateTimeOffset? LastSignInAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<Member>
    {
        public void Configure(EntityTypeBuilder<Member> builder)
        {
            builder.ToTable("users").HasKey(member => member.Id);
            builder.Property(member => member.PasswordKind).HasConversion(Words<PasswordKind>.Converter);
        }
    }
}

public static class MembershipSets
{
    extension(ParleyDb db)
    {
        public DbSet<Membership> Memberships => db.Set<Membership>();
    }
}
