using Microsoft.AspNetCore.Http.Connections;
using Parley.Identity.SignIn;
using Parley.Platform;
using Parley.Platform.Http;
using Parley.Realtime.Sources;

namespace Parley.Realtime;

/// <summary>What happens, told live to whoever watches.</summary>
public static class RealtimeFeature
{
    /// <exception cref="FormatException">A setting is wrong; the message says which and what it takes.</exception>
    public static void AddRealtime(this WebApplicationBuilder builder, ParleySettings settings)
    {
        var services = builder.Services;
        services.AddSingleton(builder.Configuration.Options<RealtimeOptions>("Realtime", options => options.Objection()));
        services.AddSingleton<Watchers>();
        services.AddSingleton<WatchedTenants>();
        services.AddHostedService(provider => provider.GetRequiredService<WatchedTenants>());
        services.AddSingleton<Bus>();
        services.AddHostedService(provider => provider.GetRequiredService<Bus>());
        services.AddSignalR(hub =>
        {
            hub.EnableDetailedErrors = false;
            hub.MaximumReceiveMessageSize = 1024; // nobody has anything to say but pings
        }).AddJsonProtocol(json => Json.Configure(json.PayloadSerializerOptions));
        if (settings.Worker) services.AddHostedService<MessageEvents>();
        if (!settings.Web) return;

        services.AddHostedService<SenderEvents>();
        services.AddHostedService<ImportEvents>();
        services.AddHostedService<CampaignEvents>();
        services.AddHostedService<DecisionEvents>();
        services.AddHostedService<SendProgress>();
        services.AddHostedService<CredentialsWorker>();
        services.AddSingleton<IPulse, QueuePulse>();
        services.AddHostedService<PulseWorker>();
    }

    public static void MapRealtime(this IEndpointRouteBuilder routes)
    {
        // Browsers cannot set headers here, so the credential may stand in the query. WebSockets alone: any node takes any connection, without sticky sessions.
        routes.MapHub<EventsHub>("/hub", connection => connection.Transports = HttpTransportType.WebSockets).WithMetadata(new TokenInQuery());
        routes.MapGet("/api/events", StreamEvents.Handle).WithMetadata(new TokenInQuery(), new Sends("text/event-stream")).WithTags("realtime").WithSummary("Events as they happen");
    }
}
