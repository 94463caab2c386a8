using Parley.Conversations;

namespace Parley.Realtime.Sources;

/// <summary>What people of this process's callers decided about messages: retried, cancelled, marked as sent.</summary>
internal sealed class DecisionEvents(Bus bus, MessageMoves moves) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        moves.Moved += bus.Publish;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        moves.Moved -= bus.Publish;
        return Task.CompletedTask;
    }
}
