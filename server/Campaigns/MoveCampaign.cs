using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Parley.Channels;
using Parley.Outbox;
using Parley.Platform;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Campaigns;

/// <summary>Flips one campaign row, restating the states that the move may leave. Whoever calls flips the queue's row in the same transaction:
/// two rows, whatever the number of recipients.</summary>
internal static class MoveCampaign
{
    private static readonly string Statement = Sql.File("Campaigns/move_campaign.sql");

    /// <returns>Null when it moved; else why not: there is no such campaign, or it is in a state from which the move is not legal.</returns>
    public static async Task<ProblemHttpResult?> Run(NpgsqlConnection connection, TenantId tenant, CampaignId id, CampaignMove move, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using (var command = new NpgsqlCommand(Statement, connection))
        {
            command.Parameters.Add(new() { Value = id.Value });
            command.Parameters.Add(new() { Value = tenant.Value });
            command.Parameters.Add(new() { Value = CampaignMoves.From(move) });
            command.Parameters.Add(new() { Value = Words<CampaignState>.Of(CampaignMoves.To(move)) });
            command.Parameters.Add(new() { Value = now });
            if (await command.ExecuteScalarAsync(cancellationToken) is not null) return null;
        }
        await using var ask = new NpgsqlCommand("SELECT state FROM campaigns WHERE id = $1 AND tenant_id = $2 AND deleted_at IS NULL", connection) { Parameters = { new() { Value = id.Value }, new() { Value = tenant.Value } } };
        return await ask.ExecuteScalarAsync(cancellationToken) is string state
            ? Problems.IllegalState.With(CampaignMoves.Objection(Words<CampaignState>.Parse(state), move))
            : Missing;
    }

    public static ProblemHttpResult Missing => Problems.NotFound.With("There is no such campaign.");

    /// <summary>Lets the campaign send (true) or holds it back (false). What may not go out yet stays held; <see cref="WorkAudience"/> opens the queue when it may. The caller holds the campaign's row.</summary>
    public static async Task SetOpen(NpgsqlConnection connection, CampaignId id, bool open, CancellationToken cancellationToken)
    {
        if (open && await MustWait(connection, id, cancellationToken)) return;
        await OutboxQueues.SetOpen(connection, QueueId.Of(id.Value), open, cancellationToken);
    }

    // What is being cleared belongs to an earlier audience and must not go out; and of a text with placeholders nobody knows who lacks a value until everybody is written down.
    private static async Task<bool> MustWait(NpgsqlConnection connection, CampaignId id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT a.phase, c.skip_incomplete, q.templates FROM campaigns c JOIN campaign_audiences a ON a.campaign_id = c.id JOIN outbox_queues q ON q.id = c.id WHERE c.id = $1", connection) { Parameters = { new() { Value = id.Value } } };
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return row.GetString(0) switch
        {
            "clearing" => true,
            "expanding" => !row.GetBoolean(1) && ExpandAudience.Required(JsonSerializer.Deserialize<List<MessageContent>>(row.GetString(2), Json.Options)!).Count > 0,
            _ => false,
        };
    }

    /// <summary>Takes a campaign off its way, back to a draft without a start time, because recipients lack variables of its text.</summary>
    public static async Task TakeBack(NpgsqlConnection connection, TenantId tenant, CampaignId id, CampaignMove move, IReadOnlyDictionary<string, long> missing, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await Run(connection, tenant, id, move, now, cancellationToken);
        await using var say = new NpgsqlCommand("UPDATE campaigns SET problem = $2 WHERE id = $1", connection);
        say.Parameters.Add(new() { Value = id.Value });
        say.Parameters.Add(new() { Value = $"It was not started, because recipients lack variables of the text: {string.Join(", ", missing.OrderByDescending(m => m.Value).Select(m => $"{m.Key} ({m.Value})"))}." });
        await say.ExecuteNonQueryAsync(cancellationToken);
    }
}
