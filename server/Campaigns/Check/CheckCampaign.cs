using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Parley.Channels;
using Parley.Conversations;
using Parley.Identity;
using Parley.Platform;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Campaigns;

/// <summary>POST /api/campaigns/check, with the body of a campaign that is not written down, and POST /api/campaigns/{id}/check: who would get it, who not and why,
/// and how long it would take. Writes nothing.</summary>
public sealed class CheckCampaign(Db db, ReadCampaign read, TenantRegions regions, EstimateCampaign estimate, Drivers drivers, TimeProvider time)
{
    /// <summary>What is looked at besides the people themselves.</summary>
    private sealed record Asked(CampaignId Id, CampaignSpec Spec, AudienceSource Source, long Doubles, long Invalid, IReadOnlyList<GivenReject> Rejects, IReadOnlyDictionary<string, long> Suppressed);

    internal static async Task<Results<Ok<CampaignCheck>, ProblemHttpResult>> Draft(CampaignDraft request, Caller caller, CheckCampaign check, CancellationToken cancellationToken)
    {
        // Whoever looks ahead may not have thought of a name yet.
        var (spec, problem) = await check.Read(request with { Name = string.IsNullOrWhiteSpace(request.Name) ? "-" : request.Name }, caller.Tenant, cancellationToken);
        if (spec is null) return problem!;
        if (request.Contacts is null == request.Audience is null) return Problems.Validation.Field("contacts", "Give contacts, or an audience.");
        if (request.Contacts is { Count: > GivenContacts.Most or 0 }) return Problems.Validation.Field("contacts", $"Give 1 to {GivenContacts.Most} contacts; for more, import a file and use it as the audience.");
        var given = request.Contacts is null ? null : GivenContacts.Read(request.Contacts, await check.Region(caller.Tenant, cancellationToken));

        var id = Id.New<CampaignId>();
        await using var connection = await check.Open(caller.Tenant, cancellationToken);
        if (request.Audience is { } audience && await FindAudience.Check(connection, caller.Tenant, audience, cancellationToken) is { } noAudience) return noAudience;
        var source = given is null
            ? (await FindAudience.Source(connection, caller.Tenant, request.Audience!, Guid.Empty, int.MaxValue, check.Now, cancellationToken))!
            : AudienceSource.Typed([.. given.Seeds.Select(seed => seed.Phone.ToString()!)], [.. given.Variables]);
        return TypedResults.Ok(await check.Run(connection, caller.Tenant, new(id, spec, source, given?.Duplicate ?? 0, given?.Invalid ?? 0, given?.Rejects ?? [], new Dictionary<string, long>(StringComparer.Ordinal)), cancellationToken));
    }

    internal static async Task<Results<Ok<CampaignCheck>, ProblemHttpResult>> Written(CampaignId id, Caller caller, CheckCampaign check, CancellationToken cancellationToken)
    {
        await using var connection = await check.Open(caller.Tenant, cancellationToken);
        if (await CampaignView.Find(connection, caller.Tenant, id, cancellationToken) is not { } campaign) return MoveCampaign.Missing;
        if (campaign.State is CampaignState.Completed or CampaignState.Stopped or CampaignState.Failed) return Problems.IllegalState.With($"The campaign is {Words<CampaignState>.Of(campaign.State)}; there is nothing left to look ahead at.");
        var spec = new CampaignSpec(campaign.Name, campaign.PlainVariants, [.. campaign.Variants.Select(v => v.Content)], campaign.SenderIds, campaign.ScheduledStart, campaign.ScheduledEnd, campaign.Window, campaign.Pacing,
            campaign.EnableTyping, campaign.Attempts, (short)campaign.Priority, campaign.SkipIncomplete, campaign.WinnerRule);
        // Until everybody is written down, the audience itself is asked.
        var complete = campaign.Audience.Phase is not ("expanding" or "clearing");
        var source = complete ? AudienceSource.Waiting(id) : await FindAudience.Source(connection, caller.Tenant, campaign.Audience.Source, Guid.Empty, int.MaxValue, check.Now, cancellationToken);
        if (source is null) return Problems.Unprocessable.With("What the campaign's audience is made of (a segment, a file, or another campaign) was deleted.");
        var rejects = campaign.Audience.Rejects.Select(reject => System.Text.Json.JsonSerializer.Deserialize<GivenReject>(reject, Json.Options)!).ToList();
        var suppressed = complete ? await Suppressed(connection, id, cancellationToken) : new Dictionary<string, long>(StringComparer.Ordinal);
        return TypedResults.Ok(await check.Run(connection, caller.Tenant, new(id, spec, source, campaign.Audience.LeftOut.GetValueOrDefault("duplicate"), campaign.Audience.LeftOut.GetValueOrDefault("invalid"), rejects, suppressed), cancellationToken));
    }

    private DateTimeOffset Now => time.GetUtcNow();

    private Task<(CampaignSpec?, ProblemHttpResult?)> Read(CampaignDraft draft, TenantId tenant, CancellationToken cancellationToken) => read.Read(draft, tenant, cancellationToken)!;

    private ValueTask<string?> Region(TenantId tenant, CancellationToken cancellationToken) => regions.Of(tenant, cancellationToken);

    private ValueTask<NpgsqlConnection> Open(TenantId tenant, CancellationToken cancellationToken) => db.OpenTenant(tenant, cancellationToken);

    private async Task<CampaignCheck> Run(NpgsqlConnection connection, TenantId tenant, Asked asked, CancellationToken cancellationToken)
    {
        var now = Now;
        var spec = asked.Spec;
        var rules = await TenantRules.Read(connection, tenant, cancellationToken);
        var pool = await EstimateCampaign.Pool(connection, tenant, spec, cancellationToken);
        var freeForm = FreeFormRules.Of(pool, spec.Contents, drivers, spec.ScheduledStart > now ? spec.ScheduledStart.Value : now);
        var people = await CheckAudience.Run(connection, tenant, asked.Id, spec, asked.Source, rules, freeForm, now, cancellationToken);
        var refused = people.Refused.ToDictionary(StringComparer.Ordinal);
        foreach (var (slug, amount) in asked.Suppressed) refused[slug] = refused.GetValueOrDefault(slug) + amount;
        if (people.Outside > 0) refused[Reasons.OutsideFreeFormWindow.Slug] = refused.GetValueOrDefault(Reasons.OutsideFreeFormWindow.Slug) + people.Outside;

        var left = refused.Select(one => new CampaignCheck.Left(one.Key, Reasons.Of(one.Key).Sentence, one.Value)).ToList();
        if (people.Incomplete > 0) left.Add(new(Reasons.VariableMissing.Slug, Reasons.VariableMissing.Sentence, people.Incomplete));
        if (asked.Doubles > 0) left.Add(new("duplicate", "The number was given more than once; the person gets it once.", asked.Doubles));
        if (asked.Invalid > 0) left.Add(new("invalid", "The number cannot exist.", asked.Invalid));
        var willGet = people.People - people.Refused.Values.Sum() - people.Incomplete - people.Outside;

        var duration = estimate.Run(pool, spec, rules, people.Zones, now);
        var simulated = pool.Count(sender => sender.Driver == DriverName.Simulator) is var pretended && pretended < pool.Count ? pretended : 0;
        var notices = Notices(spec, people, willGet, duration, now).ToList();
        if (simulated > 0) notices.Add($"Of its {pool.Count} senders, {simulated} {(simulated == 1 ? "is" : "are")} of the simulator: what they send reaches nobody. Choose senders with real numbers (senderIds).");
        // Who wrote too long ago stands against no start: they may write before their turn comes.
        var canStart = willGet + people.Incomplete + people.Outside > 0 && (people.Incomplete == 0 || spec.SkipIncomplete) && !(spec.ScheduledEnd <= now);
        return new CampaignCheck(willGet + left.Sum(one => one.Amount), willGet, [.. left.OrderByDescending(one => one.Amount)], people.Missing, asked.Rejects, canStart, notices, duration, simulated, people.OnlyOthers);
    }

    private static IEnumerable<string> Notices(CampaignSpec spec, CheckAudience.Result people, long willGet, CampaignCheck.Duration duration, DateTimeOffset now)
    {
        if (people.Incomplete > 0)
            yield return $"Recipients lack variables of the text: {string.Join(", ", people.Missing.OrderByDescending(m => m.Value).Select(m => $"{m.Key} ({m.Value})"))}. "
                + (spec.SkipIncomplete ? "They are left out." : "Give them values, write defaults as in {{name|there}}, or set skipIncomplete to leave these recipients out.");
        if (people.Outside > 0) yield return $"{people.Outside} wrote too long ago, or never, to the senders that could send it: they can be sent approved templates only. Send a template, or add a sender that has no such rule.";
        if (people.OnlyOthers > 0) yield return $"Of the {willGet} who get it, {people.OnlyOthers} wrote too long ago, or never, for a free message of the official API: only the other senders can reach them.";
        if (willGet + people.Incomplete + people.Outside == 0) yield return "Nobody in the audience may be written to.";
        if (duration.Senders == 0) yield return "There is no sender that could send it.";
        else if (duration.SendersConnected == 0) yield return "None of its senders is connected; it waits until one is.";
        if (spec.ScheduledEnd <= now) yield return "Its end has passed.";
        else if (spec.ScheduledEnd is not null && duration.SentInTime < willGet) yield return $"About {willGet - duration.SentInTime} of {willGet} will not have been sent at its end and expire then. More senders or a faster pace help.";
        else if (willGet > 0 && duration is { Senders: > 0, EndsAt: null }) yield return "It would take more than a year. More senders, larger quotas or a faster pace help.";
    }

    private static async Task<Dictionary<string, long>> Suppressed(NpgsqlConnection connection, CampaignId id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT reason, count(*) FROM messages WHERE queue_id = $1 AND reason IS NOT NULL AND state = 'suppressed' GROUP BY 1", connection) { Parameters = { new() { Value = id.Value } } };
        var sums = new Dictionary<string, long>(StringComparer.Ordinal);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken)) sums[rows.GetString(0)] = rows.GetInt64(1);
        return sums;
    }
}
