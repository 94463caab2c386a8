using Npgsql;
using Parley.Outbox;
using Parley.Platform.Data;

namespace Parley.Campaigns;

/// <summary>Deals variants and senders anew among the people of a campaign, because it was given other variants or other senders. The figures follow.</summary>
internal static class DealAgain
{
    private static readonly string Statement = Sql.File("Campaigns/Audience/deal_again.sql");

    /// <param name="connection">Of the engine, in a transaction: what was counted stands behind its door.</param>
    public static async Task Run(NpgsqlConnection connection, TenantId tenant, CampaignId campaign, CampaignSpec spec, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using (var command = new NpgsqlCommand(Statement, connection))
        {
            var p = command.Parameters;
            p.Add(new() { Value = tenant.Value });
            p.Add(new() { Value = campaign.Value });
            p.Add(new NpgsqlParameter<Guid[]?> { TypedValue = spec.Senders?.Select(s => s.Value).ToArray() });
            p.Add(new() { Value = ExpandAudience.Borders(spec.Variants) });
            p.Add(new() { Value = spec.Variants.Sum(v => (long)v.Weight) });
            p.Add(new() { Value = ExpandAudience.Seed(campaign) });
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        var queue = QueueId.Of(campaign.Value);
        await QueueCounts.Reset(connection, tenant, queue, now, cancellationToken);
        var tally = new TallyBatch();
        await using (var suppressed = new NpgsqlCommand("SELECT variant, reason, count(*)::int FROM messages WHERE tenant_id = $1 AND queue_id = $2 AND state = 'suppressed' GROUP BY 1, 2", connection))
        {
            suppressed.Parameters.Add(new() { Value = tenant.Value });
            suppressed.Parameters.Add(new() { Value = campaign.Value });
            await using var rows = await suppressed.ExecuteReaderAsync(cancellationToken);
            while (await rows.ReadAsync(cancellationToken)) tally.Add(now, tenant, queue, null, null, rows.GetInt16(0), Metric.Suppressed, rows.GetString(1), rows.GetInt32(2));
        }
        await tally.Write(connection, cancellationToken);
    }
}
