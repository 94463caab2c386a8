using System.Text.Json;
using Npgsql;
using Parley.Platform;
using Parley.Platform.Data;

namespace Parley.Campaigns;

/// <summary>What becomes true of campaigns by itself: the start time comes, senders are lost and found, nothing is left to send. Each look claims the
/// campaigns that it moves with SKIP LOCKED and restates their state, so any number of nodes may look.</summary>
internal sealed class AdvanceCampaigns(Db db, TimeProvider time)
{
    private static readonly string Statement = Sql.File("Campaigns/advance_campaigns.sql");
    private static readonly string Due = Sql.File("Campaigns/due_campaigns.sql");

    /// <summary>For <see cref="Outbox.FinishedQueues"/>; a retry of what failed opens the queue again.</summary>
    public const string Ended = "SELECT id FROM campaigns WHERE state = 'completed' AND finished_at < $1";

    /// <returns>How many campaigns moved.</returns>
    public async Task<int> Once(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var command = new NpgsqlCommand(Statement, connection) { Parameters = { new() { Value = now } } };
        var moved = 0;
        await using (var rows = await command.ExecuteReaderAsync(cancellationToken))
            while (await rows.ReadAsync(cancellationToken)) moved++;
        while (await StartDue(connection, now, cancellationToken)) moved++;
        return moved;
    }

    /// <summary>Completed campaigns in which something waits again, because a person tried dead letters again.</summary>
    public async Task Revive(CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var command = new NpgsqlCommand("""
            UPDATE campaigns c SET state = 'running', finished_at = NULL, updated_at = $1
            WHERE c.state = 'completed' AND c.deleted_at IS NULL AND EXISTS (SELECT FROM messages m WHERE m.queue_id = c.id AND m.due_at IS NOT NULL)
            RETURNING pg_notify('parley_campaigns', c.tenant_id::text || ' ' || c.id)
            """, connection) { Parameters = { new() { Value = time.GetUtcNow() } } };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Starts one campaign whose time has come, or says why not and leaves it as a draft.</summary>
    private static async Task<bool> StartDue(NpgsqlConnection connection, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        (CampaignId Id, TenantId Tenant, Dictionary<string, long> Missing)? due = null;
        await using (var command = new NpgsqlCommand(Due, connection) { Parameters = { new() { Value = now } } })
        await using (var row = await command.ExecuteReaderAsync(cancellationToken))
            if (await row.ReadAsync(cancellationToken))
                due = (CampaignId.Of(row.GetGuid(0)), TenantId.Of(row.GetGuid(1)), JsonSerializer.Deserialize<Dictionary<string, long>>(row.GetString(2), Json.Options)!);
        if (due is not var (id, tenant, missing)) return false;

        if (missing.Count == 0)
        {
            await MoveCampaign.Run(connection, tenant, id, CampaignMove.Start, now, cancellationToken);
            await MoveCampaign.SetOpen(connection, id, true, cancellationToken);
        }
        else await MoveCampaign.TakeBack(connection, tenant, id, CampaignMove.Unschedule, missing, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
