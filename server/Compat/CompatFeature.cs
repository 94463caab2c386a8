using Microsoft.AspNetCore.Mvc;
using Parley.Contacts.Import;
using Parley.Media;
using Parley.Platform.Http;

namespace Parley.Compat;

/// <summary>Routes of systems that people come from. Each calls the use case that the native route calls, with the same credentials, and answers in the shape that its family's clients read.
/// What is refused is a problem, as everywhere.</summary>
public static class CompatFeature
{
    private const long LargestList = 16 * 1024 * 1024;
    private const int FormOverhead = 2 * 1024 * 1024;

    public static void MapCompat(this WebApplication app)
    {
        var large = new RequestSizeLimitAttribute(LargestList);
        var outside = app.MapGroup("").WithTags("compat");
        // As under /api: answers are one caller's.
        outside.AddEndpointFilter((call, next) =>
        {
            call.HttpContext.Response.Headers.CacheControl = "no-store";
            return next(call);
        });
        MapSessions(outside, large);
        MapJobs(outside, large, app.Services);
        MapMessages(app.MapGroup("/api/messages").WithTags("compat"), large);
    }

    private static void MapSessions(RouteGroupBuilder routes, RequestSizeLimitAttribute large)
    {
        routes.MapPost("/session/start", SessionStyle.Start).WithSummary("Connect a session");
        routes.MapGet("/session/{id}/qr", SessionStyle.Qr).WithSummary("A session's QR");
        routes.MapGet("/session/{id}/status", SessionStyle.Status).WithSummary("Whether a session is connected");
        routes.MapGet("/sessions", SessionStyle.All).WithSummary("All sessions");
        routes.MapDelete("/session/{id}", SessionStyle.End).WithSummary("Log a session out");
        routes.MapPost("/message/send", SessionStyle.Send).WithSummary("Send a text through a session");
        routes.MapPost("/message/send-bulk", SessionStyle.ToMany).WithSummary("Send a text to many through a session").WithMetadata(large);
        routes.MapPost("/message/send-all", SessionStyle.ThroughAll).WithSummary("Send a text to many through all sessions").WithMetadata(large);
        routes.MapPost("/whatsapp/bulk-send", SessionStyle.BulkSend).WithSummary("Send a text to many at once").WithMetadata(large);
        routes.MapPost("/whatsapp/broadcast/create", SessionStyle.CreateList).WithSummary("Make a broadcast list out of numbers").WithMetadata(large);
        routes.MapGet("/whatsapp/broadcast", SessionStyle.Lists).WithSummary("Broadcast lists with their progress");
        routes.MapGet("/whatsapp/broadcast/{id}", SessionStyle.OneList).WithSummary("One broadcast list with its progress");
        routes.MapPost("/whatsapp/broadcast/{id}/send", SessionStyle.SendList).WithSummary("Send a broadcast list");
        routes.MapDelete("/whatsapp/broadcast/{id}", SessionStyle.DeleteList).WithSummary("Remove a broadcast list");
    }

    private static void MapJobs(RouteGroupBuilder routes, RequestSizeLimitAttribute large, IServiceProvider services)
    {
        routes.MapPost("/upload", JobStyle.Upload).WithSummary("Upload a file of contacts for a job")
            .WithMetadata(new RequestSizeLimitAttribute(services.GetRequiredService<ImportOptions>().MaxBytes + FormOverhead), new TakesFile(typeof(UploadImport.Fields)));
        routes.MapPost("/upload_attachment", JobStyle.UploadAttachment).WithSummary("Upload an attachment for a job")
            .WithMetadata(new RequestSizeLimitAttribute(services.GetRequiredService<MediaOptions>().MaxBytes + FormOverhead), new TakesFile());
        routes.MapPost("/send", JobStyle.Send).WithSummary("Start a job").WithMetadata(large);
        routes.MapGet("/status/{jobId}", JobStyle.Status).WithSummary("How far a job is");
        routes.MapPost("/pause/{jobId}", JobStyle.Pause).WithSummary("Pause a job");
        routes.MapPost("/resume/{jobId}", JobStyle.Resume).WithSummary("Resume a job");
        routes.MapPost("/stop/{jobId}", JobStyle.Stop).WithSummary("Stop a job for good");
        routes.MapGet("/jobs", JobStyle.Jobs).WithName("getCompatJobs").WithSummary("The newest jobs");
    }

    private static void MapMessages(RouteGroupBuilder routes, RequestSizeLimitAttribute large)
    {
        routes.MapPost("/send", MessageStyle.Send).WithSummary("Send a text");
        routes.MapPost("/queue", MessageStyle.Queue).WithSummary("Queue a text, to go after a delay");
        routes.MapPost("/campaign-send", MessageStyle.CampaignSend).WithSummary("Make a campaign and start it").WithMetadata(large);
        routes.MapPost("/campaign-schedule", MessageStyle.CampaignSchedule).WithSummary("Make a campaign for a time").WithMetadata(large);
        routes.MapDelete("/schedule/{campaignId}", MessageStyle.Unschedule).WithSummary("Take a campaign off the schedule");
        routes.MapGet("/scheduled", MessageStyle.Scheduled).WithSummary("Campaigns that wait for their time");
        routes.MapGet("/queue/stats", MessageStyle.Stats).WithSummary("The queue in the words of job queues");
        routes.MapGet("/queue/job/{jobId}", MessageStyle.Job).WithSummary("One message as a queue job");
    }
}
