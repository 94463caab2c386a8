using Parley.Contacts.Blocklist;
using Parley.Contacts.Consent;
using Parley.Contacts.Import;
using Parley.Contacts.Segments;
using Parley.Platform;
using Parley.Platform.Http;
using Parley.Platform.Jobs;
using Parley.Platform.Secrets;

namespace Parley.Contacts;

/// <summary>The people a tenant knows: the book, imports, the blocklist, consent, segments.</summary>
public static class ContactsFeature
{
    /// <exception cref="FormatException">A variable is wrong; the message says which and what it takes.</exception>
    public static void AddContacts(this WebApplicationBuilder builder, ParleySettings settings)
    {
        var services = builder.Services;
        services.AddSingleton<UpsertContacts>();
        services.AddSingleton<LinkLid>();
        services.AddSingleton<BusinessUsers>();
        services.AddSingleton<MoveNumber>();
        services.AddSingleton(provider => new ErasedNumbers(cancellationToken => provider.GetRequiredService<InstallKeys>().Get("erased_numbers", cancellationToken)));
        services.AddSingleton<IPersonalData, ConsentPersonalData>();
        services.AddSingleton<IPersonalData, ImportPersonalData>();
        services.AddSingleton<IJobKind, TagContactsJob>();
        builder.AddImports(settings.Worker);
    }

    public static void MapContacts(this WebApplication app)
    {
        app.MapImports();
        var contacts = app.MapGroup("/api/contacts").WithTags("contacts");
        contacts.MapGet("", ListContacts.Handle).WithSummary("Contacts, page by page");
        contacts.MapPost("", CreateContact.Handle).WithSummary("Add a contact");
        contacts.MapGet("/{id}", GetContact.Handle).WithSummary("One contact");
        contacts.MapPatch("/{id}", ChangeContact.Handle).WithSummary("Change a contact");
        contacts.MapDelete("/{id}", DeleteContact.Handle).WithSummary("Delete a contact, or erase everything about the person");
        contacts.MapGet("/{id}/export", ExportContact.Handle).Produces<ExportContact.Document>().WithSummary("Everything that is stored about one person");
        contacts.MapGet("/{id}/consent", ListConsent.Handle).WithSummary("What a person said about being written to");
        contacts.MapPost("/{id}/consent", SetConsent.Handle).WithSummary("Record a person's consent");
        contacts.MapGet("/tags", ListTags.Handle).WithSummary("Tags and how many contacts have each");
        contacts.MapGet("/variables", ListVariables.Handle).WithSummary("Variables and how many contacts have each");
        contacts.MapPost("/bulk", TagContacts.Handle).WithSummary("Tag or untag many contacts");
        contacts.MapGet("/export.csv", ExportContacts.Handle).WithMetadata(new Sends("text/csv")).WithSummary("Contacts as CSV");

        var blocklist = app.MapGroup("/api/blocklist").WithTags("blocklist");
        blocklist.MapGet("", ListBlocked.Handle).WithSummary("Numbers that are never written to");
        blocklist.MapPost("", BlockNumbers.Handle).WithSummary("Block numbers");
        blocklist.MapDelete("", UnblockNumber.Handle).WithSummary("Unblock a number");

        var segments = app.MapGroup("/api/segments").WithTags("segments");
        segments.MapGet("", ListSegments.Handle).WithSummary("Saved segments");
        segments.MapPost("", SaveSegment.Create).WithSummary("Save a segment");
        segments.MapGet("/{id}", GetSegment.Handle).WithSummary("One segment");
        segments.MapPut("/{id}", SaveSegment.Change).WithSummary("Change a segment");
        segments.MapDelete("/{id}", DeleteSegment.Handle).WithSummary("Delete a segment");
        segments.MapPost("/preview", PreviewSegment.Handle).WithSummary("Count whom a filter means");
    }
}
