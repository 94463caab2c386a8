using System.Text.Json;
using Npgsql;
using Parley.Outbox;
using Parley.Platform;
using Parley.Platform.Data;

namespace Parley.Campaigns;

/// <summary>Looks at running campaigns with a rule and no winner yet. The decision and the order to deal what is left are one transaction, so it is made once
/// whatever number of nodes look.</summary>
internal sealed class DecideWinners(Db db, TimeProvider time)
{
    private sealed record Open(CampaignId Id, TenantId Tenant, WinnerRule Rule, int Variants);

    public async Task Once(CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenEngine(cancellationToken);
        foreach (var campaign in await Undecided(connection, cancellationToken))
        {
            var counts = await QueueCounts.Read(connection, campaign.Tenant, QueueId.Of(campaign.Id.Value), cancellationToken);
            long Of(int variant, string metric) => counts.Lines.Where(line => line.Variant == variant && line.Metric == metric).Sum(line => line.Amount);
            var results = Enumerable.Range(0, campaign.Variants).Select(n => new WinnerPolicy.Result(Of(n, Metric.Sent), Of(n, Metric.Read), Of(n, Metric.Replied))).ToList();
            if (WinnerPolicy.Decide(campaign.Rule, results) is { } winner) await Settle(connection, campaign, winner, cancellationToken);
        }
    }

    private static async Task<List<Open>> Undecided(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT c.id, c.tenant_id, c.winner_rule, jsonb_array_length(c.variants) FROM campaigns c
            WHERE c.winner_rule IS NOT NULL AND c.winner IS NULL AND c.deleted_at IS NULL AND c.state = 'running'
            """, connection);
        var open = new List<Open>();
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
            open.Add(new(CampaignId.Of(rows.GetGuid(0)), TenantId.Of(rows.GetGuid(1)), JsonSerializer.Deserialize<WinnerRule>(rows.GetString(2), Json.Options)!, rows.GetInt32(3)));
        return open;
    }

    private async Task Settle(NpgsqlConnection connection, Open campaign, int winner, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // The campaign first, as whoever retries what failed does.
        await using (var decide = new NpgsqlCommand("""
            UPDATE campaigns SET winner = $2, winner_at = $3, updated_at = $3 WHERE id = $1 AND winner IS NULL AND state = 'running'
            RETURNING id, pg_notify('parley_campaigns', tenant_id::text || ' ' || id)
            """, connection))
        {
            decide.Parameters.Add(new() { Value = campaign.Id.Value });
            decide.Parameters.Add(new() { Value = (short)winner });
            decide.Parameters.Add(new() { Value = time.GetUtcNow() });
            if (await decide.ExecuteScalarAsync(cancellationToken) is null) return;
        }
        // An audience that still grows is dealt when it is complete: nothing is decided now, and the look comes again.
        await using var order = new NpgsqlCommand("UPDATE campaign_audiences SET phase = 'dealing', cursor = '00000000-0000-0000-0000-000000000000' WHERE campaign_id = $1 AND phase = 'ready' RETURNING campaign_id", connection);
        order.Parameters.Add(new() { Value = campaign.Id.Value });
        if (await order.ExecuteScalarAsync(cancellationToken) is not null) await transaction.CommitAsync(cancellationToken);
    }
}
