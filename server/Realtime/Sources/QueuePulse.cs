using Parley.Outbox;
using Parley.Platform.Data;

namespace Parley.Realtime.Sources;

/// <summary>How the queue stands, every two seconds. The rate is what was sent in the last ten seconds or so.</summary>
internal sealed class QueuePulse(Db db, TimeProvider time) : IPulse
{
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(10);
    private readonly Dictionary<TenantId, Queue<Sample>> _samples = [];

    private readonly record struct Sample(DateTimeOffset At, IReadOnlyDictionary<QueueId, long> Sent);

    public EventKind Kind => EventKinds.QueueStats;
    public TimeSpan Every => TimeSpan.FromSeconds(2);

    public async Task<object?> Read(TenantId tenant, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var figures = await QueueFigures.Read(db, tenant, now, cancellationToken);
        return new Payloads.QueueStats(figures.Waiting, figures.More, figures.Sending, Rate(tenant, new Sample(now, figures.Sent)), figures.DeadLetters, figures.OldestDueAt);
    }

    private double Rate(TenantId tenant, Sample latest)
    {
        // Tenants that nobody watches any more are forgotten.
        foreach (var gone in _samples.Where(one => latest.At - one.Value.Last().At > 2 * Span).Select(one => one.Key).ToList()) _samples.Remove(gone);
        if (!_samples.TryGetValue(tenant, out var samples)) _samples[tenant] = samples = new Queue<Sample>();
        samples.Enqueue(latest);
        while (samples.Count > 2 && latest.At - samples.Peek().At > Span) samples.Dequeue();
        var first = samples.Peek();
        // A queue that is only in one of them was opened or closed in between; it counts from the next time on.
        var sent = latest.Sent.Sum(queue => first.Sent.TryGetValue(queue.Key, out var before) ? Math.Max(0, queue.Value - before) : 0);
        var seconds = (latest.At - first.At).TotalSeconds;
        return seconds > 0 ? Math.Round(sent / seconds, 1) : 0;
    }
}
