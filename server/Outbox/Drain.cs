namespace Parley.Outbox;

/// <summary>The middle of a graceful stop. Services stop in the reverse order of their registration: first the dispatcher takes no more,
/// then this waits (ten seconds at most) for what is in flight, then the finaliser writes the rest and ends.</summary>
internal sealed class Drain(Sending sending, OutboxOptions options) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => sending.Drain(options.DrainFor);
}
