using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Npgsql;
using Parley.Channels;
using Parley.Contacts.Numbers;
using Parley.Conversations;
using Parley.Identity;
using Parley.Outbox;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Campaigns;

/// <summary>POST /api/campaigns/{id}/test: sends the text to one number, as a recipient would get it, whatever the campaign's state. It goes out at once among
/// the direct messages and is counted in none of the campaign's figures.</summary>
public static class TestCampaign
{
    /// <param name="To">Left out: to yourself, into the sender's own chat with itself.</param>
    /// <param name="Variant">Name of the variant; left out, the first.</param>
    /// <param name="Variables">Fill in the placeholders; left out, those of a recipient of the campaign do.</param>
    /// <param name="SenderId">Id or name of the sender; left out, a connected one of the campaign's.</param>
    public sealed record Request([StringLength(100)] string? To = null, [StringLength(40)] string? Variant = null, JsonElement? Variables = null, [StringLength(80)] string? SenderId = null);

    /// <param name="To">E.164.</param>
    /// <param name="Content">What was handed over, filled in.</param>
    public sealed record Response(MessageId Id, MessageState Status, string To, MessageContent Content);

    private sealed record Sample(string Recipient, string? Name, JsonElement? Own, JsonElement? Contact);

    internal static async Task<Results<Accepted<Response>, ProblemHttpResult>> Handle(CampaignId id, Request? request, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, Caller caller, Db db, AcceptMessages accept, TenantRegions regions, CancellationToken cancellationToken)
    {
        request ??= new Request();
        if (IdempotencyKey.Objection(idempotencyKey) is { } badKey) return Problems.Validation.Field("Idempotency-Key", badKey);
        if (request.Variables is { ValueKind: not JsonValueKind.Object }) return Problems.Validation.Field("variables", "variables is an object of names and values.");
        PhoneNumber to = default;
        if (request.To is not null && !PhoneNumber.TryParse(request.To, await regions.Of(caller.Tenant, cancellationToken), out to, out var wrong)) return Problems.InvalidNumber.Field("to", wrong.Sentence());

        MessageContent content;
        (string Id, string Phone)? sender;
        await using (var connection = await db.OpenTenant(caller.Tenant, cancellationToken))
        {
            if (await CampaignView.Find(connection, caller.Tenant, id, cancellationToken) is not { } campaign) return MoveCampaign.Missing;
            var variant = request.Variant is null ? 0 : campaign.Variants.ToList().FindIndex(v => string.Equals(v.Name, request.Variant, StringComparison.OrdinalIgnoreCase));
            if (variant < 0) return Problems.Validation.Field("variant", $"The campaign has the variants {string.Join(", ", campaign.Variants.Select(v => v.Name))}.");
            var sample = request.Variables is { } given ? new Sample(request.To is null ? "" : to.ToString(), null, given, null) : await Someone(connection, id, variant, cancellationToken);
            if (Fill(campaign.Variants[variant].Content, sample, out var missing) is not { } filled) return Lacking(missing, sample is null);
            content = filled;
            sender = await Through(connection, caller.Tenant, campaign, request.SenderId, cancellationToken);
        }
        if (sender is null && (request.SenderId is not null || request.To is null))
            return request.SenderId is not null ? Problems.Unprocessable.Field("senderId", $"There is no sender {request.SenderId}.")
                : Problems.Unprocessable.Field("to", "No sender of the campaign is connected, so there is no chat with yourself to send to. Connect one.");
        if (request.To is null) to = PhoneNumber.FromE164(sender!.Value.Phone);

        var submission = new Submission(to, content, sender?.Id)
        {
            Origin = Origin.Test,
            Key = idempotencyKey is null ? null : IdempotencyKey.Of(idempotencyKey, $"POST /api/campaigns/{id}/test", request),
        };
        return await accept.Submit(caller.Tenant, submission) is var answer && answer is Acceptance.Taken taken
            ? TypedResults.Accepted($"/api/messages/{taken.Id}", new Response(taken.Id, taken.State, to.ToString(), content))
            : Refusals.Of(answer);
    }

    private static MessageContent? Fill(MessageContent template, Sample? sample, out IReadOnlyList<string> missing)
    {
        missing = [];
        var text = TemplateContent.Parse(template);
        var values = Rendering.Variables(sample?.Own, sample?.Contact, sample?.Name, sample?.Recipient ?? "");
        var filled = text.Render(values, out var first);
        if (first is null) return filled;
        missing = text.Missing(values);
        return null;
    }

    private static ProblemHttpResult Lacking(IReadOnlyList<string> names, bool nobody)
    {
        var why = nobody ? "The campaign has no recipients yet whose values could be shown" : "These have no value here";
        return Problems.UnknownVariables.Field("variables", $"{why}: {string.Join(", ", names)}. Give them in variables.");
    }

    // The first one to whom this variant goes; one who is suppressed shows it as well.
    private static async Task<Sample?> Someone(NpgsqlConnection connection, CampaignId id, int variant, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT m.recipient, c.name, m.variables, c.variables FROM messages m LEFT JOIN contacts c ON c.id = m.contact_id
            WHERE m.id IN (SELECT f.id FROM messages f WHERE f.queue_id = $1 ORDER BY f.id LIMIT 1000) ORDER BY m.variant = $2 DESC, m.id LIMIT 1
            """, connection);
        command.Parameters.Add(new() { Value = id.Value });
        command.Parameters.Add(new() { Value = (short)variant });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        if (!await row.ReadAsync(cancellationToken)) return null;
        JsonElement? Element(int column) => row.IsDBNull(column) ? null : JsonSerializer.Deserialize<JsonElement>(row.GetString(column));
        return new Sample(row.GetString(0), row.IsDBNull(1) ? null : row.GetString(1), Element(2), Element(3));
    }

    private static async Task<(string Id, string Phone)?> Through(NpgsqlConnection connection, TenantId tenant, CampaignView campaign, string? named, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT id, phone FROM senders
            WHERE tenant_id = $1 AND deleted_at IS NULL AND CASE WHEN $2 = '' THEN status = 'connected' AND ($3::uuid[] IS NULL OR id = ANY($3)) ELSE id::text = $2 OR lower(name) = $2 END
            ORDER BY id LIMIT 1
            """, connection);
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new() { Value = named?.ToLowerInvariant() ?? "" });
        command.Parameters.Add(new NpgsqlParameter<Guid[]?> { TypedValue = campaign.SenderIds?.Select(s => s.Value).ToArray() });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? (row.GetGuid(0).ToString(), row.GetString(1)) : null;
    }
}
