using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Parley.Identity;
using Parley.Platform;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Campaigns;

/// <summary>POST /api/campaigns/{id}/start: opens the gate. The audience may still be growing; what comes in later is sent as well. A text with
/// placeholders waits until everybody is written down: only then it is known that nobody lacks a value.</summary>
public static class StartCampaign
{
    /// <summary>Up to so many recipients are looked through again while the caller waits.</summary>
    private const int CountedAtOnce = 20_000;

    /// <param name="SkipIncomplete">Starts although some recipients lack variables of the text; those fail, each with its reason.</param>
    public sealed record Request(bool SkipIncomplete = false);

    internal static async Task<Results<Ok<CampaignView>, ProblemHttpResult>> Handle(CampaignId id, Request? request, Caller caller, Db db, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenTenant(caller.Tenant, cancellationToken);
        await using (var transaction = await connection.BeginTransactionAsync(cancellationToken))
        {
            if (await MoveCampaign.Run(connection, caller.Tenant, id, CampaignMove.Start, time.GetUtcNow(), cancellationToken) is { } objection) return objection;
            if (await Open(connection, id, request?.SkipIncomplete == true, time.GetUtcNow(), cancellationToken) is { } refused)
            {
                await transaction.RollbackAsync(cancellationToken);
                return await CountAgain(connection, caller.Tenant, id, cancellationToken) switch
                {
                    null => refused,
                    { Count: 0 } => await Handle(id, request, caller, db, time, cancellationToken),
                    var missing => Incomplete(missing),
                };
            }
            await transaction.CommitAsync(cancellationToken);
        }
        return TypedResults.Ok((await CampaignView.Find(connection, caller.Tenant, id, cancellationToken))!);
    }

    /// <summary>Opens the queue of a campaign whose row this transaction holds, unless something speaks against it.</summary>
    internal static async Task<ProblemHttpResult?> Open(NpgsqlConnection connection, CampaignId id, bool skipIncomplete, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using (var command = new NpgsqlCommand("""
            SELECT a.phase, c.skip_incomplete, a.missing, c.scheduled_end, EXISTS (SELECT FROM messages m WHERE m.queue_id = c.id AND m.due_at IS NOT NULL)
            FROM campaigns c JOIN campaign_audiences a ON a.campaign_id = c.id WHERE c.id = $1
            """, connection) { Parameters = { new() { Value = id.Value } } })
        await using (var row = await command.ExecuteReaderAsync(cancellationToken))
        {
            await row.ReadAsync(cancellationToken);
            var phase = row.GetString(0);
            var missing = JsonSerializer.Deserialize<Dictionary<string, long>>(row.GetString(2), Json.Options)!;
            if (!row.IsDBNull(3) && row.GetFieldValue<DateTimeOffset>(3) <= now) return Problems.Unprocessable.With("The campaign's scheduled end has passed; give it a later one, or none.");
            if (phase == "ready" && !row.GetBoolean(4)) return Problems.Unprocessable.With("The campaign has no recipients who may be written to.");
            if (!skipIncomplete && !row.GetBoolean(1))
            {
                if (missing.Count > 0) return Incomplete(missing);
                if (phase == "counting") return Problems.IllegalState.With("Who lacks variables of the text is being counted; try again in a few seconds, or start with skipIncomplete.");
            }
        }
        if (skipIncomplete)
        {
            // Whoever finishes the audience has to know it too.
            await using var skip = new NpgsqlCommand("UPDATE campaigns SET skip_incomplete = true WHERE id = $1 AND NOT skip_incomplete", connection) { Parameters = { new() { Value = id.Value } } };
            await skip.ExecuteNonQueryAsync(cancellationToken);
        }
        await MoveCampaign.SetOpen(connection, id, true, cancellationToken);
        return null;
    }

    internal static ProblemHttpResult Incomplete(IReadOnlyDictionary<string, long> missing)
    {
        var names = missing.OrderByDescending(m => m.Value).Select(m => $"{m.Key} ({m.Value})");
        var details = Problems.UnknownVariables.Details($"Recipients lack variables of the text: {string.Join(", ", names)}. Give them values, write defaults as in {{{{name|there}}}}, or start with skipIncomplete to leave these recipients out.");
        details.Extensions["variables"] = missing;
        return TypedResults.Problem(details);
    }

    /// <summary>Contacts may have got their values since they were counted.</summary>
    private static async Task<IReadOnlyDictionary<string, long>?> CountAgain(NpgsqlConnection connection, TenantId tenant, CampaignId id, CancellationToken cancellationToken)
    {
        if (await CampaignView.Find(connection, tenant, id, cancellationToken) is not { Audience: { Phase: "ready", MissingVariables.Count: > 0 } audience } campaign) return null;
        if (audience.Total > CountedAtOnce)
        {
            await CountMissing.Later(connection, id, cancellationToken);
            return null;
        }
        var counted = await CountMissing.Run(connection, id, [.. campaign.Variants.Select(v => v.Content)], default, CountedAtOnce, cancellationToken);
        await CountMissing.Settle(connection, id, counted.Missing, cancellationToken);
        return counted.Missing;
    }
}
