using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Platform.Data;

namespace Parley.Identity.Audit;

/// <summary>One line of the audit log: who did what to what, when, from where.</summary>
public sealed class AuditEntry
{
    /// <summary>Version 7, made from <see cref="At"/>.</summary>
    public required Guid Id { get; init; }
    public required TenantId TenantId { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>An e-mail, or <c>key</c> and the name of an API key.</summary>
    public required string Actor { get; init; }
    public Guid? UserId { get; init; }
    public Guid? ApiKeyId { get; init; }

    /// <summary>Method and route pattern, or a word of <see cref="SignInEvents"/>.</summary>
    public required string Action { get; init; }

    /// <summary>The same for people.</summary>
    public required string Words { get; init; }

    /// <summary>Ids of what it was done to.</summary>
    public string[] Targets { get; init; } = [];

    /// <summary>HTTP status of the answer.</summary>
    public required short Status { get; init; }
    public IPAddress? Ip { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<AuditEntry>
    {
        public void Configure(EntityTypeBuilder<AuditEntry> builder)
        {
            builder.ToTable("audit_log");
            builder.HasKey(entry => new { entry.TenantId, entry.Id });
        }
    }
}

public static class AuditSets
{
    extension(ParleyDb db)
    {
        public DbSet<AuditEntry> AuditLog => db.Set<AuditEntry>();
    }
}
