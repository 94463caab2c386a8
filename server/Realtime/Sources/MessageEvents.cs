using Parley.Inbox;
using Parley.Outbox;

namespace Parley.Realtime.Sources;

/// <summary>What the engine of this process does with messages. The engine says it after its commits and does not know who listens.</summary>
internal sealed class MessageEvents(Bus bus, Dispatcher dispatcher, Finalizer finalizer, Rescue rescue, Sweep sweep, Accept accept, RouteEvent routeEvent, FetchInboundMedia files) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        dispatcher.Refused += bus.Publish;
        finalizer.Moved += bus.Publish;
        rescue.Moved += bus.Publish;
        sweep.Moved += bus.Publish;
        accept.Moved += bus.Publish;
        routeEvent.Moved += bus.Publish;
        files.Stored += bus.Publish;
        routeEvent.Arrived += Tell;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        dispatcher.Refused -= bus.Publish;
        finalizer.Moved -= bus.Publish;
        rescue.Moved -= bus.Publish;
        sweep.Moved -= bus.Publish;
        accept.Moved -= bus.Publish;
        routeEvent.Moved -= bus.Publish;
        files.Stored -= bus.Publish;
        routeEvent.Arrived -= Tell;
        return Task.CompletedTask;
    }

    private void Tell(InboundMessage message) =>
        bus.Publish(RealtimeEvent.MessageReceived(message.Tenant, new(message.Id.Value, message.Sender.Value, message.Contact.Value)));
}
