using Microsoft.AspNetCore.SignalR;
using Parley.Identity;

namespace Parley.Realtime;

/// <summary>The dashboard's connection (SignalR). It only listens: there is nothing to call.</summary>
public sealed class EventsHub(Watchers watchers, IHubContext<EventsHub> hub) : Hub
{
    private const string Key = "watcher";

    public override Task OnConnectedAsync()
    {
        var caller = Context.GetHttpContext()?.Features.Get<Caller>();
        if (caller is null || watchers.Open(caller, null, "hub") is not { } watcher)
        {
            Context.Abort();
            return Task.CompletedTask;
        }
        Context.Items[Key] = watcher;
        // Ends with the watcher, which ends with the connection.
        _ = Pump(watcher, hub.Clients.Client(Context.ConnectionId), Context);
        return Task.CompletedTask;
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        if (Context.Items[Key] is Watcher watcher) watcher.Dispose();
        return Task.CompletedTask;
    }

    private static async Task Pump(Watcher watcher, ISingleClientProxy client, HubCallerContext context)
    {
        try
        {
            await foreach (var delivery in watcher.Reader.ReadAllAsync(watcher.Ended))
                await client.SendAsync(delivery.Kind.Name, delivery.Payload, watcher.Ended);
        }
        catch (OperationCanceledException)
        {
            // Ended: the connection is closed below.
        }
        finally
        {
            context.Abort();
        }
    }
}
