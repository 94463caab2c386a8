using Microsoft.AspNetCore.Mvc;
using Parley.Channels;
using Parley.Platform;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Media;

/// <summary>Attachments: uploaded once, used many times.</summary>
public static class MediaFeature
{
    /// <summary>What a multipart form adds to its file.</summary>
    private const int FormOverhead = 64 * 1024;

    /// <exception cref="FormatException">A variable is wrong; the message says which and what it takes.</exception>
    public static void AddMedia(this WebApplicationBuilder builder)
    {
        var options = MediaOptions.Read(builder.Configuration);
        var services = builder.Services;
        services.AddSingleton(options);
        services.AddSingleton<IMediaBytes>(provider => options.InDatabase
            ? new DatabaseBytes(provider.GetRequiredService<Db>(), provider.GetRequiredService<TimeProvider>())
            : new FileBytes(Path.Combine(provider.GetRequiredService<ParleySettings>().DataDir, "media")));
        services.AddSingleton<MediaStore>();
        services.AddSingleton<IAttachments>(provider => provider.GetRequiredService<MediaStore>());
        services.AddHostedService<MediaSweepWorker>();
    }

    public static void MapMedia(this WebApplication app)
    {
        var limit = app.Services.GetRequiredService<MediaOptions>().MaxBytes + FormOverhead;
        var media = app.MapGroup("/api/media").WithTags("media");
        media.MapPost("", UploadMedia.Handle).WithMetadata(new RequestSizeLimitAttribute(limit), new TakesFile()).WithSummary("Upload a file");
        media.MapGet("", ListMedia.Handle).WithSummary("The uploaded files, newest first");
        media.MapGet("/{id}", ShowMedia.Handle).WithSummary("One file, and where it is needed");
        media.MapGet("/{id}/content", DownloadMedia.Handle).WithSummary("The file itself");
        media.MapDelete("/{id}", DeleteMedia.Handle).WithSummary("Delete a file");
    }
}
