using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Contacts.Import.Files;
using Parley.Platform;
using Parley.Platform.Data;
using Parley.Platform.Jobs;

namespace Parley.Contacts.Import;

/// <summary>One uploaded file of people and what became of it.</summary>
public readonly record struct ImportId(Guid Value) : IId<ImportId>
{
    public static ImportId Of(Guid value) => new(value);
    public static bool TryParse(string? text, out ImportId id) => Id.TryParse(text, out id);
    public override string ToString() => Value.ToString();
}

public sealed class ContactImport
{
    public ImportId Id { get; set; }
    public TenantId TenantId { get; set; }
    public ImportTarget Target { get; set; }
    public string FileName { get; set; } = "";
    public long Bytes { get; set; }
    public FileLayout Layout { get; set; } = null!;
    public FilePreview Preview { get; set; } = null!;

    /// <summary>What it was started with; null before.</summary>
    public ImportPlan? Plan { get; set; }
    public JobId? JobId { get; set; }

    /// <summary>Rows of the file without header and empty rows; null until it was checked.</summary>
    public long? RowsTotal { get; set; }

    public string CreatedBy { get; set; } = "";
    public DateTimeOffset CreatedAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<ContactImport>
    {
        public void Configure(EntityTypeBuilder<ContactImport> builder)
        {
            builder.ToTable("imports");
            builder.HasKey(import => import.Id);
            builder.Property(import => import.Target).HasConversion(Words<ImportTarget>.Converter);
            AsJson(builder.Property(import => import.Layout));
            AsJson(builder.Property(import => import.Preview));
            AsJson(builder.Property(import => import.Plan));
        }

        private static void AsJson<T>(PropertyBuilder<T> property) =>
            property.HasColumnType("jsonb").HasConversion(value => JsonSerializer.Serialize(value, Json.Options), text => JsonSerializer.Deserialize<T>(text, Json.Options)!);
    }
}

/// <summary>What an import does with the rows of its file.</summary>
/// <param name="Mapping">For each column what it goes into (<see cref="ImportColumn"/>); null leaves it out.</param>
/// <param name="DefaultRegion">Where numbers without a country code are from: <c>BR</c>.</param>
/// <param name="Tags">Given to every contact of the file.</param>
/// <param name="Consent">Given to every contact of the file whose own word does not forbid it: nobody who opted out is opted in by a file.</param>
/// <param name="Reason">Blocklist files only: the reason of rows that have none.</param>
public sealed record ImportPlan(IReadOnlyList<string?> Mapping, string? DefaultRegion = null, IReadOnlyList<string>? Tags = null, ImportPlan.ConsentWord? Consent = null, string? Reason = null)
{
    /// <param name="State"><c>opted_in</c> or <c>opted_out</c>.</param>
    /// <param name="Evidence">How the tenant knows: "sign-up form 2025, list A".</param>
    public sealed record ConsentWord(ConsentState State, string? Evidence);
}

public static class ImportSets
{
    extension(ParleyDb db)
    {
        public DbSet<ContactImport> Imports => db.Set<ContactImport>();
    }
}
