using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Contacts.Numbers;
using Parley.Platform.Data;
using Parley.Senders;

namespace Parley.Contacts;

/// <summary>A person that the tenant knows: one row per tenant and number. Rows are made by <see cref="UpsertContacts"/>, so that
/// two writers never make two.</summary>
public sealed class Contact
{
    public ContactId Id { get; set; }
    public TenantId TenantId { get; set; }

    /// <summary>Null while only <see cref="Lid"/> is known.</summary>
    public PhoneNumber? Phone { get; set; }

    /// <summary>WhatsApp's internal id of the person, without <c>@lid</c>.</summary>
    public string? Lid { get; set; }

    /// <summary>The id by which WhatsApp's official API tells a business who this is.</summary>
    public string? BusinessUserId { get; set; }

    /// <summary>1 to 200 characters.</summary>
    public string? Name { get; set; }

    /// <summary>A language tag such as <c>pt-BR</c>.</summary>
    public string? Language { get; set; }

    /// <summary>An IANA name such as <c>America/Sao_Paulo</c>.</summary>
    public string? TimeZone { get; set; }

    /// <summary>A JSON object of at most <see cref="ContactRules.MaxVariables"/> fields.</summary>
    public JsonElement Variables { get; set; }
    public string[] Tags { get; set; } = [];
    public ConsentState Consent { get; set; }
    public DateTimeOffset? ConsentAt { get; set; }
    public SenderId? LastSenderId { get; set; }
    public DateTimeOffset? LastInboundAt { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<Contact>
    {
        public void Configure(EntityTypeBuilder<Contact> builder)
        {
            builder.ToTable("contacts");
            builder.HasKey(contact => contact.Id);
            builder.Property(contact => contact.Phone).HasConversion(phone => phone!.Value.ToString(), text => PhoneNumber.FromE164(text));
            builder.Property(contact => contact.Variables).HasColumnType("jsonb");
            builder.Property(contact => contact.Consent).HasConversion(Words<ConsentState>.Converter);
        }
    }
}

public static class ContactSets
{
    extension(ParleyDb db)
    {
        public DbSet<Contact> Contacts => db.Set<Contact>();
    }
}
