using Parley.Platform;
using Parley.Platform.Jobs;

namespace Parley.Jobs;

/// <summary>Long work as people see it: what runs, how far it is, and how to stop it. The machinery is Platform/Jobs.</summary>
public static class JobsFeature
{
    /// <summary>Jobs run where the worker role is; the calls are served where the web role is.</summary>
    public static void AddJobs(this WebApplicationBuilder builder, ParleySettings settings)
    {
        builder.Services.AddSingleton<JobsOptions>();
        builder.Services.AddSingleton<JobsWorker>();
        if (settings.Worker) builder.Services.AddHostedService(provider => provider.GetRequiredService<JobsWorker>());
    }

    public static void MapJobs(this IEndpointRouteBuilder app)
    {
        var jobs = app.MapGroup("/api/jobs").WithTags("jobs");
        jobs.MapGet("", ListJobs.Handle).WithSummary("Long work, newest first");
        jobs.MapGet("/{id}", GetJob.Handle).WithSummary("Progress and result of one job");
        jobs.MapPost("/{id}/cancel", CancelJob.Handle).WithSummary("Stop a job");
    }
}
