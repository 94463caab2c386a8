using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Platform;
using Parley.Platform.Data;

namespace Parley.Identity.ApiKeys;

/// <summary>A key for a program. What the program sends is never stored, only its digest.</summary>
public sealed class ApiKey
{
    public ApiKeyId Id { get; init; }
    public TenantId TenantId { get; init; }
    public required string Name { get; init; }
    public required string Prefix { get; init; }
    public required byte[] Digest { get; init; }
    public required string[] Scopes { get; init; }
    public required string CreatedBy { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }
    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>To the minute.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<ApiKey>
    {
        public void Configure(EntityTypeBuilder<ApiKey> builder) => builder.ToTable("api_keys").HasKey(key => key.Id);
    }
}

/// <summary>An API key.</summary>
public readonly record struct ApiKeyId(Guid Value) : IId<ApiKeyId>
{
    public static ApiKeyId Of(Guid value) => new(value);
    public static bool TryParse(string? text, out ApiKeyId id) => Platform.Id.TryParse(text, out id);
    public override string ToString() => Value.ToString();

    // For lists that go on after an id.
    public static bool operator <(ApiKeyId left, ApiKeyId right) => left.Value < right.Value;
    public static bool operator >(ApiKeyId left, ApiKeyId right) => left.Value > right.Value;
}

public static class ApiKeySets
{
    extension(ParleyDb db)
    {
        public DbSet<ApiKey> ApiKeys => db.Set<ApiKey>();
    }
}
