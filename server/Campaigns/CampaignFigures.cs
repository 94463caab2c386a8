using Npgsql;
using Parley.Outbox;
using Parley.Platform.Data;

namespace Parley.Campaigns;

/// <summary>The figures of a campaign at one moment. Pending, sent, failed, suppressed, expired, cancelled and unknown sum to the total.</summary>
/// <param name="Total">Recipients, with those who must not be written to.</param>
/// <param name="Pending">Waiting, being sent, or about to be tried again.</param>
/// <param name="Sent">Accepted by the network, delivered and read ones with them.</param>
/// <param name="Unknown">Nobody knows whether they left.</param>
/// <param name="Retried">Attempts that failed and were repeated.</param>
/// <param name="PerSecond">Sent in the last minute, per second.</param>
/// <param name="EstimatedEnd">When nothing is left at this rate; null while nothing moves.</param>
public sealed record CampaignFigures(CampaignState State, long Total, long Pending, long Sent, long Delivered, long Read, long Failed, long Suppressed, long Expired, long Cancelled, long Unknown, long Retried,
    double PerSecond, DateTimeOffset? EstimatedEnd, IReadOnlyDictionary<string, CampaignFigures.Funnel> ByDriver, IReadOnlyList<CampaignFigures.OfVariant> ByVariant, IReadOnlyList<CampaignFigures.Why> Reasons)
{
    /// <param name="Failed">Messages that ended so with this driver.</param>
    /// <param name="FailedAttempts">Attempts that did not send and were made again, through this driver or through the sender's fallback.</param>
    public sealed record Funnel(long Sent, long Delivered, long Read, long Failed, long FailedAttempts);

    /// <param name="Replied">People who wrote after they had got it, within a week.</param>
    public sealed record OfVariant(string Name, int Weight, long Sent, long Delivered, long Read, long Failed, long Suppressed, long Replied, long OptedOut);

    /// <param name="State">failed, suppressed or unknown.</param>
    public sealed record Why(string State, string Slug, string Sentence, long Amount);

    /// <summary>How far back the rate looks; sums are kept in slots of ten seconds.</summary>
    private static readonly TimeSpan RateOver = TimeSpan.FromSeconds(60);

    internal static async Task<CampaignFigures?> Find(Db db, TenantId tenant, CampaignId id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // All through one door and in one transaction's eyes: the total may grow while rows are counted.
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);
        CampaignState state;
        List<Variant> variants;
        long total;
        double recent;
        await using (var command = new NpgsqlCommand("""
            SELECT c.state, c.variants, a.total, (SELECT coalesce(sum(r.sent), 0)::bigint FROM queue_rates r WHERE r.queue_id = c.id AND r.slot >= $3 AND r.slot < $4)
            FROM campaigns c JOIN campaign_audiences a ON a.campaign_id = c.id WHERE c.id = $1 AND c.tenant_id = $2 AND c.deleted_at IS NULL
            """, connection))
        {
            var until = RateSlots.LastEnd(now);
            command.Parameters.Add(new() { Value = id.Value });
            command.Parameters.Add(new() { Value = tenant.Value });
            command.Parameters.Add(new() { Value = until - RateOver });
            command.Parameters.Add(new() { Value = until });
            await using var row = await command.ExecuteReaderAsync(cancellationToken);
            if (!await row.ReadAsync(cancellationToken)) return null;
            state = Words<CampaignState>.Parse(row.GetString(0));
            variants = System.Text.Json.JsonSerializer.Deserialize<List<Variant>>(row.GetString(1), Platform.Json.Options)!;
            (total, recent) = (row.GetInt64(2), row.GetInt64(3) / RateOver.TotalSeconds);
        }
        var figures = await QueueCounts.Read(connection, tenant, QueueId.Of(id.Value), cancellationToken);
        return Of(state, variants, total, state is CampaignState.Running ? recent : 0, figures, now);
    }

    internal static CampaignFigures Of(CampaignState state, IReadOnlyList<Variant> variants, long total, double perSecond, QueueCounts figures, DateTimeOffset now)
    {
        var pending = total - figures.Ended;
        long Sum(Func<QueueCounts.Line, bool> which, string metric) => figures.Lines.Where(line => line.Metric == metric && which(line)).Sum(line => line.Amount);
        var drivers = figures.Lines.Where(line => line.Method.Length > 0).Select(line => line.Method).Distinct(StringComparer.Ordinal)
            .ToDictionary(d => d, d => new Funnel(Sum(l => l.Method == d, Metric.Sent), Sum(l => l.Method == d, Metric.Delivered), Sum(l => l.Method == d, Metric.Read), Sum(l => l.Method == d, Metric.Failed),
                Sum(l => l.Method == d, Metric.Retried) + Sum(l => l.Method == d, Metric.FellBack)), StringComparer.Ordinal);
        var byVariant = variants.Select((v, n) => new OfVariant(v.Name, v.Weight, Sum(l => l.Variant == n, Metric.Sent), Sum(l => l.Variant == n, Metric.Delivered), Sum(l => l.Variant == n, Metric.Read),
            Sum(l => l.Variant == n, Metric.Failed), Sum(l => l.Variant == n, Metric.Suppressed), Sum(l => l.Variant == n, Metric.Replied), Sum(l => l.Variant == n, Metric.OptedOut))).ToList();
        var reasons = figures.Lines.Where(l => l.Reason.Length > 0 && l.Metric is Metric.Failed or Metric.Suppressed or Metric.Unknown).GroupBy(l => (l.Metric, l.Reason))
            .Select(g => new Why(g.Key.Metric, g.Key.Reason, Channels.Reasons.Of(g.Key.Reason).Sentence, g.Sum(l => l.Amount))).Where(w => w.Amount != 0).OrderByDescending(w => w.Amount).ToList();
        return new CampaignFigures(state, total, pending, figures.Of(Metric.Sent), figures.Of(Metric.Delivered), figures.Of(Metric.Read), figures.Of(Metric.Failed), figures.Of(Metric.Suppressed),
            figures.Of(Metric.Expired), figures.Of(Metric.Cancelled), figures.Of(Metric.Unknown), figures.Of(Metric.Retried), Math.Round(perSecond, 2),
            perSecond > 0 && pending > 0 ? now + TimeSpan.FromSeconds(pending / perSecond) : null, drivers, byVariant, reasons);
    }
}
