using Npgsql;
using Parley.Platform.Data;

namespace Parley.Outbox;

/// <summary>Closes the queues of sends that ended long ago, so that the thousands of them cost nothing when a tenant's open queues are looked at.
/// One with dead letters stays open: they can be retried for as long as they are there.</summary>
public static class FinishedQueues
{
    /// <summary>How often their workers look for some.</summary>
    public static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(10);

    /// <summary>What failed in a send can be tried again for so long, and dead letters for as long as they are there.</summary>
    private static readonly TimeSpan OpenFor = TimeSpan.FromDays(1);

    /// <param name="ended">A query for the ids of sends that ended before <c>$1</c>; no part of it is a caller's.</param>
    /// <returns>How many were closed.</returns>
    public static async Task<int> Close(Db db, string ended, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var command = new NpgsqlCommand($"""
            UPDATE outbox_queues q SET state = 'closed', closes_as = NULL
            WHERE q.state = 'open' AND q.id IN ({ended})
              AND NOT EXISTS (SELECT FROM messages m WHERE m.queue_id = q.id AND (m.dead OR m.due_at IS NOT NULL OR m.lease_until IS NOT NULL))
            """, connection) { Parameters = { new() { Value = now - OpenFor } } };
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
