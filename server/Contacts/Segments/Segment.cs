using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Platform;
using Parley.Platform.Data;

namespace Parley.Contacts.Segments;

/// <summary>A saved filter over contacts.</summary>
public readonly record struct SegmentId(Guid Value) : IId<SegmentId>
{
    public static SegmentId Of(Guid value) => new(value);
    public static bool TryParse(string? text, out SegmentId id) => Id.TryParse(text, out id);
    public override string ToString() => Value.ToString();
}

public sealed class Segment
{
    public SegmentId Id { get; set; }
    public TenantId TenantId { get; set; }

    /// <summary>1 to 120 characters, unique within the tenant whatever its case.</summary>
    public string Name { get; set; } = "";

    /// <summary>As it was written; checked before it was saved.</summary>
    public JsonElement Filter { get; set; }
    public string CreatedBy { get; set; } = "";
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>The filter, ready for <see cref="AudienceSql"/>.</summary>
    /// <exception cref="InvalidOperationException">It does not read; it was saved by a version that knew more.</exception>
    public SegmentFilter Read() => SegmentFilter.Saved(Filter.GetRawText());

    internal sealed class Configuration : IEntityTypeConfiguration<Segment>
    {
        public void Configure(EntityTypeBuilder<Segment> builder)
        {
            builder.ToTable("segments");
            builder.HasKey(segment => segment.Id);
            builder.Property(segment => segment.Filter).HasColumnType("jsonb");
        }
    }
}

public static class SegmentSets
{
    extension(ParleyDb db)
    {
        public DbSet<Segment> Segments => db.Set<Segment>();
    }
}
