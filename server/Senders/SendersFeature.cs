using Microsoft.AspNetCore.Mvc;
using Parley.Platform;
using Parley.Platform.Http;

namespace Parley.Senders;

/// <summary>Our own numbers: who holds them, how they are connected, what they may send.</summary>
public static class SendersFeature
{
    /// <summary>What a multipart form adds to its file.</summary>
    private const int FormOverhead = 256 * 1024;

    /// <exception cref="FormatException">A setting is wrong; the message says which and what it takes.</exception>
    public static void AddSenders(this WebApplicationBuilder builder, ParleySettings settings)
    {
        var services = builder.Services;
        services.AddSingleton(PacingOptions.Read(builder.Configuration));
        services.AddSingleton(builder.Configuration.Options<HealthOptions>("Health", options => options.Objection()));
        services.AddSingleton(builder.Configuration.Options<SendersOptions>("Senders", options => options.Objection()));
        services.AddSingleton<OwnedSenders>();
        services.AddSingleton<ApplySessionChanges>();
        services.AddSingleton<SessionSecrets>();
        services.AddSingleton<SenderBell>();
        services.AddSingleton<ChangeSender>();
        services.AddSingleton<ExplainSender>();
        services.AddScoped<ShowSender>();
        if (settings.Worker) AddWorkers(services);
    }

    public static void MapSenders(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/drivers", ListDrivers.Handle).WithTags("senders").WithSummary("The drivers of this install");
        routes.MapGet("/api/pacing", ShowPacing.Handle).WithTags("senders").WithSummary("What the pacing profiles mean");
        routes.MapPatch("/api/pacing", ChangePacing.Handle).WithTags("senders").WithSummary("Change what the pacing profiles mean");
        var senders = routes.MapGroup("/api/senders").WithTags("senders");
        senders.MapGet("", ListSenders.Handle).WithSummary("The tenant's numbers");
        senders.MapPost("", CreateSender.Handle).WithSummary("Add a number");
        senders.MapGet("/active", ListSenders.HandleActive).WithSummary("Numbers that are connected and not resting");
        senders.MapGet("/{id}", ShowSender.Handle).WithSummary("One number");
        senders.MapPatch("/{id}", UpdateSender.Handle).WithSummary("Change a number");
        senders.MapDelete("/{id}", DeleteSender.Handle).WithSummary("Delete a number");
        senders.MapPost("/{id}/connect", ConnectSender.Handle).WithSummary("Connect a number");
        senders.MapPost("/{id}/disconnect", DisconnectSender.Handle).WithSummary("Disconnect a number");
        senders.MapPost("/{id}/logout", LogoutSender.Handle).WithSummary("Log a number out");
        senders.MapPost("/{id}/pause", PauseSender.Handle).WithSummary("Pause a number");
        senders.MapPost("/{id}/resume", ResumeSender.Handle).WithSummary("Resume a number");
        senders.MapPost("/{id}/rest", RestSender.Handle).WithSummary("Rest a number until a time");
        senders.MapGet("/{id}/qr", ShowQr.Handle).WithMetadata(new Sends("image/png", "image/svg+xml")).WithSummary("The QR to scan");
        senders.MapPost("/{id}/pairing-code", RequestPairingCode.Handle).WithSummary("Ask for a pairing code");
        senders.MapPost("/{id}/session/export", ExportSession.Handle).WithMetadata(new Sends("application/octet-stream")).WithSummary("The session as a file, for another install");
        senders.MapPost("/{id}/session/import", ImportSession.Handle).WithMetadata(new RequestSizeLimitAttribute(ImportSession.MaxBytes + FormOverhead), new TakesFile(typeof(ImportSession.Fields))).WithSummary("Put an exported session in");
        senders.MapGet("/{id}/stats", ShowSenderStats.Handle).WithSummary("Messages and uptime by hour, day and driver");
        senders.MapGet("/{id}/why", ExplainSender.Handle).WithSummary("Why it does not send now");
        senders.MapGet("/{id}/history", ShowSenderHistory.Handle).WithSummary("What happened to it");
    }

    /// <summary>What a process that holds senders needs besides.</summary>
    internal static void AddWorkers(IServiceCollection services)
    {
        services.AddSingleton<OwnedSenderReader>();
        services.AddSingleton<Ownership>();
        services.AddSingleton<SessionWrites>();
        services.AddSingleton<SessionCalls>();
        services.AddSingleton<SessionsWorker>();
        // Stopped in reverse order: first nothing more is taken, then the sessions end and the senders are given up.
        services.AddHostedService(provider => provider.GetRequiredService<SessionsWorker>());
        services.AddHostedService<OwnershipWorker>();
    }
}
