using Parley.Channels.Simulator.Control;
using Parley.Channels.Simulator.Graph;
using Parley.Channels.Simulator.Phones;
using Parley.Channels.Simulator.Wire;
using Parley.Platform;

namespace Parley.Channels.Simulator;

/// <summary>The stand-in: a driver, and a world of virtual phones on the other side of it, in this process or (SIMULATOR_URL) in another.
/// SIMULATOR=off leaves all of it out.</summary>
public static partial class SimulatorFeature
{
    public static void AddSimulator(this WebApplicationBuilder builder, ParleySettings settings)
    {
        if (!settings.Simulator) return;
        var services = builder.Services;
        AddPhones(services, SimulatorOptions.Read(builder.Configuration));
        services.AddSingleton<ILoginStore, KeptLogins>();
        services.AddSingleton<IChannelDriver, SimulatorDriver>();
        var token = builder.Configuration["SIMULATOR_TOKEN"] is { Length: > 0 } word ? word : null;
        var elsewhere = settings.SimulatorUrl is { } url ? new PhonesAddress(url, token) : null;
        services.AddSingleton(new PhoneNetworks(elsewhere, Standins(builder.Configuration)));
        if (elsewhere is null)
        {
            services.AddSingleton<INetwork>(provider => provider.GetRequiredService<Worlds>());
            if (GraphListener.PortOf(builder.Configuration) is { } port)
                services.AddHostedService(provider => new GraphListener(provider.GetRequiredService<GraphApi>(), port, provider.GetRequiredService<ILogger<GraphListener>>()));
            return;
        }
        services.AddSingleton(elsewhere);
        services.AddSingleton<INetwork, RemoteNetwork>();
    }

    private static PhonesAddress? Standins(ConfigurationManager configuration)
    {
        if (configuration["STANDINS_URL"] is not { Length: > 0 } text) return null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https")) throw new FormatException($"STANDINS_URL must be an http:// or https:// address, not \"{text}\".");
        return new PhonesAddress(url, configuration["STANDINS_TOKEN"] is { Length: > 0 } token ? token : null);
    }

    /// <summary>The world itself, as the server has it and as the phones' own process has it.</summary>
    internal static void AddPhones(IServiceCollection services, SimulatorOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<Clock>();
        services.AddSingleton<Worlds>();
        services.AddSingleton<GraphFiles>();
        services.AddSingleton<GraphBusinesses>();
        services.AddSingleton<GraphApi>();
    }

    public static void MapSimulator(this WebApplication app, ParleySettings settings)
    {
        if (!settings.Simulator) return;
        app.UseMiddleware<ForwardToPhones>();
        if (settings.SimulatorUrl is null && (!settings.Web || !settings.Worker)) PhonesApart(app.Logger);
        MapControl(app);
        app.MapGet("/api/simulator/networks", ListNetworks.Handle).WithTags("simulator").WithSummary("The pretended networks");
    }

    internal static void MapControl(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/simulator").WithTags("simulator");
        api.MapGet("/phones", ListPhones.Handle).WithSummary("Virtual phones");
        api.MapGet("/phones/{number}", ShowPhone.Handle).WithSummary("One phone");
        api.MapPatch("/phones/{number}", ChangePhone.Handle).WithSummary("Make a phone different from the others");
        api.MapPost("/phones/{number}/scan", ScanQr.Handle).WithSummary("Scan a QR with a phone");
        api.MapGet("/phones/{number}/messages", ListPhoneMessages.Handle).WithSummary("What a phone received and wrote");
        api.MapGet("/phones/{number}/messages/{id}/media", DownloadPhoneMedia.Handle).WithSummary("A file that a phone received or sent");
        api.MapPost("/phones/{number}/send", SendFromPhone.Handle).WithSummary("Write from a phone");
        api.MapGet("/world", ShowWorld.Handle).WithSummary("How the world behaves");
        api.MapPut("/world", ChangeWorld.Handle).WithSummary("Change how the world behaves");
        api.MapPost("/world/reset", ResetWorld.Handle).WithSummary("Forget all phones and faults");
        api.MapGet("/cloud", PretendBusiness.Show).WithSummary("The pretend business account of the Cloud API");
        api.MapPut("/cloud", PretendBusiness.Put).WithSummary("Make or change the pretend business account");
        api.MapPost("/sessions/{senderId}/fault", CauseFault.Handle).WithSummary("Let something go wrong with a session");
        api.MapGet("/stats", ReadStats.Handle).WithSummary("How much went through it");
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The simulator's phones are in this process, and processes with other roles have other ones: run ./parley phones and set SIMULATOR_URL")]
    private static partial void PhonesApart(ILogger logger);
}
