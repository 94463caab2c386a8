using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Parley.Channels;
using Parley.Outbox;
using Parley.Platform;
using Parley.Platform.Data;

namespace Parley.Campaigns;

/// <summary>One batch of whatever an audience needs. The batch and the cursor behind it are one transaction, and the audience's row is held
/// meanwhile: a crash repeats and skips nobody, and two nodes never work on the same audience.</summary>
internal sealed partial class WorkAudience(Db db, CampaignsOptions options, TimeProvider time, ILogger<WorkAudience> logger)
{
    private static readonly string Take = Sql.File("Campaigns/Audience/take_audience.sql");
    private static readonly string DealOut = Sql.File("Campaigns/Audience/deal_audience.sql");

    private sealed record Audience(CampaignId Campaign, TenantId Tenant, string Phase, Guid Cursor, long Total, Dictionary<string, long> Missing, CampaignState State, bool Deleted, AudienceSpec Spec,
        List<Variant> Variants, string QueueState, Guid[]? Pool, List<MessageContent> Contents, bool OptedInOnly)
    {
        public QueueId Queue => QueueId.Of(Campaign.Value);

        /// <summary>Nothing of it will be sent any more.</summary>
        public bool IsOver => Deleted || QueueState == "closed" || State is CampaignState.Stopped or CampaignState.Failed;
    }

    /// <returns>Whether there was something to do.</returns>
    public async Task<bool> Once(CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await Next(connection, cancellationToken) is not { } audience) return false;
        try
        {
            await Work(connection, audience, time.GetUtcNow(), cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (Exception refused) when (!IsOutage(refused))
        {
            // Trying again would fail again; a person has to look.
            await transaction.RollbackAsync(CancellationToken.None);
            Refused(logger, refused, audience.Campaign);
            await Fail(connection, audience, "The audience could not be written down. Duplicate the campaign and try again; the server's log says what happened.", cancellationToken);
        }
        return true;
    }

    private static bool IsOutage(Exception problem) =>
        problem is PostgresException refused ? !refused.IsLasting() : problem is NpgsqlException or IOException or OperationCanceledException;

    private Task Work(NpgsqlConnection connection, Audience audience, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (audience.IsOver) return GiveUp(connection, audience, now, cancellationToken);
        return audience.Phase switch
        {
            "clearing" => Clear(connection, audience, now, cancellationToken),
            "expanding" => Expand(connection, audience, now, cancellationToken),
            "counting" => Count(connection, audience, now, cancellationToken),
            "retrying" => Retry(connection, audience, now, cancellationToken),
            "dealing" => Deal(connection, audience, now, cancellationToken),
            _ => throw new InvalidOperationException($"Nothing to do in phase {audience.Phase}."),
        };
    }

    private async Task Expand(NpgsqlConnection connection, Audience audience, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await FindAudience.Source(connection, audience.Tenant, audience.Spec, audience.Cursor, options.Batch, now, cancellationToken) is not { } source)
        {
            await EndFailed(connection, audience, "What its audience is made of (a segment, a file, or another campaign) was deleted before everybody in it was written down. Duplicate the campaign and choose another audience.", now, cancellationToken);
            return;
        }
        var result = await ExpandAudience.Run(connection, audience.Tenant, audience.Campaign, audience.Variants, audience.Contents, audience.Pool, audience.OptedInOnly, source, options.Batch, now, cancellationToken);
        Add(audience.Missing, result.Missing);
        var complete = result.Written < options.Batch;
        await Settle(connection, audience, complete ? "ready" : "expanding", result.LastKey, result.Written, now, cancellationToken);
        if (complete) await LetGo(connection, audience, now, cancellationToken);
    }

    private async Task Count(NpgsqlConnection connection, Audience audience, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var result = await CountMissing.Run(connection, audience.Campaign, audience.Contents, audience.Cursor, options.Batch, cancellationToken);
        Add(audience.Missing, result.Missing);
        await Settle(connection, audience, result.Written < options.Batch ? "ready" : "counting", result.LastKey, 0, now, cancellationToken);
    }

    private async Task Retry(NpgsqlConnection connection, Audience audience, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (looked, last) = await RetryMessages.OfQueue(connection, audience.Queue, audience.Cursor, options.Batch, now, cancellationToken);
        await Settle(connection, audience, looked < options.Batch ? "ready" : "retrying", last?.ToString(), 0, now, cancellationToken);
    }

    /// <summary>Gives what still waits and was never tried to the winning variant. What is being claimed meanwhile goes out as it was.</summary>
    private async Task Deal(NpgsqlConnection connection, Audience audience, DateTimeOffset now, CancellationToken cancellationToken)
    {
        int looked;
        string? last;
        await using (var command = new NpgsqlCommand(DealOut, connection) { Parameters = { new() { Value = audience.Campaign.Value }, new() { Value = audience.Cursor }, new() { Value = options.Batch } } })
        await using (var row = await command.ExecuteReaderAsync(cancellationToken))
        {
            await row.ReadAsync(cancellationToken);
            (looked, last) = ((int)row.GetInt64(0), row.IsDBNull(1) ? null : row.GetString(1));
        }
        await Settle(connection, audience, looked < options.Batch ? "ready" : "dealing", last, 0, now, cancellationToken);
    }

    /// <summary>Deletes the rows of an earlier audience. None of them was ever claimable: the campaign was a draft, and the queue stays held until the last one is gone. One that is in a
    /// driver's hands all the same would be forgotten with its row.</summary>
    private async Task Clear(NpgsqlConnection connection, Audience audience, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using (var command = new NpgsqlCommand("DELETE FROM messages WHERE id IN (SELECT id FROM messages WHERE queue_id = $1 AND lease_until IS NULL LIMIT $2)", connection))
        {
            command.Parameters.Add(new() { Value = audience.Campaign.Value });
            command.Parameters.Add(new() { Value = options.Batch });
            if (await command.ExecuteNonQueryAsync(cancellationToken) == options.Batch)
            {
                await Settle(connection, audience, "clearing", null, 0, now, cancellationToken);
                return;
            }
        }
        await QueueCounts.Reset(connection, audience.Tenant, audience.Queue, now, cancellationToken);
        await Settle(connection, audience, "expanding", null, 0, now, cancellationToken);
        await LetGo(connection, audience, now, cancellationToken);
    }

    /// <summary>Opens the queue of a campaign that was started meanwhile and had to wait for this phase; or takes it back, because now it is known that its text is not complete for everybody.</summary>
    private static async Task LetGo(NpgsqlConnection connection, Audience audience, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // Starting, pausing and resuming hold the campaign's row too: either they see the new phase, or this sees what they did.
        bool skipIncomplete;
        string state;
        await using (var ask = new NpgsqlCommand("SELECT state, skip_incomplete FROM campaigns WHERE id = $1 FOR UPDATE", connection) { Parameters = { new() { Value = audience.Campaign.Value } } })
        await using (var row = await ask.ExecuteReaderAsync(cancellationToken))
        {
            await row.ReadAsync(cancellationToken);
            (state, skipIncomplete) = (row.GetString(0), row.GetBoolean(1));
        }
        if (state is not ("running" or "waiting_for_login" or "paused")) return;
        if (audience.Missing.Count > 0 && !skipIncomplete) await MoveCampaign.TakeBack(connection, audience.Tenant, audience.Campaign, CampaignMove.TakeBack, audience.Missing, now, cancellationToken);
        else if (state != "paused") await MoveCampaign.SetOpen(connection, audience.Campaign, true, cancellationToken);
    }

    /// <summary>The queue may have been swept before the last batch was committed; closing it once more sweeps the rest.</summary>
    private static async Task GiveUp(NpgsqlConnection connection, Audience audience, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await Settle(connection, audience, "ended", null, 0, now, cancellationToken);
        if (audience.Deleted) return;
        await OutboxQueues.Close(connection, audience.Queue, audience.State is CampaignState.Stopped or CampaignState.Failed ? "cancelled" : "expired", cancellationToken);
    }

    private async Task Fail(NpgsqlConnection connection, Audience audience, string sentence, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await EndFailed(connection, audience, sentence, time.GetUtcNow(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task EndFailed(NpgsqlConnection connection, Audience audience, string sentence, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await MoveCampaign.Run(connection, audience.Tenant, audience.Campaign, CampaignMove.Fail, now, cancellationToken) is null)
        {
            await using var say = new NpgsqlCommand("UPDATE campaigns SET problem = $2 WHERE id = $1", connection) { Parameters = { new() { Value = audience.Campaign.Value }, new() { Value = sentence } } };
            await say.ExecuteNonQueryAsync(cancellationToken);
            await OutboxQueues.Close(connection, audience.Queue, "cancelled", cancellationToken);
        }
        await Settle(connection, audience, "ended", null, 0, now, cancellationToken);
    }

    /// <summary>Campaigns that were deleted: when nobody writes into them any more, their messages are erased, and at last their own rows.</summary>
    public async Task EraseDeleted(CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var erase = new NpgsqlCommand("""
            UPDATE outbox_queues q SET closes_as = 'erased' FROM campaigns c JOIN campaign_audiences a ON a.campaign_id = c.id
            WHERE q.id = c.id AND c.deleted_at IS NOT NULL AND a.phase IN ('ready', 'ended') AND q.closes_as IS DISTINCT FROM 'erased'
            """, connection);
        await erase.ExecuteNonQueryAsync(cancellationToken);
        await using var forget = new NpgsqlCommand("DELETE FROM campaigns c WHERE c.deleted_at IS NOT NULL AND NOT EXISTS (SELECT FROM outbox_queues q WHERE q.id = c.id)", connection);
        await forget.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<Audience?> Next(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Take, connection);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        if (!await row.ReadAsync(cancellationToken)) return null;
        T FromJson<T>(int column) => JsonSerializer.Deserialize<T>(row.GetString(column), Json.Options)!;
        return new Audience(CampaignId.Of(row.GetGuid(0)), TenantId.Of(row.GetGuid(1)), row.GetString(2), row.GetGuid(3), row.GetInt64(4), FromJson<Dictionary<string, long>>(5),
            Words<CampaignState>.Parse(row.GetString(6)), row.GetBoolean(7), FromJson<AudienceSpec>(8), FromJson<List<Variant>>(9), row.GetString(10),
            row.IsDBNull(11) ? null : row.GetFieldValue<Guid[]>(11), FromJson<List<MessageContent>>(12), row.GetBoolean(13));
    }

    private static async Task Settle(NpgsqlConnection connection, Audience audience, string phase, string? cursor, int written, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            UPDATE campaign_audiences SET phase = $2, cursor = $3, total = $4, missing = $5, worked_at = $6 WHERE campaign_id = $1
            RETURNING CASE WHEN $2 IN ('ready', 'ended') THEN pg_notify('parley_campaigns', tenant_id::text || ' ' || campaign_id) END
            """, connection);
        var p = command.Parameters;
        p.Add(new() { Value = audience.Campaign.Value });
        p.Add(new() { Value = phase });
        p.Add(new() { Value = cursor is null ? audience.Cursor : Guid.Parse(cursor) });
        p.Add(new() { Value = audience.Total + written });
        p.Add(new() { Value = JsonSerializer.Serialize(audience.Missing, Json.Options), NpgsqlDbType = NpgsqlDbType.Jsonb });
        p.Add(new() { Value = now });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static void Add(Dictionary<string, long> sums, IReadOnlyDictionary<string, long> more)
    {
        foreach (var (name, amount) in more) sums[name] = sums.GetValueOrDefault(name) + amount;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The audience of campaign {Campaign} could not be written down")]
    private static partial void Refused(ILogger logger, Exception problem, CampaignId campaign);
}
