using Parley.Platform;
using Parley.Platform.Http;

namespace Parley.Channels.Cloud;

/// <summary>The driver <c>cloud</c>: WhatsApp's official API, with the business accounts that it uses and the address that Meta sends its events to.
/// WHATSAPP_CLOUD=off leaves the driver out.</summary>
public static class CloudFeature
{
    public const string HookPath = "/hooks/cloud";

    /// <exception cref="FormatException">A variable is wrong; the message says which and what it takes.</exception>
    public static void AddCloud(this WebApplicationBuilder builder, ParleySettings settings)
    {
        var options = CloudOptions.Read(builder.Configuration);
        AddParts(builder.Services, options);
        builder.Services.AddSingleton<AccountViews>();
        builder.Services.AddSingleton<ReceiveHook>();
        if (!options.On) return;
        builder.Services.AddSingleton<CloudDriver>();
        builder.Services.AddSingleton<IChannelDriver>(provider => provider.GetRequiredService<CloudDriver>());
        if (settings.Worker) builder.Services.AddHostedService<CloudWatch>();
    }

    /// <summary>What the driver and the webhook are made of.</summary>
    internal static void AddParts(IServiceCollection services, CloudOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<CloudBook>();
        services.AddSingleton<GraphClient>();
        services.AddSingleton<Numbers>();
        services.AddSingleton<MediaUploads>();
        services.AddSingleton<TemplateBook>();
    }

    public static void MapCloud(this IEndpointRouteBuilder routes)
    {
        // Made before the start, so that it hears the bells from the first on.
        _ = routes.ServiceProvider.GetRequiredService<CloudBook>();
        var accounts = routes.MapGroup("/api/cloud/accounts").WithTags("cloud");
        accounts.MapGet("", ListCloudAccounts.Handle).WithSummary("Business accounts of the Cloud API");
        accounts.MapPost("", CreateCloudAccount.Handle).WithSummary("Add a business account");
        accounts.MapGet("/{id}", ListCloudAccounts.HandleOne).WithSummary("One business account");
        accounts.MapPatch("/{id}", ChangeCloudAccount.Handle).WithSummary("Change a business account");
        accounts.MapDelete("/{id}", DeleteCloudAccount.Handle).WithSummary("Delete a business account");
        accounts.MapPost("/{id}/check", CheckCloudAccount.Handle).WithSummary("Check a business account");
        accounts.MapGet("/{id}/numbers", ListCloudNumbers.Handle).WithSummary("A business account's numbers");
        accounts.MapGet("/{id}/templates", ListCloudTemplates.Handle).WithSummary("A business account's templates");
        accounts.MapPost("/{id}/templates/sync", SyncCloudTemplates.Handle).WithSummary("Read the templates from WhatsApp");
        var senders = routes.MapGroup("/api/cloud/senders").WithTags("cloud");
        senders.MapGet("/{senderId}", ShowSenderNumber.Handle).WithSummary("Which number a sender is");
        senders.MapPut("/{senderId}", ChooseSenderNumber.Handle).WithSummary("Choose a sender's business account");
        MapHooks(routes);
    }

    internal static void MapHooks(IEndpointRouteBuilder routes)
    {
        routes.MapGet(HookPath, VerifyHook.Handle).WithMetadata(new Sends("text/plain")).WithTags("cloud").WithSummary("Meta's question whether its events are expected");
        routes.MapPost(HookPath, ReceiveHook.Handle).WithTags("cloud").WithSummary("Meta's events");
    }
}
