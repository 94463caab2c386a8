using Npgsql;
using Parley.Platform.Data;

namespace Parley.Outbox;

/// <summary>The figures of a queue that is sent as a whole, or of a part of it. Pending, sent, failed, suppressed, expired, cancelled and unknown sum to the total.</summary>
/// <param name="Pending">Waiting, being sent, or about to be tried again.</param>
/// <param name="Sent">Accepted by the network, delivered and read ones with them.</param>
/// <param name="Unknown">Nobody knows whether they left.</param>
public sealed record SendFigures(long Total, long Pending, long Sent, long Delivered, long Read, long Failed, long Suppressed, long Expired, long Cancelled, long Unknown)
{
    private static readonly string Statement = Sql.File("Outbox/queue_sums.sql");

    /// <summary>What was counted, by queue and variant.</summary>
    public sealed class Sums
    {
        private readonly Dictionary<(QueueId, short), Dictionary<string, long>> _counted = [];

        internal void Add(QueueId queue, short variant, string metric, long amount)
        {
            if (!_counted.TryGetValue((queue, variant), out var metrics)) _counted[(queue, variant)] = metrics = new(StringComparer.Ordinal);
            metrics[metric] = metrics.GetValueOrDefault(metric) + amount;
        }

        /// <param name="total">Messages of the whole queue.</param>
        public SendFigures Of(QueueId queue, long total) => Made(total, metric => _counted.Where(entry => entry.Key.Item1 == queue).Sum(entry => entry.Value.GetValueOrDefault(metric)));

        /// <param name="total">Messages of that variant.</param>
        public SendFigures Of(QueueId queue, short variant, long total) => Made(total, metric => _counted.GetValueOrDefault((queue, variant))?.GetValueOrDefault(metric) ?? 0);

        private static SendFigures Made(long total, Func<string, long> of)
        {
            var (sent, failed, suppressed, expired, cancelled, unknown) = (of(Metric.Sent), of(Metric.Failed), of(Metric.Suppressed), of(Metric.Expired), of(Metric.Cancelled), of(Metric.Unknown));
            // Never below zero: a total that was read before messages came and went is behind their sums.
            return new(total, Math.Max(0, total - sent - failed - suppressed - expired - cancelled - unknown), sent, of(Metric.Delivered), of(Metric.Read), failed, suppressed, expired, cancelled, unknown);
        }
    }

    /// <summary>The queues must be known to be the tenant's; they are asked for through the engine's door, because a batch mixes tenants.</summary>
    public static async Task<Sums> SumsOf(Db db, TenantId tenant, IReadOnlyCollection<QueueId> queues, CancellationToken cancellationToken)
    {
        var sums = new Sums();
        if (queues.Count == 0) return sums;
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var command = new NpgsqlCommand(Statement, connection) { Parameters = { new() { Value = queues.Select(queue => queue.Value).ToArray() }, new() { Value = tenant.Value } } };
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken)) sums.Add(QueueId.Of(rows.GetGuid(0)), rows.GetInt16(1), rows.GetString(2), rows.GetInt64(3));
        return sums;
    }
}
