using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Platform;
using Parley.Platform.Data;

namespace Parley.Templates;

/// <summary>A message that the tenant wrote to use it again.</summary>
public readonly record struct TemplateId(Guid Value) : IId<TemplateId>
{
    public static TemplateId Of(Guid value) => new(value);
    public static bool TryParse(string? text, out TemplateId id) => Id.TryParse(text, out id);
    public override string ToString() => Value.ToString();
}

public sealed class MessageTemplate
{
    public TemplateId Id { get; set; }
    public TenantId TenantId { get; set; }

    /// <summary>1 to 120 characters, unique within the tenant whatever its case.</summary>
    public string Name { get; set; } = "";

    /// <summary>A <see cref="Channels.MessageContent"/>, as messages store it.</summary>
    public string Content { get; set; } = "";

    public string CreatedBy { get; set; } = "";
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<MessageTemplate>
    {
        public void Configure(EntityTypeBuilder<MessageTemplate> builder)
        {
            builder.ToTable("message_templates");
            builder.HasKey(template => template.Id);
            builder.Property(template => template.Content).HasColumnType("jsonb");
        }
    }
}

public static class TemplateSets
{
    extension(ParleyDb db)
    {
        public DbSet<MessageTemplate> MessageTemplates => db.Set<MessageTemplate>();
    }
}
