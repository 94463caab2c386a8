using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using NpgsqlTypes;
using Parley.Channels;
using Parley.Conversations;
using Parley.Outbox;
using Parley.Platform.Data;
using Parley.Platform.Http;
using Parley.Senders;

namespace Parley.Campaigns;

/// <summary>Reads a draft into what can be stored and sent, or says which field is wrong.</summary>
public sealed class ReadCampaign(Db db, Drivers drivers, TenantRegions regions, TimeProvider time)
{
    private static readonly string[] Clock = ["HH:mm", "HH:mm:ss"];
    private static readonly TimeSpan Farthest = TimeSpan.FromDays(3 * 366);

    /// <summary>Whoever says "now" may have a clock that is a little slow, and the request takes its time.</summary>
    private static readonly TimeSpan StillNow = TimeSpan.FromMinutes(1);

    /// <param name="present">The campaign as it is, when the draft says nothing about some of it.</param>
    internal async Task<(CampaignSpec? Spec, ProblemHttpResult? Problem)> Read(CampaignDraft draft, TenantId tenant, CancellationToken cancellationToken, CampaignView? present = null)
    {
        if (Limits(draft) is { } limit) return (null, limit);
        if (When(draft, present?.ScheduledStart) is { } when) return (null, when);
        if (PacingOf(draft, out var pacing) is { } paced) return (null, paced);

        var region = await regions.Of(tenant, cancellationToken);
        var kept = present?.Variants;
        IReadOnlyList<Variant> variants = [.. (kept ?? []).Select(v => new Variant(v.Name, v.Weight))];
        IReadOnlyList<MessageContent> contents = [.. (kept ?? []).Select(v => v.Content)];
        if (kept is null || draft.Template is not null || draft.Variants is not null)
        {
            (variants, contents, var content) = await Contents(draft, tenant, region, cancellationToken);
            if (content is not null) return (null, content);
        }
        if (draft.Winner?.Objection(variants!.Count) is { } winner) return Wrong("winner", winner);
        await using var connection = await db.OpenTenant(tenant, cancellationToken);
        var (window, hours) = await Window(draft, connection, tenant, cancellationToken);
        if (hours is not null) return (null, hours);
        var (senders, pool) = await Pool(draft, contents, connection, tenant, cancellationToken);
        if (pool is not null) return (null, pool);
        return (new CampaignSpec(draft.Name!.Trim(), variants, contents, senders, draft.ScheduledStart, draft.ScheduledEnd, window, pacing, draft.EnableTyping,
            draft.Attempts ?? 3, (short)(draft.Priority ?? 0), draft.SkipIncomplete ?? false, draft.Winner), null);
    }

    // A change of a campaign does not come through the request's validation as a whole draft does.
    private static ProblemHttpResult? Limits(CampaignDraft draft)
    {
        if (string.IsNullOrWhiteSpace(draft.Name)) return Problems.Validation.Field("name", "Give the campaign a name.");
        if (draft.Name.Length > 120) return Problems.Validation.Field("name", "name has at most 120 characters.");
        if (draft.Attempts is < 1 or > 10) return Problems.Validation.Field("attempts", "attempts must be from 1 to 10.");
        if (draft.Priority is < -10 or > 10) return Problems.Validation.Field("priority", "priority must be from -10 to 10.");
        if (draft.SenderIds is { Count: > 1000 }) return Problems.Validation.Field("senderIds", "Name at most 1000 senders, or leave senderIds out for all.");
        if (draft.Variants is { Count: > 10 }) return Problems.Validation.Field("variants", "Give at most 10 variants.");
        if (draft.Variants?.FirstOrDefault(v => v.Template is null || v.Weight is < 1 or > 1000 || v.Name is { Length: > 40 }) is not null)
            return Problems.Validation.Field("variants", "Each variant has a template, a weight from 1 to 1000, and a name of at most 40 characters.");
        if (draft.Contacts?.Index().FirstOrDefault(one => one.Item.Variables is { ValueKind: not (JsonValueKind.Object or JsonValueKind.Null) }) is { Item: not null } odd)
            return Problems.Validation.Field($"contacts[{odd.Index}].variables", "variables is an object of names and values.");
        return draft.Template?.Text?.Length > ReadContent.MaxText || draft.Variants?.Any(v => v.Template.Text?.Length > ReadContent.MaxText) == true
            ? Problems.Validation.Field("template", $"A text has at most {ReadContent.MaxText} characters.") : null;
    }

    private ProblemHttpResult? When(CampaignDraft draft, DateTimeOffset? keptStart)
    {
        var now = time.GetUtcNow();
        if (draft.ScheduledStart != keptStart && draft.ScheduledStart < now - StillNow) return Problems.Validation.Field("scheduledStart", "scheduledStart lies in the past.");
        if (draft.ScheduledEnd <= now) return Problems.Validation.Field("scheduledEnd", "scheduledEnd lies in the past.");
        if (draft.ScheduledEnd <= draft.ScheduledStart) return Problems.Validation.Field("scheduledEnd", "scheduledEnd must come after scheduledStart.");
        return draft.ScheduledStart > now + Farthest ? Problems.Validation.Field("scheduledStart", "A campaign can be scheduled up to three years ahead.")
            : draft.ScheduledEnd > now + Farthest ? Problems.Validation.Field("scheduledEnd", "A campaign's end lies at most three years ahead.") : null;
    }

    private static ProblemHttpResult? PacingOf(CampaignDraft draft, out PacingSpec? pacing)
    {
        pacing = draft.Pacing;
        if (draft.MinDelay is null && draft.MaxDelay is null) return pacing?.Objection() is { } objection ? Problems.Validation.Field("pacing", objection) : null;
        if (pacing is not null) return Problems.Validation.Field("pacing", "Give pacing, or minDelay and maxDelay, not both.");
        // Whoever means seconds and writes 2 must not get two milliseconds.
        if (draft.MinDelay is > 0 and < 100 || draft.MaxDelay is > 0 and < 100) return Problems.Validation.Field("minDelay", "minDelay and maxDelay are milliseconds: 2000 is two seconds.");
        var (min, max) = (draft.MinDelay ?? draft.MaxDelay!.Value, draft.MaxDelay ?? draft.MinDelay!.Value);
        pacing = new PacingSpec { MinMs = min, MaxMs = max };
        return pacing.Objection() is null ? null : Problems.Validation.Field("minDelay", "minDelay and maxDelay must be from 0 to 3600000, and minDelay not above maxDelay.");
    }

    private async Task<(IReadOnlyList<Variant>, IReadOnlyList<MessageContent>, ProblemHttpResult?)> Contents(CampaignDraft draft, TenantId tenant, string? region, CancellationToken cancellationToken)
    {
        if (draft.Template is null == draft.Variants is not { Count: > 0 }) return ([], [], Problems.Validation.Field("template", "Give a template, or variants."));
        if (draft.Variants is { Count: 1 }) return ([], [], Problems.Validation.Field("variants", "One variant alone is a template; give at least two."));
        var drafts = draft.Variants ?? [new VariantDraft(draft.Template!)];
        var contents = new List<MessageContent>();
        foreach (var (number, variant) in drafts.Index())
        {
            var field = draft.Variants is null ? "template" : $"variants[{number}].template";
            if (variant.Template.Reaction is not null || variant.Template.ReplyTo is not null) return ([], [], Problems.Validation.Field(field, "A campaign cannot answer or react to a message."));
            var (content, wrong) = await ReadContent.Read(db, tenant, variant.Template, region, cancellationToken);
            if (content is null) return ([], [], Problems.Validation.Field($"{field}.{wrong!.Field}", wrong.Sentence));
            if (TemplateContent.Objection(content) is { } braces) return ([], [], Problems.Validation.Field($"{field}.text", braces));
            (content, var unfit, _) = await drivers.CheckTemplate(tenant, null, content, cancellationToken);
            if (unfit is not null) return ([], [], Problems.Validation.Field($"{field}.template", unfit));
            contents.Add(content);
        }
        var variants = drafts.Select((v, n) => new Variant(v.Name is { Length: > 0 } name ? name : ((char)('A' + n)).ToString(), v.Weight)).ToList();
        return variants.Select(v => v.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count() < variants.Count
            ? ([], [], Problems.Validation.Field("variants", "Two variants have the same name."))
            : (variants, contents, null);
    }

    private static async Task<(SendWindow?, ProblemHttpResult?)> Window(CampaignDraft draft, NpgsqlConnection connection, TenantId tenant, CancellationToken cancellationToken)
    {
        if (draft.TimeWindowStart is null != draft.TimeWindowEnd is null) return (null, Problems.Validation.Field("timeWindowStart", "Give both timeWindowStart and timeWindowEnd, or none."));
        if (draft.TimeZone is { } zone && zone != SendWindow.Recipient && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            return (null, Problems.Validation.Field("timeZone", "timeZone is an IANA name such as America/Sao_Paulo, or recipient."));
        if (draft.TimeWindowStart is null && draft.Weekdays is not { Count: > 0 }) return (null, null);
        if (draft.Weekdays is { } days && (days.Any(day => day is < 1 or > 7) || days.Distinct().Count() < days.Count)) return (null, Problems.Validation.Field("weekdays", "weekdays are different numbers from 1 (Monday) to 7 (Sunday)."));
        var (from, to) = (TimeOnly.MinValue, TimeOnly.MinValue);
        if (draft.TimeWindowStart is not null && !TimeOnly.TryParseExact(draft.TimeWindowStart, Clock, CultureInfo.InvariantCulture, DateTimeStyles.None, out from)) return (null, Problems.Validation.Field("timeWindowStart", "timeWindowStart is a time such as 09:00."));
        if (draft.TimeWindowEnd is not null && !TimeOnly.TryParseExact(draft.TimeWindowEnd, Clock, CultureInfo.InvariantCulture, DateTimeStyles.None, out to)) return (null, Problems.Validation.Field("timeWindowEnd", "timeWindowEnd is a time such as 18:00."));
        await using var command = new NpgsqlCommand("SELECT time_zone FROM tenants WHERE id = $1", connection) { Parameters = { new() { Value = tenant.Value } } };
        var home = (string)(await command.ExecuteScalarAsync(cancellationToken))!;
        return (new SendWindow(from, to, draft.Weekdays is { Count: > 0 } ? draft.Weekdays : null, draft.TimeZone ?? home, home), null);
    }

    private async Task<(IReadOnlyList<SenderId>?, ProblemHttpResult?)> Pool(CampaignDraft draft, IReadOnlyList<MessageContent> contents, NpgsqlConnection connection, TenantId tenant, CancellationToken cancellationToken)
    {
        if (draft.SenderIds is { Count: 0 }) return (null, Problems.Validation.Field("senderIds", "Name at least one sender, or leave senderIds out for all."));
        var senders = new List<(SenderId Id, string Name, string Driver, string? Fallback)>();
        await using (var command = new NpgsqlCommand("SELECT id, name, driver, fallback_driver FROM senders WHERE tenant_id = $1 AND deleted_at IS NULL AND ($2 OR id::text = ANY($3) OR lower(name) = ANY($3))", connection))
        {
            command.Parameters.Add(new() { Value = tenant.Value });
            command.Parameters.Add(new() { Value = draft.SenderIds is null });
            command.Parameters.Add(new() { Value = draft.SenderIds?.Select(s => s.ToLowerInvariant()).ToArray() ?? [], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            while (await rows.ReadAsync(cancellationToken)) senders.Add((SenderId.Of(rows.GetGuid(0)), rows.GetString(1), rows.GetString(2), rows.IsDBNull(3) ? null : rows.GetString(3)));
        }
        if (draft.SenderIds?.FirstOrDefault(named => !senders.Exists(s => Names(s, named))) is { } unknown) return (null, Problems.Unprocessable.Field("senderIds", $"There is no sender {unknown}."));

        foreach (var sender in senders)
            foreach (var content in contents)
                if (drivers.Objection(sender.Driver, sender.Fallback, content) is { } objection)
                    return (null, Problems.NotSupported.With($"The sender {sender.Name} cannot send this: {objection} Choose senders that can (senderIds)."));
        return (draft.SenderIds is null ? null : [.. senders.Select(s => s.Id)], null);
    }

    private static bool Names((SenderId Id, string Name, string Driver, string? Fallback) sender, string named) =>
        string.Equals(sender.Name, named, StringComparison.OrdinalIgnoreCase) || string.Equals(sender.Id.ToString(), named, StringComparison.OrdinalIgnoreCase);

    private static (CampaignSpec?, ProblemHttpResult?) Wrong(string field, string sentence) => (null, Problems.Validation.Field(field, sentence));
}
