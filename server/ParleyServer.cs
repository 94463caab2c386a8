using Parley.Analytics;
using Parley.ApiDocument;
using Parley.Broadcasts;
using Parley.Bulk;
using Parley.Campaigns;
using Parley.Channels;
using Parley.Channels.Baileys;
using Parley.Channels.Cloud;
using Parley.Channels.Simulator;
using Parley.Channels.WebJs;
using Parley.CommandLine;
using Parley.Compat;
using Parley.Contacts;
using Parley.Conversations;
using Parley.Dashboard;
using Parley.Identity;
using Parley.Inbox;
using Parley.Jobs;
using Parley.Media;
using Parley.Outbox;
using Parley.Platform;
using Parley.Realtime;
using Parley.Senders;
using Parley.Templates;

namespace Parley;

/// <summary>The features of the server, in one list. Program.cs and the tests start the same thing.</summary>
public static class ParleyServer
{
    /// <param name="settings">Values that win over the environment.</param>
    /// <param name="replace">Runs after all features registered what they need.</param>
    /// <exception cref="FormatException">A setting is wrong; the message says which and what it takes.</exception>
    public static WebApplication Build(string[] args, IEnumerable<KeyValuePair<string, string?>>? settings = null, Action<IServiceCollection>? replace = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        if (settings is not null) builder.Configuration.AddInMemoryCollection(settings);
        // A singleton that holds a scoped thing, or a constructor that nothing can satisfy, stops the start and not a request.
        builder.Host.UseDefaultServiceProvider(options => options.ValidateScopes = options.ValidateOnBuild = true);

        var parley = builder.AddPlatform(args);
        builder.AddIdentity(parley);
        builder.AddJobs(parley);
        builder.AddContacts(parley);
        builder.AddConversations(parley);
        builder.Services.AddChannels();
        // The automations in the order in which they are asked; the first that takes a message ends the round.
        // Before the senders, so that at the end the door still hears how their sessions closed.
        builder.AddInbox(parley, typeof(OptOut));
        // Between the two for the same reason: a gateway ends after its sessions and before the door.
        builder.AddBaileys(parley);
        builder.AddWebJs(parley);
        builder.AddCloud(parley);
        builder.AddSenders(parley);
        builder.AddOutbox(parley);
        builder.AddCampaigns(parley);
        builder.AddBulk(parley);
        builder.AddBroadcasts(parley);
        builder.AddTemplates();
        builder.AddMedia();
        builder.AddRealtime(parley);
        builder.AddSimulator(parley);
        builder.Services.AddCommandLine();
        builder.AddApiDocument(parley);
        builder.AddDashboard();
        replace?.Invoke(builder.Services);

        var app = builder.Build();
        app.MapPlatform();
        app.UseIdentity();
        if (parley.Web) MapFeatures(app, parley);

        AccessTable.CheckEveryEndpoint(app);
        return app;
    }

    /// <summary>What the web role serves; a process that only works answers for its health and for nothing else.</summary>
    private static void MapFeatures(WebApplication app, ParleySettings parley)
    {
        app.MapIdentity();
        app.MapMedia();
        app.MapConversations();
        app.MapOutbox();
        app.MapCampaigns();
        app.MapTemplates();
        app.MapBulk();
        app.MapBroadcasts();
        app.MapCompat();
        app.MapRealtime();
        app.MapJobs();
        app.MapContacts();
        app.MapSenders();
        app.MapCloud();
        app.MapSimulator(parley);
        app.MapAnalytics();

        app.MapApiDocument();
        app.MapDashboard();
    }
}
