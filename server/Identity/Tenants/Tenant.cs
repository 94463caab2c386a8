using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Platform.Data;

namespace Parley.Identity.Tenants;

/// <summary>One business and the rules it set for itself. The tenant's door shows each tenant its own row only.</summary>
public sealed class Tenant
{
    public TenantId Id { get; init; }

    /// <summary>1 to 120 characters.</summary>
    public required string Name { get; set; }

    /// <summary>Its name in addresses and headers; never changes.</summary>
    public required string Slug { get; init; }

    /// <summary>IANA name.</summary>
    public string TimeZone { get; set; } = "UTC";

    /// <summary>Two letters; numbers without a country code are read as of this country.</summary>
    public string? DefaultRegion { get; set; }

    /// <summary>Campaigns write only to contacts who opted in.</summary>
    public bool RequireOptIn { get; set; }

    /// <summary>At most so many campaign messages per contact in <see cref="CapDays"/>; null is no cap.</summary>
    public int? CapMessages { get; set; }
    public int? CapDays { get; set; }

    /// <summary>No campaign message from then until <see cref="QuietTo"/>, in the recipient's local time; may span midnight.</summary>
    public TimeOnly? QuietFrom { get; set; }
    public TimeOnly? QuietTo { get; set; }

    /// <summary>In capitals. Never empty: people must be able to leave.</summary>
    public required string[] OptOutWords { get; set; }
    public required string[] OptInWords { get; set; }
    public string? OptOutReply { get; set; }
    public string? OptInReply { get; set; }
    public DateTimeOffset CreatedAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<Tenant>
    {
        public void Configure(EntityTypeBuilder<Tenant> builder) => builder.ToTable("tenants").HasKey(tenant => tenant.Id);
    }
}

public static class TenantSets
{
    extension(ParleyDb db)
    {
        public DbSet<Tenant> Tenants => db.Set<Tenant>();
    }
}
