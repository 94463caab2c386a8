using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Channels;
using Parley.Identity;
using Parley.Platform.Data;

namespace Parley.Media;

/// <summary>A tenant's name for some bytes. The bytes may be shared with other rows, of this tenant or of another.</summary>
public sealed class StoredMedia
{
    public MediaId Id { get; init; }
    public TenantId TenantId { get; init; }

    /// <summary>Lower-case hex digest of the bytes.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Media type by the bytes, such as <c>image/png</c>.</summary>
    public required string Type { get; init; }

    public long Bytes { get; init; }
    public required string FileName { get; init; }

    /// <summary>Who uploaded it; the empty id for programs and for what came in.</summary>
    public UserId UserId { get; init; }

    public required string CreatedBy { get; init; }
    public DateTimeOffset CreatedAt { get; init; }

    public MediaReference Reference() => new(Id.Value, Sha256, Type, Bytes, FileName);

    internal sealed class Configuration : IEntityTypeConfiguration<StoredMedia>
    {
        public void Configure(EntityTypeBuilder<StoredMedia> builder) => builder.ToTable("media").HasKey(media => media.Id);
    }
}
