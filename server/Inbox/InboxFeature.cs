using Parley.Channels;
using Parley.Contacts;
using Parley.Platform;

namespace Parley.Inbox;

/// <summary>The only way in: the door, the acceptance, the router.</summary>
public static class InboxFeature
{
    /// <param name="inOrder">The automations in the order in which they are asked; see Program.cs.</param>
    public static void AddInbox(this WebApplicationBuilder builder, ParleySettings settings, params Type[] inOrder)
    {
        var services = builder.Services;
        services.AddSingleton<ApplyReceipts>();
        services.AddSingleton<IPersonalData, InboxPersonalData>();
        services.AddSingleton<IPersonalData, InboundMediaPersonalData>();
        services.AddSingleton<Accept>();
        services.AddSingleton<ChannelDoor>();
        services.AddSingleton<IChannelDoor>(provider => provider.GetRequiredService<ChannelDoor>());
        services.AddHostedService(provider => provider.GetRequiredService<ChannelDoor>());
        foreach (var handler in inOrder) services.AddSingleton(handler);
        if (!settings.Worker) return;

        services.AddSingleton(provider => new InboundHandlers([.. inOrder.Select(handler => (IInboundHandler)provider.GetRequiredService(handler))]));
        services.AddSingleton<RouteEvent>();
        services.AddHostedService<Router>();
        services.AddSingleton<FetchInboundMedia>();
        services.AddHostedService<InboundMediaWorker>();
        services.AddHostedService<InboxSweepWorker>();
    }
}
