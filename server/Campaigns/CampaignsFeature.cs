using Microsoft.AspNetCore.Mvc;
using Parley.Contacts.Import;
using Parley.Media;
using Parley.Platform;
using Parley.Platform.Data;

namespace Parley.Campaigns;

/// <summary>The same message, made personal, to many people: prepared, scheduled, paced, watched.</summary>
public static class CampaignsFeature
{
    /// <summary>Ten thousand people with their variables.</summary>
    private const long LargestDraft = 16 * 1024 * 1024;

    /// <exception cref="FormatException">A setting is wrong; the message says which and what it takes.</exception>
    public static void AddCampaigns(this WebApplicationBuilder builder, ParleySettings settings)
    {
        var services = builder.Services;
        services.AddSingleton(builder.Configuration.Options<CampaignsOptions>("Campaigns", options => options.Objection()));
        services.AddSharedReadings<(TenantId, CampaignId), CampaignView?>();
        services.AddSharedReadings<(TenantId, CampaignId), CampaignFigures?>();
        services.AddSharedReadings<(TenantId, CampaignId), ShowCourse.Response?>();
        services.AddSingleton<ReadCampaign>();
        services.AddSingleton<CreateCampaign>();
        services.AddSingleton<ChangeCampaign>();
        services.AddSingleton<CheckCampaign>();
        services.AddSingleton<EstimateCampaign>();
        services.AddSingleton<WorkAudience>();
        services.AddSingleton<AdvanceCampaigns>();
        services.AddSingleton<DecideWinners>();
        services.AddSingleton<IMediaHolder, CampaignMedia>();
        services.AddSingleton<IImportHolder, CampaignImports>();
        if (!settings.Worker) return;

        services.AddHostedService<AudienceWorker>();
        services.AddHostedService<CampaignWorker>();
    }

    public static void MapCampaigns(this IEndpointRouteBuilder routes)
    {
        var campaigns = routes.MapGroup("/api/campaigns").WithTags("campaigns");
        campaigns.MapGet("", ListCampaigns.Handle).WithSummary("Campaigns, newest first");
        campaigns.MapPost("", CreateCampaign.Handle).WithSummary("Write a campaign down").WithMetadata(new RequestSizeLimitAttribute(LargestDraft));
        campaigns.MapPost("/check", CheckCampaign.Draft).WithSummary("Who would get a campaign, and how long it would take").WithMetadata(new RequestSizeLimitAttribute(LargestDraft));
        campaigns.MapGet("/{id}", ShowCampaign.Handle).WithSummary("One campaign");
        campaigns.MapPatch("/{id}", ChangeCampaign.Handle).WithSummary("Change a draft or a scheduled one").WithMetadata(new RequestSizeLimitAttribute(LargestDraft));
        campaigns.MapDelete("/{id}", DeleteCampaign.Handle).WithSummary("Delete a campaign and its messages");
        campaigns.MapPost("/{id}/start", StartCampaign.Handle).WithSummary("Start it");
        campaigns.MapPost("/{id}/pause", PauseCampaign.Handle).WithSummary("Hold it back");
        campaigns.MapPost("/{id}/resume", ResumeCampaign.Handle).WithSummary("Go on");
        campaigns.MapPost("/{id}/stop", StopCampaign.Handle).WithSummary("End it for good");
        campaigns.MapPost("/{id}/retry-failed", RetryFailed.Handle).WithSummary("Try everything that failed again");
        campaigns.MapPost("/{id}/check", CheckCampaign.Written).WithSummary("Who will get it, and how long it will take");
        campaigns.MapPost("/{id}/duplicate", DuplicateCampaign.Handle).WithSummary("A draft like it");
        campaigns.MapPost("/{id}/test", TestCampaign.Handle).WithSummary("Send it to one number, for a look");
        campaigns.MapGet("/{id}/stats", ShowCampaignStats.Handle).WithSummary("Live figures");
        campaigns.MapGet("/{id}/course", ShowCourse.Handle).WithSummary("What came of it in the course of time");
        campaigns.MapGet("/{id}/recipients", ListRecipients.Handle).WithSummary("Who gets it, how far each is, and why not");
        campaigns.MapGet("/{id}/recipients.csv", ExportRecipients.Handle).WithSummary("The same as a file");
    }
}
