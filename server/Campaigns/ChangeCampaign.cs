using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using NpgsqlTypes;
using Parley.Conversations;
using Parley.Identity;
using Parley.Outbox;
using Parley.Platform;
using Parley.Platform.Data;
using Parley.Platform.Http;
using Parley.Senders;

namespace Parley.Campaigns;

/// <summary>PATCH /api/campaigns/{id} of a draft or a scheduled one: what is left out stays; null takes away what may be missing. Everything changes or nothing does.</summary>
public sealed class ChangeCampaign(Db db, ReadCampaign read, CreateCampaign create, TenantRegions regions, TimeProvider time)
{
    /// <summary>Fields as in POST /api/campaigns. A template replaces variants and the other way round; contacts replace an audience and the other way round.</summary>
    public sealed record Request
    {
        public Optional<string> Name { get; init; }
        public Optional<TemplateDraft> Template { get; init; }
        public Optional<IReadOnlyList<VariantDraft>> Variants { get; init; }
        public Optional<IReadOnlyList<RecipientDraft>> Contacts { get; init; }
        public Optional<AudienceSpec> Audience { get; init; }
        public Optional<IReadOnlyList<string>?> SenderIds { get; init; }

        /// <summary>Null takes it off the schedule.</summary>
        public Optional<DateTimeOffset?> ScheduledStart { get; init; }
        public Optional<DateTimeOffset?> ScheduledEnd { get; init; }
        public Optional<string?> TimeWindowStart { get; init; }
        public Optional<string?> TimeWindowEnd { get; init; }
        public Optional<string?> TimeZone { get; init; }
        public Optional<IReadOnlyList<int>?> Weekdays { get; init; }
        public Optional<PacingSpec?> Pacing { get; init; }
        public Optional<int?> MinDelay { get; init; }
        public Optional<int?> MaxDelay { get; init; }
        public Optional<bool?> EnableTyping { get; init; }
        public Optional<int?> Attempts { get; init; }
        public Optional<int?> Priority { get; init; }
        public Optional<bool?> SkipIncomplete { get; init; }
        public Optional<WinnerRule?> Winner { get; init; }

        /// <summary>The whole campaign as it is to be.</summary>
        internal CampaignDraft Onto(CampaignView present)
        {
            var window = present.Window;
            var hasHours = window is not null && window.From != window.To;
            var ownGaps = MinDelay.IsSet || MaxDelay.IsSet;
            return new CampaignDraft
            {
                Name = Name.Or(present.Name),
                Template = Template.Or(null!),
                Variants = Variants.Or(null!),
                Contacts = Contacts.Or(null!),
                Audience = Audience.Or(null!),
                SenderIds = SenderIds.Or(present.SenderIds?.Select(sender => sender.ToString()).ToList()),
                ScheduledStart = ScheduledStart.Or(present.ScheduledStart),
                ScheduledEnd = ScheduledEnd.Or(present.ScheduledEnd),
                TimeWindowStart = TimeWindowStart.Or(hasHours ? window!.From.ToString("HH:mm:ss", null) : null),
                TimeWindowEnd = TimeWindowEnd.Or(hasHours ? window!.To.ToString("HH:mm:ss", null) : null),
                TimeZone = TimeZone.Or(window?.Zone),
                Weekdays = Weekdays.Or(window?.Days),
                Pacing = ownGaps ? Pacing.Or(null) : Pacing.Or(present.Pacing),
                MinDelay = MinDelay.Or(null),
                MaxDelay = MaxDelay.Or(null),
                EnableTyping = EnableTyping.Or(present.EnableTyping),
                Attempts = Attempts.Or(present.Attempts),
                Priority = Priority.Or(present.Priority),
                SkipIncomplete = SkipIncomplete.Or(present.SkipIncomplete),
                // A rule about variants goes with them.
                Winner = Winner.IsSet ? Winner.Value : Template.IsSet ? null : present.WinnerRule,
            };
        }
    }

    /// <summary>Up to so many rows of people who came with it are replaced while the caller waits.</summary>
    private const int ReplacedAtOnce = 20_000;

    internal static async Task<Results<Ok<CampaignView>, ProblemHttpResult>> Handle(CampaignId id, Request request, Caller caller, Db db, ChangeCampaign change, CancellationToken cancellationToken)
    {
        // Somebody else may change it between the reading and the writing; then it is read again.
        for (var attempt = 0; attempt < 5; attempt++)
        {
            CampaignView? present;
            await using (var connection = await db.OpenTenant(caller.Tenant, cancellationToken)) present = await CampaignView.Find(connection, caller.Tenant, id, cancellationToken);
            if (present is null) return MoveCampaign.Missing;
            if (present.State is not (CampaignState.Draft or CampaignState.Scheduled)) return Problems.IllegalState.With(CampaignMoves.Objection(present.State, CampaignMove.Schedule).Replace("scheduling it", "changing it", StringComparison.Ordinal));
            var (done, problem) = await change.Run(caller, present, request, cancellationToken);
            if (problem is not null) return problem;
            if (!done) continue;
            await using var after = await db.OpenTenant(caller.Tenant, cancellationToken);
            return await CampaignView.Find(after, caller.Tenant, id, cancellationToken) is { } changed ? TypedResults.Ok(changed) : MoveCampaign.Missing;
        }
        return Problems.Conflict.With("The campaign is being changed by somebody else again and again. Look at it and try once more.");
    }

    private async Task<(bool Done, ProblemHttpResult? Problem)> Run(Caller caller, CampaignView present, Request request, CancellationToken cancellationToken)
    {
        var draft = request.Onto(present);
        if (draft.Contacts is not null && draft.Audience is not null) return (false, Problems.Validation.Field("contacts", "Give contacts, or an audience."));
        var (spec, problem) = await read.Read(draft, caller.Tenant, cancellationToken, present);
        if (spec is null) return (false, problem);
        if (draft.Contacts is { Count: > GivenContacts.Most or 0 }) return (false, Problems.Validation.Field("contacts", $"Give 1 to {GivenContacts.Most} contacts; for more, import a file and use it as the audience."));
        if (draft.Contacts is not null && present.Audience.Total > ReplacedAtOnce)
            return (false, Problems.Unprocessable.Field("contacts", $"The campaign has {present.Audience.Total} recipients, too many to be exchanged for given contacts. Make a new campaign for them."));
        if (draft.Audience is { } wanted)
        {
            await using var look = await db.OpenTenant(caller.Tenant, cancellationToken);
            if (await FindAudience.Check(look, caller.Tenant, wanted, cancellationToken) is { } noAudience) return (false, noAudience);
        }
        var given = draft.Contacts is null ? null : GivenContacts.Read(draft.Contacts, await regions.Of(caller.Tenant, cancellationToken));

        var now = time.GetUtcNow();
        // Through the engine's door, because what was counted stands behind it; every statement names the tenant.
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await Hold(connection, caller.Tenant, present, cancellationToken) is not var (phase, people)) return (false, null);
        await Update(connection, caller.Tenant, present.Id, spec, draft.Contacts is { } ones ? new AudienceSpec { Contacts = ones.Count } : draft.Audience is { } named ? named with { Contacts = null } : null, now, cancellationToken);
        await OutboxQueues.Change(connection, caller.Tenant, spec.Queue(present.Id), cancellationToken);
        var (missing, gone) = await Audience(transaction, caller.Tenant, present, phase, people, spec, draft.Audience is not null, given, now, cancellationToken);
        if (gone is not null) return (false, gone);

        var move = spec.ScheduledStart is not null ? CampaignMove.Schedule : present.State == CampaignState.Scheduled ? CampaignMove.Unschedule : (CampaignMove?)null;
        if (move == CampaignMove.Schedule && missing is { Count: > 0 } && !spec.SkipIncomplete) return (false, StartCampaign.Incomplete(missing));
        if (move is { } legal && await MoveCampaign.Run(connection, caller.Tenant, present.Id, legal, now, cancellationToken) is { } illegal) return (false, illegal);
        await transaction.CommitAsync(cancellationToken);
        return (true, null);
    }

    /// <summary>Holds the audience's row and the campaign's, in the order in which the audience's worker does.</summary>
    /// <returns>The audience's phase and how many are written down; null when the campaign is not what was read any more.</returns>
    private static async Task<(string Phase, long Total)?> Hold(NpgsqlConnection connection, TenantId tenant, CampaignView present, CancellationToken cancellationToken)
    {
        (string Phase, long Total)? held = null;
        await using (var audience = new NpgsqlCommand("SELECT phase, total FROM campaign_audiences WHERE campaign_id = $1 AND tenant_id = $2 FOR UPDATE", connection) { Parameters = { new() { Value = present.Id.Value }, new() { Value = tenant.Value } } })
        await using (var row = await audience.ExecuteReaderAsync(cancellationToken))
            if (await row.ReadAsync(cancellationToken)) held = (row.GetString(0), row.GetInt64(1));
        await using var campaign = new NpgsqlCommand("SELECT updated_at FROM campaigns WHERE id = $1 AND tenant_id = $2 AND state = ANY($3) AND deleted_at IS NULL FOR UPDATE", connection)
        {
            Parameters = { new() { Value = present.Id.Value }, new() { Value = tenant.Value }, new() { Value = CampaignMoves.From(CampaignMove.Schedule) } },
        };
        return await campaign.ExecuteScalarAsync(cancellationToken) is DateTime updated && new DateTimeOffset(updated) == present.UpdatedAt ? held : null;
    }

    private static async Task Update(NpgsqlConnection connection, TenantId tenant, CampaignId id, CampaignSpec spec, AudienceSpec? audience, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            UPDATE campaigns SET name = $3, variants = $4, skip_incomplete = $5, scheduled_start = $6, scheduled_end = $7, audience = coalesce($8, audience), winner_rule = $9, problem = NULL, updated_at = $10
            WHERE id = $1 AND tenant_id = $2
            RETURNING pg_notify('parley_campaigns', tenant_id::text || ' ' || id)
            """, connection);
        var p = command.Parameters;
        p.Add(new() { Value = id.Value });
        p.Add(new() { Value = tenant.Value });
        p.Add(new() { Value = spec.Name });
        p.Add(new() { Value = JsonSerializer.Serialize(spec.Variants, Json.Options), NpgsqlDbType = NpgsqlDbType.Jsonb });
        p.Add(new() { Value = spec.SkipIncomplete });
        p.Add(new NpgsqlParameter<DateTimeOffset?> { TypedValue = spec.ScheduledStart });
        p.Add(new NpgsqlParameter<DateTimeOffset?> { TypedValue = spec.ScheduledEnd });
        p.Add(new() { Value = audience is null ? DBNull.Value : JsonSerializer.Serialize(audience, Json.Options), NpgsqlDbType = NpgsqlDbType.Jsonb });
        p.Add(new() { Value = spec.Winner is null ? DBNull.Value : JsonSerializer.Serialize(spec.Winner, Json.Options), NpgsqlDbType = NpgsqlDbType.Jsonb });
        p.Add(new() { Value = now });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Brings the recipients into line with what changed.</summary>
    /// <returns>Who lacks which variable, as far as it is known now; or why they cannot be brought into line.</returns>
    private async Task<(IReadOnlyDictionary<string, long>? Missing, ProblemHttpResult? Problem)> Audience(NpgsqlTransaction transaction, TenantId tenant, CampaignView present, string phase, long people, CampaignSpec spec, bool another, GivenContacts? given, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var connection = transaction.Connection!;
        var id = present.Id;
        if (given is not null)
        {
            await using (var clear = new NpgsqlCommand("DELETE FROM messages WHERE queue_id = $1 AND tenant_id = $2", connection) { Parameters = { new() { Value = id.Value }, new() { Value = tenant.Value } } })
                await clear.ExecuteNonQueryAsync(cancellationToken);
            await QueueCounts.Reset(connection, tenant, QueueId.Of(id.Value), now, cancellationToken);
            return (await create.WriteGiven(transaction, tenant, id, spec, given, now, cancellationToken), null);
        }
        var texts = JsonSerializer.Serialize(spec.Contents, Json.Options) != JsonSerializer.Serialize(present.Variants.Select(v => v.Content), Json.Options);
        var shares = !spec.Variants.Select(v => v.Weight).SequenceEqual(present.Variants.Select(v => v.Weight)) || !(spec.Senders ?? []).ToHashSet().SetEquals(present.SenderIds ?? []) || spec.Senders is null != present.SenderIds is null;
        var few = phase == "ready" && people <= ReplacedAtOnce;
        if (another || (shares && !few) || (texts && phase != "ready"))
        {
            // Who is to be written down anew must be there to be asked.
            if (!another && await FindAudience.Check(connection, tenant, present.Audience.Source, cancellationToken) is { } gone) return (null, gone);
            await Restart(connection, id, another, cancellationToken);
            return (null, null);
        }
        if (!texts && !shares) return (present.Audience.MissingVariables, null);
        if (shares) await DealAgain.Run(connection, tenant, id, spec, now, cancellationToken);
        if (!few)
        {
            await CountMissing.Later(connection, id, cancellationToken);
            return (null, null);
        }
        var counted = await CountMissing.Run(connection, id, spec.Contents, default, ReplacedAtOnce, cancellationToken);
        await CountMissing.Settle(connection, id, counted.Missing, cancellationToken);
        return (counted.Missing, null);
    }

    private static async Task Restart(NpgsqlConnection connection, CampaignId id, bool another, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            UPDATE campaign_audiences SET phase = 'clearing', cursor = '00000000-0000-0000-0000-000000000000', total = 0, missing = '{}',
                left_out = CASE WHEN $2 THEN '{}' ELSE left_out END, rejects = CASE WHEN $2 THEN '[]' ELSE rejects END
            WHERE campaign_id = $1
            """, connection) { Parameters = { new() { Value = id.Value }, new() { Value = another } } };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
