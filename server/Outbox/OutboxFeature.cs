using Parley.Platform;
using Parley.Platform.Data;
using Parley.Platform.Jobs;
using Parley.Platform.Secrets;

namespace Parley.Outbox;

/// <summary>The only way out: the queue, the claim, the gate, the hand-over, the end.</summary>
public static class OutboxFeature
{
    /// <exception cref="FormatException">A setting is wrong; the message says which and what it takes.</exception>
    public static void AddOutbox(this WebApplicationBuilder builder, ParleySettings settings)
    {
        var services = builder.Services;
        services.AddSingleton(OutboxOptions.Read(builder.Configuration));
        services.AddSingleton<StandingQueues>();
        services.AddSingleton<Contacts.IPersonalData, FreeFormPersonalData>();
        services.AddSingleton<ExplainMessage>();
        services.AddSharedReadings<TenantId, ShowQueueStats.Response>();
        services.AddSingleton<IJobKind, DeadLettersJob>();
        // Asked for once, at the start, before anything is served: the key is read (or made) in the database.
        services.AddSingleton(provider => new ProviderIds(provider.GetRequiredService<InstallKeys>().Get("provider-ids", CancellationToken.None).AsTask().GetAwaiter().GetResult()));
        if (!settings.Worker) return;

        services.AddSingleton<WorkMap>();
        services.AddSingleton<Sending>();
        services.AddSingleton<Rescue>();
        services.AddSingleton<Sweep>();
        services.AddSingleton<GoneSenders>();
        services.AddSingleton<Finalizer>();
        // In this order, because they stop in the reverse one: see Drain.
        services.AddHostedService(provider => provider.GetRequiredService<Finalizer>());
        services.AddHostedService<Drain>();
        services.AddSingleton<Dispatcher>();
        services.AddHostedService(provider => provider.GetRequiredService<Dispatcher>());
        services.AddHostedService<HousekeepingWorker>();
    }

    public static void MapOutbox(this IEndpointRouteBuilder routes)
    {
        var queue = routes.MapGroup("/api/queue").WithTags("queue");
        queue.MapGet("/stats", ShowQueueStats.Handle).WithSummary("What waits, how fast it goes out, and what waits longest");
        queue.MapGet("/dead-letters", ListDeadLetters.Handle).WithSummary("Messages that want a person");
        queue.MapPost("/dead-letters/{id}/retry", RetryDeadLetters.One).WithSummary("Try one again");
        queue.MapPost("/dead-letters/retry-all", RetryDeadLetters.All).WithSummary("Try all of a filter again");
        queue.MapDelete("/dead-letters/{id}", DropDeadLetters.One).WithSummary("Take one off the list");
        queue.MapPost("/dead-letters/drop-all", DropDeadLetters.All).WithSummary("Take all of a filter off the list");
    }
}
