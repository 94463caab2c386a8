using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Parley.Platform.Data;

namespace Parley.Channels.Cloud;

/// <summary>The copy of Meta's templates: read anew by a sync, changed by webhooks, asked before each template message.</summary>
internal sealed class TemplateBook(GraphClient graph, Db db, TimeProvider time)
{
    private const string Fields = "id,name,language,status,category,components,parameter_format,quality_score,rejected_reason";
    private const int MostPages = 100;

    /// <summary>What a template message comes to.</summary>
    /// <param name="Template">Null: it is not known here, and nobody has asked Meta for the templates yet; then Meta decides.</param>
    /// <param name="Refusal">Why it cannot be sent; null when it can as far as anybody knows.</param>
    public sealed record Found(CloudTemplate? Template, Reason? Refusal, string? Sentence);

    /// <summary>Whether the template is approved and all its variables are there.</summary>
    public async Task<Found> Check(CloudAccount account, MessageContent content, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenEngine(cancellationToken);
        return await Check(connection, account.Id, content, cancellationToken);
    }

    public static async Task<Found> Check(NpgsqlConnection connection, CloudAccountId account, MessageContent content, CancellationToken cancellationToken)
    {
        var wanted = content.Template!;
        await using var command = new NpgsqlCommand("""
            SELECT a.templates_synced_at IS NOT NULL, t.status, t.parameter_format, t.components, t.reason
            FROM cloud_accounts a LEFT JOIN cloud_templates t ON t.account_id = a.id AND t.name = $2 AND t.language = $3 WHERE a.id = $1
            """, connection) { Parameters = { new() { Value = account.Value }, new() { Value = wanted.Name }, new() { Value = wanted.Language } } };
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        if (!await row.ReadAsync(cancellationToken)) return new(null, null, null);
        if (row.IsDBNull(1))
            return row.GetBoolean(0) ? new(null, Reasons.TemplateMissing, $"The business account has no template {wanted.Name} in {wanted.Language}; sync the templates if it is a new one.") : new(null, null, null);
        var template = CloudTemplate.Read(JsonSerializer.Deserialize<JsonElement>(row.GetString(3)), row.GetString(2) == "named");
        return row.GetString(1) switch
        {
            "approved" => template.Objection(wanted, content.Media, content.Location) is { } objection ? new(template, Reasons.TemplateVariables, objection) : new(template, null, null),
            "paused" or "disabled" or "flagged" => new(template, Reasons.TemplatePaused, $"The template {wanted.Name} ({wanted.Language}) is {row.GetString(1)} at WhatsApp."),
            var status => new(template, Reasons.TemplateMissing, $"The template {wanted.Name} ({wanted.Language}) is {status.Replace('_', ' ')} at WhatsApp, and not approved."),
        };
    }

    /// <returns>How many there are, or what Meta had against the question.</returns>
    /// <exception cref="GraphAwayException">Meta cannot be asked.</exception>
    public async Task<(int Count, GraphAnswer? Refusal)> Sync(CloudAccount account, CancellationToken cancellationToken)
    {
        var found = new Dictionary<(string, string), JsonElement>();
        var after = "";
        for (var page = 0; page < MostPages; page++)
        {
            var answer = await graph.Get(account, $"{account.BusinessId}/message_templates?fields={Fields}&limit=100{after}", cancellationToken);
            if (!answer.IsGood) return (0, answer);
            foreach (var template in answer.Body!.Value.Items("data"))
                if (template.TextOrNull("name") is { } name && template.TextOrNull("language") is { } language && template.TextOrNull("id") is not null) found[(name, language)] = template;
            if (Numbers.Next(answer.Body.Value) is not { } next) break;
            after = $"&after={Uri.EscapeDataString(next)}";
        }
        await Write(account, [.. found.Values], cancellationToken);
        return (found.Count, null);
    }

    private async Task Write(CloudAccount account, List<JsonElement> templates, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (var command = new NpgsqlCommand("""
            INSERT INTO cloud_templates (id, tenant_id, account_id, meta_id, name, language, category, status, reason, quality, parameter_format, components, updated_at)
            SELECT u.id, $1, $2, u.meta_id, u.name, u.language, u.category, u.status, u.reason, u.quality, u.format, u.components, $3
            FROM unnest($4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::jsonb[])
                AS u(id, meta_id, name, language, category, status, reason, quality, format, components)
            ON CONFLICT (account_id, name, language) DO UPDATE SET meta_id = excluded.meta_id, category = excluded.category, status = excluded.status, reason = excluded.reason,
                quality = excluded.quality, parameter_format = excluded.parameter_format, components = excluded.components, updated_at = excluded.updated_at
            """, connection))
        {
            string[] Words(Func<JsonElement, string> word) => [.. templates.Select(word)];
            string?[] Known(Func<JsonElement, string?> word) => [.. templates.Select(word)];
            var p = command.Parameters;
            p.Add(new() { Value = account.Tenant.Value });
            p.Add(new() { Value = account.Id.Value });
            p.Add(new() { Value = now });
            p.Add(new() { Value = templates.ConvertAll(_ => Guid.CreateVersion7()).ToArray() });
            p.Add(new() { Value = Words(template => template.TextOrNull("id")!) });
            p.Add(new() { Value = Words(template => template.TextOrNull("name")!) });
            p.Add(new() { Value = Words(template => template.TextOrNull("language")!) });
            p.Add(new() { Value = Known(template => template.TextOrNull("category")?.ToLowerInvariant()), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
            p.Add(new() { Value = Words(template => template.TextOrNull("status")?.ToLowerInvariant() ?? "unknown") });
            p.Add(new() { Value = Known(template => template.TextOrNull("rejected_reason") is { } reason && reason != "NONE" ? reason.ToLowerInvariant() : null), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
            p.Add(new() { Value = Known(template => template.ObjectOrNone("quality_score").TextOrNull("score")?.ToLowerInvariant()), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
            p.Add(new() { Value = Words(template => string.Equals(template.TextOrNull("parameter_format"), "named", StringComparison.OrdinalIgnoreCase) ? "named" : "positional") });
            p.Add(new()
            {
                Value = Words(template => template.TryGetProperty("components", out var components) && components.ValueKind == JsonValueKind.Array ? components.GetRawText() : "[]"),
                NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb,
            });
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        await using (var gone = new NpgsqlCommand("DELETE FROM cloud_templates WHERE account_id = $1 AND updated_at < $2", connection) { Parameters = { new() { Value = account.Id.Value }, new() { Value = now } } })
            await gone.ExecuteNonQueryAsync(cancellationToken);
        await using (var synced = new NpgsqlCommand("UPDATE cloud_accounts SET templates_synced_at = $2 WHERE id = $1", connection) { Parameters = { new() { Value = account.Id.Value }, new() { Value = now } } })
            await synced.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>What a webhook says of one template. One that is not known here comes with the next sync.</summary>
    public async Task Told(CloudAccount account, string name, string language, string? status, string? reason, string? quality, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var command = new NpgsqlCommand("""
            UPDATE cloud_templates SET status = coalesce($4, status), reason = CASE WHEN $4 IS NULL THEN reason ELSE $5 END, quality = coalesce($6, quality), updated_at = $7
            WHERE account_id = $1 AND name = $2 AND language = $3
            """, connection);
        command.Parameters.Add(new() { Value = account.Id.Value });
        command.Parameters.Add(new() { Value = name });
        command.Parameters.Add(new() { Value = language });
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = status });
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = reason });
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = quality });
        command.Parameters.Add(new() { Value = time.GetUtcNow() });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>A page of an account's templates, by name and language.</summary>
    /// <param name="after">Name and language of the last one of the page before, with a line's end between.</param>
    public async Task<List<CloudTemplateView>> List(TenantId tenant, CloudAccountId account, string? status, string? part, string? after, int most, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenTenant(tenant, cancellationToken);
        await using var command = new NpgsqlCommand("""
            SELECT id, meta_id, name, language, category, status, reason, quality, parameter_format, components, updated_at FROM cloud_templates
            WHERE account_id = $1 AND ($2::text IS NULL OR status = $2) AND ($3::text IS NULL OR strpos(lower(name), lower($3)) > 0)
              AND ($4::text IS NULL OR (name, language) > (split_part($4, E'\n', 1), split_part($4, E'\n', 2)))
            ORDER BY name, language LIMIT $5
            """, connection);
        command.Parameters.Add(new() { Value = account.Value });
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = status });
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = part });
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = after });
        command.Parameters.Add(new() { Value = most });
        var found = new List<CloudTemplateView>();
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        string? Text(int column) => rows.IsDBNull(column) ? null : rows.GetString(column);
        while (await rows.ReadAsync(cancellationToken))
            found.Add(CloudTemplateView.Of(rows.GetGuid(0), rows.GetString(1), rows.GetString(2), rows.GetString(3), Text(4), rows.GetString(5), Text(6), Text(7),
                CloudTemplate.Read(JsonSerializer.Deserialize<JsonElement>(rows.GetString(9)), rows.GetString(8) == "named"), rows.GetFieldValue<DateTimeOffset>(10)));
        return found;
    }
}
