using Parley.Contacts;
using Parley.Contacts.Import;
using Parley.Media;
using Parley.Platform;

namespace Parley.Broadcasts;

/// <summary>Lists of people, sent to group by group.</summary>
public static class BroadcastsFeature
{
    /// <exception cref="FormatException">A setting is wrong; the message says which and what it takes.</exception>
    public static void AddBroadcasts(this WebApplicationBuilder builder, ParleySettings settings)
    {
        var services = builder.Services;
        services.AddSingleton(builder.Configuration.Options<BroadcastsOptions>("Broadcasts", options => options.Objection()));
        services.AddSingleton<IPersonalData, BroadcastPersonalData>();
        services.AddSingleton<IMediaHolder, BroadcastMedia>();
        services.AddSingleton<IImportHolder, BroadcastImports>();
        services.AddSingleton<CreateBroadcast>();
        services.AddSingleton<SendBroadcast>();
        services.AddSingleton<FillBroadcast>();
        services.AddSingleton<AdvanceBroadcasts>();
        if (settings.Worker) services.AddHostedService<BroadcastWorker>();
    }

    public static void MapBroadcasts(this IEndpointRouteBuilder routes)
    {
        var lists = routes.MapGroup("/api/broadcasts").WithTags("broadcasts");
        lists.MapGet("", ListBroadcasts.Handle).WithSummary("Broadcast lists, newest first");
        lists.MapPost("", CreateBroadcast.Handle).WithSummary("Make a list and cut it into groups");
        lists.MapGet("/{id}", ListBroadcasts.HandleOne).WithSummary("One list");
        lists.MapDelete("/{id}", DeleteBroadcast.Handle).WithSummary("Delete a list; a sending of it stops");
        lists.MapGet("/{id}/groups", ListMembers.HandleGroups).WithSummary("Its groups");
        lists.MapGet("/{id}/members", ListMembers.HandleMembers).WithSummary("Its members, or those of a group");
        lists.MapPost("/{id}/send", SendBroadcast.Handle).WithSummary("Send to its groups, one after the other");
        lists.MapGet("/{id}/sends", ListSends.Handle).WithSummary("Its sendings, newest first");
        lists.MapGet("/{id}/sends/{sendId}", ListSends.HandleOne).WithSummary("How far a sending is");
        lists.MapGet("/{id}/sends/{sendId}/groups", ListSends.HandleGroups).WithSummary("How far each group is");
        lists.MapPost("/{id}/sends/{sendId}/stop", StopBroadcast.Handle).WithSummary("Send no further group");
    }
}
