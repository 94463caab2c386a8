using Npgsql;
using Parley.Platform.Data;
using Parley.Senders;

namespace Parley.Outbox;

/// <summary>What was counted of one queue, exact at one moment: the sums, and the batches that are not folded into them yet.</summary>
public sealed class QueueCounts(IReadOnlyList<QueueCounts.Line> lines)
{
    private static readonly string Statement = Sql.File("Outbox/queue_counts.sql");

    /// <param name="Metric">One of <see cref="Outbox.Metric"/>.</param>
    public sealed record Line(short Variant, string Method, string Metric, string Reason, long Amount);

    public IReadOnlyList<Line> Lines => lines;

    public long Of(string metric) => lines.Where(line => line.Metric == metric).Sum(line => line.Amount);

    /// <summary>Messages that will not be sent (any more), or were.</summary>
    public long Ended => Of(Metric.Sent) + Of(Metric.Failed) + Of(Metric.Suppressed) + Of(Metric.Expired) + Of(Metric.Cancelled) + Of(Metric.Unknown);

    /// <summary>The queue must be known to be the tenant's; it is asked for through the engine's door, because a batch mixes tenants.</summary>
    public static async Task<QueueCounts> Read(Db db, TenantId tenant, QueueId queue, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenEngine(cancellationToken);
        return await Read(connection, tenant, queue, cancellationToken);
    }

    /// <param name="connection">Of the engine.</param>
    public static async Task<QueueCounts> Read(NpgsqlConnection connection, TenantId tenant, QueueId queue, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Statement, connection) { Parameters = { new() { Value = queue.Value }, new() { Value = tenant.Value } } };
        var lines = new List<Line>();
        await using var rows = await command.QueryPrepared(cancellationToken);
        while (await rows.ReadAsync(cancellationToken)) lines.Add(new(rows.GetInt16(0), rows.GetString(1), rows.GetString(2), rows.GetString(3), rows.GetInt64(4)));
        return new QueueCounts(lines);
    }

    /// <summary>Takes everything back that was counted of a queue whose messages are gone.</summary>
    public static async Task Reset(NpgsqlConnection connection, TenantId tenant, QueueId queue, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var tally = new TallyBatch();
        foreach (var line in (await Read(connection, tenant, queue, cancellationToken)).Lines)
            tally.Add(now, tenant, queue, (SenderId?)null, line.Method.Length == 0 ? null : line.Method, line.Variant, line.Metric, line.Reason.Length == 0 ? null : line.Reason, -(int)line.Amount);
        await tally.Write(connection, cancellationToken);
    }
}
