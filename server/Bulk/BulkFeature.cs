using Microsoft.AspNetCore.Mvc;
using Parley.Platform;

namespace Parley.Bulk;

/// <summary>One text to many people at once, as fast as the drivers take it.</summary>
public static class BulkFeature
{
    /// <summary>Ten thousand people with their variables.</summary>
    private const long LargestRequest = 16 * 1024 * 1024;

    /// <exception cref="FormatException">A setting is wrong; the message says which and what it takes.</exception>
    public static void AddBulk(this WebApplicationBuilder builder, ParleySettings settings)
    {
        builder.Services.AddSingleton(builder.Configuration.Options<BulkOptions>("Bulk", options => options.Objection()));
        builder.Services.AddSingleton<SendBulk>();
        if (settings.Worker) builder.Services.AddHostedService<BulkWorker>();
    }

    public static void MapBulk(this IEndpointRouteBuilder routes)
    {
        var bulk = routes.MapGroup("/api/bulk").WithTags("bulk");
        bulk.MapPost("", SendBulk.Handle).WithSummary("Send one text to many people at once").WithMetadata(new RequestSizeLimitAttribute(LargestRequest));
        bulk.MapGet("", ListBulk.Handle).WithSummary("Bulk sends, newest first");
        bulk.MapGet("/{id}", ShowBulk.Handle).WithSummary("How far one is");
        bulk.MapGet("/{id}/results", ListBulkResults.Handle).WithSummary("What became of each recipient");
        bulk.MapPost("/{id}/stop", StopBulk.Handle).WithSummary("Send nothing more of it");
    }
}
