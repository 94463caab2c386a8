using System.Collections.Concurrent;
using Npgsql;
using Parley.Platform.Data;

namespace Parley.Outbox;

/// <summary>Remembers the tenants' standing queues: once made they never change, and every message asks for one.</summary>
public sealed class StandingQueues(TimeProvider time)
{
    private readonly ConcurrentDictionary<(TenantId, QueueKind, short), QueueId> _known = new();

    /// <param name="connection">Outside of a transaction that may be rolled back, or the memory would be of a queue that never was.</param>
    public async ValueTask<QueueId> Find(NpgsqlConnection connection, TenantId tenant, QueueKind kind, short priority, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue((tenant, kind, priority), out var known)) return known;
        var queue = await OutboxQueues.Standing(connection, tenant, kind, priority, time.GetUtcNow(), cancellationToken);
        _known[(tenant, kind, priority)] = queue;
        return queue;
    }
}
