using Npgsql;
using System.Text.Json.Serialization.Metadata;
using Parley.Platform.Cluster;
using Parley.Platform.Data;
using Parley.Platform.Health;
using Parley.Platform.Http;
using Parley.Platform.Secrets;
using Parley.Platform.Telemetry;

namespace Parley.Platform;

/// <summary>What every feature stands on: settings, the database, JSON, errors, the cluster.</summary>
public static class PlatformFeature
{
    /// <exception cref="FormatException">A setting is wrong; the message says which and what it takes.</exception>
    public static ParleySettings AddPlatform(this WebApplicationBuilder builder, string[] args)
    {
        var settings = ParleySettings.Read(builder.Configuration, args);
        var services = builder.Services;
        services.AddSingleton(settings);
        services.AddSingleton(TimeProvider.System);
        builder.AddTelemetry(); // first, so that it stops last and exports what the others counted while they stopped
        services.AddSingleton(provider => new Db(new DbOptions { Url = settings.DatabaseUrl }, provider.GetService<ILoggerFactory>()));
        services.AddSingleton<MasterKey>();
        services.AddSingleton<SecretBox>();
        services.AddSingleton<InstallKeys>();
        SharedKeyRing.Add(services);
        services.AddSingleton<Notifications>();
        services.AddHostedService(provider => provider.GetRequiredService<Notifications>());
        services.AddSingleton<Node>();
        services.AddHostedService(provider => provider.GetRequiredService<Node>());
        services.AddSingleton<Heartbeats>();
        services.AddSingleton<Readiness>();

        AddAnswers(services);
        // A graceful stop lets what is in flight finish for 10 seconds.
        services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(15));

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 2 * 1024 * 1024; // endpoints that take files raise it for themselves
        });
        if (builder.Configuration["ASPNETCORE_URLS"] is null && builder.Configuration["urls"] is null)
            builder.WebHost.UseUrls(settings.ListenUrl);
        return settings;
    }

    /// <summary>A quarter of a second is what nobody notices, and it makes four readings a second the most that one key costs.</summary>
    internal static void AddSharedReadings<TKey, TValue>(this IServiceCollection services) where TKey : notnull =>
        services.AddSingleton(provider => new SharedReadings<TKey, TValue>(TimeSpan.FromMilliseconds(250), provider.GetRequiredService<TimeProvider>()));

    /// <summary>How requests are read and answered, here and in the processes beside the server.</summary>
    internal static void AddAnswers(IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(options =>
        {
            Json.Configure(options.SerializerOptions);
            options.SerializerOptions.Converters.Add(new StorableText());
            options.SerializerOptions.Converters.Add(new StorableElement());
            options.SerializerOptions.TypeInfoResolver = (options.SerializerOptions.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(NoNullElements.Refuse);
        });
        services.AddExceptionHandler<ExceptionAnswers>();
        services.AddProblemDetails(options => options.CustomizeProblemDetails = ExceptionAnswers.Complete);
        services.AddValidation();
        // A body that cannot be read is answered by ExceptionAnswers, which names the field; the framework's own answer is an empty 400 outside of Development.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
    }

    public static void MapPlatform(this WebApplication app)
    {
        app.UseTelemetry();
        app.UseSecurityHeaders(app.Services.GetRequiredService<ParleySettings>());
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.SayWhyARangeIsRefused();
        app.RefuseUnreadableRequests();
        app.MapHealth();
    }

    /// <summary>Migrates the database and opens the secrets; called before anything else runs.</summary>
    /// <exception cref="FormatException">A setting is wrong, or the database is not as it should be; the message says which and what is wanted.</exception>
    public static async Task PreparePlatform(this WebApplication app)
    {
        var (services, stopping) = (app.Services, app.Lifetime.ApplicationStopping);
        var db = services.GetRequiredService<Db>();
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger("Parley.Migrations");
        await AwaitDatabase.Run(db.Login, services.GetRequiredService<TimeProvider>(), logger, stopping);
        try
        {
            await Migrator.Run(db.Login, logger, stopping);
            await services.GetRequiredService<MasterKey>().Load(db, stopping);
        }
        catch (PostgresException forbidden) when (forbidden.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new FormatException($"The login of DATABASE_URL may not do what Parley needs ({forbidden.MessageText}). It must own the database and, at the first start, be allowed to create roles: ALTER ROLE … CREATEROLE.", forbidden);
        }
        await SharedKeyRing.Prepare(db, services.GetRequiredService<Microsoft.AspNetCore.DataProtection.KeyManagement.IKeyManager>(), services.GetRequiredService<TimeProvider>(), stopping);
    }
}
