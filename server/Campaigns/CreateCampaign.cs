using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Npgsql;
using NpgsqlTypes;
using Parley.Contacts;
using Parley.Conversations;
using Parley.Identity;
using Parley.Outbox;
using Parley.Platform;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Campaigns;

/// <summary>POST /api/campaigns: writes a campaign down, as a draft or for its time. People given with it are its recipients when the answer comes;
/// a larger audience is written into the ledger by a worker, and the campaign may be started meanwhile.</summary>
public sealed class CreateCampaign(Db db, ReadCampaign read, UpsertContacts contacts, TenantRegions regions, TimeProvider time)
{
    internal static async Task<Results<Created<CampaignView>, ProblemHttpResult>> Handle(CampaignDraft request, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, Caller caller, CreateCampaign create, CancellationToken cancellationToken)
    {
        if (IdempotencyKey.Objection(idempotencyKey) is { } badKey) return Problems.Validation.Field("Idempotency-Key", badKey);
        var (campaign, problem) = await create.Run(request, caller, idempotencyKey is null ? null : IdempotencyKey.Of(idempotencyKey, "POST /api/campaigns", request), cancellationToken);
        return problem is not null ? problem : TypedResults.Created($"/api/campaigns/{campaign!.Id}", campaign);
    }

    /// <param name="key">A campaign that was made with it before is the answer.</param>
    internal async Task<(CampaignView? Campaign, ProblemHttpResult? Problem)> Run(CampaignDraft draft, Caller caller, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        var (spec, problem) = await read.Read(draft, caller.Tenant, cancellationToken);
        if (spec is null) return (null, problem);
        if (draft.Contacts is null == draft.Audience is null) return (null, Problems.Validation.Field("contacts", "Give contacts, or an audience."));
        if (draft.Contacts is { Count: > GivenContacts.Most or 0 })
            return (null, Problems.Validation.Field("contacts", $"Give 1 to {GivenContacts.Most} contacts; for more, import a file and use it as the audience."));
        var given = draft.Contacts is null ? null : GivenContacts.Read(draft.Contacts, await regions.Of(caller.Tenant, cancellationToken));

        if (draft.Audience is { } chosen)
        {
            await using var look = await db.OpenTenant(caller.Tenant, cancellationToken);
            if (await FindAudience.Check(look, caller.Tenant, chosen, cancellationToken) is { } noAudience) return (null, noAudience);
        }
        var audience = draft.Audience is { } named ? named with { Contacts = null } : new AudienceSpec { Contacts = draft.Contacts!.Count };
        return await Write(spec, audience, caller, key, (transaction, id, now) => WriteGiven(transaction, caller.Tenant, id, spec, given, now, cancellationToken), cancellationToken);
    }

    /// <summary>Writes down what was read and checked.</summary>
    /// <param name="fill">Writes recipients that are there at once, and says who lacks which variable; null when a worker writes them.</param>
    internal async Task<(CampaignView? Campaign, ProblemHttpResult? Problem)> Write(CampaignSpec spec, AudienceSpec audience, Caller caller, IdempotencyKey? key,
        Func<NpgsqlTransaction, CampaignId, DateTimeOffset, Task<IReadOnlyDictionary<string, long>?>> fill, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var id = Id.New<CampaignId>();
        await using var connection = await db.OpenTenant(caller.Tenant, cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (key is { } given && (await IdempotencyKeys.Claim(connection, caller.Tenant, [given], [JsonSerializer.Serialize(id, Json.Options)], now, cancellationToken)).Values.SingleOrDefault() is { } earlier)
        {
            if (!given.Matches(earlier.Digest)) return (null, Refusals.Of(new Acceptance.OtherRequest()));
            return await CampaignView.Find(connection, caller.Tenant, JsonSerializer.Deserialize<CampaignId>(earlier.Response, Json.Options), cancellationToken) is { } made ? (made, null) : (null, MoveCampaign.Missing);
        }
        await OutboxQueues.Open(connection, caller.Tenant, spec.Queue(id), now, cancellationToken);
        await Insert(connection, caller, id, spec, audience, now, cancellationToken);
        var missing = await fill(transaction, id, now);
        if (missing is { Count: > 0 } && spec.ScheduledStart is not null && !spec.SkipIncomplete) return (null, StartCampaign.Incomplete(missing));
        await transaction.CommitAsync(cancellationToken);
        return (await CampaignView.Find(connection, caller.Tenant, id, cancellationToken), null);
    }

    private static async Task Insert(NpgsqlConnection connection, Caller caller, CampaignId id, CampaignSpec spec, AudienceSpec audience, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            WITH campaign AS (
                INSERT INTO campaigns (id, tenant_id, name, state, audience, variants, skip_incomplete, scheduled_start, scheduled_end, created_by, created_at, updated_at, winner_rule)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, $12) RETURNING id, tenant_id)
            INSERT INTO campaign_audiences (campaign_id, tenant_id, phase, worked_at) SELECT id, tenant_id, 'expanding', $11 FROM campaign
            RETURNING pg_notify('parley_campaigns', tenant_id::text || ' ' || campaign_id)
            """, connection);
        var p = command.Parameters;
        p.Add(new() { Value = id.Value });
        p.Add(new() { Value = caller.Tenant.Value });
        p.Add(new() { Value = spec.Name });
        p.Add(new() { Value = Words<CampaignState>.Of(spec.ScheduledStart is null ? CampaignState.Draft : CampaignState.Scheduled) });
        p.Add(new() { Value = JsonSerializer.Serialize(audience, Json.Options), NpgsqlDbType = NpgsqlDbType.Jsonb });
        p.Add(new() { Value = JsonSerializer.Serialize(spec.Variants, Json.Options), NpgsqlDbType = NpgsqlDbType.Jsonb });
        p.Add(new() { Value = spec.SkipIncomplete });
        p.Add(new NpgsqlParameter<DateTimeOffset?> { TypedValue = spec.ScheduledStart });
        p.Add(new NpgsqlParameter<DateTimeOffset?> { TypedValue = spec.ScheduledEnd });
        p.Add(new() { Value = caller.Actor });
        p.Add(new() { Value = now });
        p.Add(new() { Value = spec.Winner is null ? DBNull.Value : JsonSerializer.Serialize(spec.Winner, Json.Options), NpgsqlDbType = NpgsqlDbType.Jsonb });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <returns>Recipients that lack a variable, by its name.</returns>
    internal async Task<IReadOnlyDictionary<string, long>?> WriteGiven(NpgsqlTransaction transaction, TenantId tenant, CampaignId id, CampaignSpec spec, GivenContacts? given, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (given is null) return null;
        var known = await contacts.Run(transaction, tenant, given.Seeds, cancellationToken);
        var source = AudienceSource.Given(Array.ConvertAll(known, k => k.Id.Value), [.. given.Variables]);
        return await WriteAtOnce(transaction, tenant, id, spec, source, given, now, cancellationToken);
    }

    /// <summary>Writes a whole audience of up to <see cref="GivenContacts.Most"/> people while the caller waits.</summary>
    /// <param name="given">What did not become a recipient; null when nothing was left out.</param>
    internal static async Task<IReadOnlyDictionary<string, long>> WriteAtOnce(NpgsqlTransaction transaction, TenantId tenant, CampaignId id, CampaignSpec spec, AudienceSource source, GivenContacts? given, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var connection = transaction.Connection!;
        await using var ask = new NpgsqlCommand("SELECT require_opt_in FROM tenants WHERE id = $1", connection) { Parameters = { new() { Value = tenant.Value } } };
        var optedInOnly = (bool)(await ask.ExecuteScalarAsync(cancellationToken))!;
        var result = await ExpandAudience.Run(connection, tenant, id, spec.Variants, spec.Contents, spec.Senders?.Select(s => s.Value).ToArray(), optedInOnly, source, GivenContacts.Most, now, cancellationToken);

        await using var settle = new NpgsqlCommand("UPDATE campaign_audiences SET phase = 'ready', total = $2, left_out = $3, rejects = $4, missing = $5 WHERE campaign_id = $1", connection);
        settle.Parameters.Add(new() { Value = id.Value });
        settle.Parameters.Add(new() { Value = (long)result.Written });
        settle.Parameters.Add(new() { Value = given is null ? "{}" : JsonSerializer.Serialize(new { duplicate = given.Duplicate, invalid = given.Invalid }, Json.Options), NpgsqlDbType = NpgsqlDbType.Jsonb });
        settle.Parameters.Add(new() { Value = given is null ? "[]" : JsonSerializer.Serialize(given.Rejects, Json.Options), NpgsqlDbType = NpgsqlDbType.Jsonb });
        settle.Parameters.Add(new() { Value = JsonSerializer.Serialize(result.Missing, Json.Options), NpgsqlDbType = NpgsqlDbType.Jsonb });
        await settle.ExecuteNonQueryAsync(cancellationToken);
        return result.Missing;
    }
}
