using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Platform;
using Parley.Platform.Data;

namespace Parley.Campaigns;

/// <summary>A campaign's own row. Who sends it, how fast and what it says stands in the outbox queue of the same id, and its recipients in the ledger.</summary>
public sealed class Campaign
{
    public CampaignId Id { get; set; }
    public TenantId TenantId { get; set; }
    public string Name { get; set; } = "";
    public CampaignState State { get; set; }
    public string? Problem { get; set; }
    public AudienceSpec Audience { get; set; } = null!;
    public IReadOnlyList<Variant> Variants { get; set; } = [];
    public bool SkipIncomplete { get; set; }
    public DateTimeOffset? ScheduledStart { get; set; }
    public DateTimeOffset? ScheduledEnd { get; set; }
    public string CreatedBy { get; set; } = "";
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }
    public DateTimeOffset? StartedAt { get; set; }
    public DateTimeOffset? FinishedAt { get; set; }
    public DateTimeOffset? DeletedAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<Campaign>
    {
        public void Configure(EntityTypeBuilder<Campaign> builder)
        {
            builder.ToTable("campaigns");
            builder.HasKey(campaign => campaign.Id);
            builder.HasQueryFilter(campaign => campaign.DeletedAt == null);
            builder.Property(campaign => campaign.State).HasConversion(Words<CampaignState>.Converter);
            AsJson(builder.Property(campaign => campaign.Audience));
            AsJson(builder.Property(campaign => campaign.Variants));
        }

        private static void AsJson<T>(PropertyBuilder<T> property) =>
            property.HasColumnType("jsonb").HasConversion(value => JsonSerializer.Serialize(value, Json.Options), text => JsonSerializer.Deserialize<T>(text, Json.Options)!);
    }
}

/// <param name="Weight">Its share is its weight among all weights.</param>
public sealed record Variant(string Name, int Weight);

public static class CampaignSets
{
    extension(ParleyDb db)
    {
        public DbSet<Campaign> Campaigns => db.Set<Campaign>();
    }
}
