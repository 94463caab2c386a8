using Microsoft.AspNetCore.Mvc;
using Parley.Platform.Http;
using Parley.Platform.Jobs;

namespace Parley.Contacts.Import;

/// <summary>Files of people: upload, preview, start, result.</summary>
public static class ImportFeature
{
    /// <summary>What a multipart form adds to its file.</summary>
    private const int FormOverhead = 2 * 1024 * 1024;

    /// <exception cref="FormatException">A variable is wrong; the message says which and what it takes.</exception>
    public static void AddImports(this WebApplicationBuilder builder, bool worker)
    {
        var services = builder.Services;
        services.AddSingleton(ImportOptions.Read(builder.Configuration));
        services.AddSingleton<ImportStore>();
        services.AddSingleton<IJobKind, ImportJob>();
        if (worker) services.AddHostedService<ImportSweepWorker>();
    }

    public static void MapImports(this WebApplication app)
    {
        var limit = new RequestSizeLimitAttribute(app.Services.GetRequiredService<ImportOptions>().MaxBytes + FormOverhead);
        var form = new TakesFile(typeof(UploadImport.Fields));
        var imports = app.MapGroup("/api/contacts/imports").WithTags("contacts");
        imports.MapPost("", UploadImport.Contacts).WithMetadata(limit, form).WithSummary("Upload a CSV or XLSX of contacts; with start=true import it at once");
        imports.MapGet("", ListImports.Handle).WithSummary("Imports, newest first");
        imports.MapGet("/{id}", GetImport.Handle).WithSummary("Preview, progress and figures of an import");
        imports.MapDelete("/{id}", DeleteImport.Handle).WithSummary("Forget an upload or an ended import");
        imports.MapPost("/{id}/preview", PreviewImport.Handle).WithSummary("Read an upload again with another encoding, delimiter, header or sheet");
        imports.MapPost("/{id}/start", StartImport.Handle).WithSummary("Import an uploaded file");
        imports.MapGet("/{id}/rejects.csv", DownloadRejects.Handle).WithMetadata(new Sends("text/csv")).WithSummary("The rows that were not imported, and why");
        app.MapPost("/api/blocklist/imports", UploadImport.Blocklist).WithMetadata(limit, form).WithTags("blocklist").WithSummary("Upload a CSV or XLSX of numbers to block; with start=true at once");
    }
}
