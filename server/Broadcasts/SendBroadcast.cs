using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Npgsql;
using Parley.Channels;
using Parley.Conversations;
using Parley.Identity;
using Parley.Outbox;
using Parley.Platform;
using Parley.Platform.Data;
using Parley.Platform.Http;
using Parley.Senders;

namespace Parley.Broadcasts;

/// <summary>POST /api/broadcasts/{id}/send: the groups go out one after the other, all members of a group at once, with a pause between groups.</summary>
public sealed class SendBroadcast(Db db, Drivers drivers, TenantRegions regions, BroadcastsOptions options, TimeProvider time)
{
    public sealed record Request : ContentDraft
    {
        /// <summary>Ids or names of the senders that may send it; left out, all of the tenant's.</summary>
        [MaxLength(1000)]
        public IReadOnlyList<string>? SenderIds { get; init; }

        /// <summary>From the end of one group to the next one, in milliseconds; 10 s when left out.</summary>
        [Range(0, 3_600_000)]
        public int? PauseMs { get; init; }

        /// <summary>Sends although some members lack variables of the text; those fail, each with its reason.</summary>
        public bool SkipIncomplete { get; init; }
    }

    internal static async Task<Results<Accepted<BroadcastSendView>, ProblemHttpResult>> Handle(BroadcastId id, Request request, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, Caller caller, SendBroadcast send,
        CancellationToken cancellationToken)
    {
        if (IdempotencyKey.Objection(idempotencyKey) is { } badKey) return Problems.Validation.Field("Idempotency-Key", badKey);
        var (view, problem) = await send.Run(id, request, caller, idempotencyKey is null ? null : IdempotencyKey.Of(idempotencyKey, $"POST /api/broadcasts/{id}/send", request), cancellationToken);
        return problem is not null ? problem : TypedResults.Accepted($"/api/broadcasts/{id}/sends/{view!.Id}", view);
    }

    internal async Task<(BroadcastSendView? Send, ProblemHttpResult? Problem)> Run(BroadcastId id, Request request, Caller caller, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        var region = await regions.Of(caller.Tenant, cancellationToken);
        BroadcastSendId send;
        await using (var connection = await db.OpenTenant(caller.Tenant, cancellationToken))
        {
            if (await BroadcastView.Find(connection, caller.Tenant, id, cancellationToken) is null) return (null, ListBroadcasts.Missing);
            if (request.Reaction is not null || request.ReplyTo is not null) return (null, Problems.Validation.Field(request.ReplyTo is null ? "reaction" : "replyTo", "A broadcast cannot answer or react to a message."));
            if (request.SenderIds is { Count: 0 }) return (null, Problems.Validation.Field("senderIds", "Name at least one sender, or leave senderIds out for all."));
        }
        var (content, wrong) = await ReadContent.Read(db, caller.Tenant, request, region, cancellationToken);
        if (content is null) return (null, Problems.Validation.Field(wrong!.Field, wrong.Sentence));
        if (TemplateContent.Objection(content) is { } braces) return (null, Problems.Validation.Field("text", braces));
        (content, var unfit, _) = await drivers.CheckTemplate(caller.Tenant, null, content, cancellationToken);
        if (unfit is not null) return (null, Problems.Validation.Field("template", unfit));
        await using (var connection = await db.OpenTenant(caller.Tenant, cancellationToken))
        await using (var transaction = await connection.BeginTransactionAsync(cancellationToken))
        {
            send = Id.New<BroadcastSendId>();
            var now = time.GetUtcNow();
            if (key is { } given && (await IdempotencyKeys.Claim(connection, caller.Tenant, [given], [JsonSerializer.Serialize(send, Json.Options)], now, cancellationToken)).Values.SingleOrDefault() is { } earlier)
            {
                if (!given.Matches(earlier.Digest)) return (null, Refusals.Of(new Acceptance.OtherRequest()));
                send = JsonSerializer.Deserialize<BroadcastSendId>(earlier.Response, Json.Options);
            }
            else if (await Begin(connection, caller, id, send, request, content, now, cancellationToken) is { } problem) return (null, problem);
            await transaction.CommitAsync(cancellationToken);
        }
        return (await BroadcastSendView.Show(db, caller.Tenant, id, send, cancellationToken) is { } shown ? (shown, null) : (null, BroadcastSendView.Missing));
    }

    private async Task<ProblemHttpResult?> Begin(NpgsqlConnection connection, Caller caller, BroadcastId id, BroadcastSendId send, Request request, MessageContent content, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (list, problem) = await Lock(connection, caller.Tenant, id, cancellationToken);
        if (list is null) return problem;
        var (pool, nobody) = await SenderPool.Choose(connection, caller.Tenant, drivers, content, request.SenderIds, false, null, now, cancellationToken);
        if (pool is null) return nobody;
        if (!request.SkipIncomplete && await Missing(connection, id, content, cancellationToken) is { } incomplete) return incomplete;
        try
        {
            await OutboxQueues.Open(connection, caller.Tenant, new NewQueue(QueueId.Of(send.Value), QueueKind.Broadcast, Senders: pool.Senders, Pacing: PacingSpec.Of(PacingProfile.None), Templates: [content]), now, cancellationToken);
        }
        catch (PostgresException refused) when (refused.SqlState is PostgresErrorCodes.UntranslatableCharacter or PostgresErrorCodes.CharacterNotInRepertoire)
        {
            return Refusals.Of(new Acceptance.Unstorable());
        }
        await using var command = new NpgsqlCommand("""
            INSERT INTO broadcast_sends (id, broadcast_id, tenant_id, state, total, groups, pause_ms, next_at, created_by, created_at, worked_at)
            VALUES ($1, $2, $3, 'waiting', (SELECT count(*) FROM broadcast_members WHERE broadcast_id = $2), $4, $5, $6, $7, $6, '-infinity') RETURNING pg_notify('parley_broadcasts', '')
            """, connection);
        command.Parameters.Add(new() { Value = send.Value });
        command.Parameters.Add(new() { Value = id.Value });
        command.Parameters.Add(new() { Value = caller.Tenant.Value });
        command.Parameters.Add(new() { Value = (short)list.Groups });
        command.Parameters.Add(new() { Value = request.PauseMs ?? (int)options.Pause.TotalMilliseconds });
        command.Parameters.Add(new() { Value = now });
        command.Parameters.Add(new() { Value = caller.Actor });
        await command.ExecuteNonQueryAsync(cancellationToken);
        return null;
    }

    /// <summary>The list, held until the sending stands: two callers never begin two sendings of it.</summary>
    private static async Task<(BroadcastView? List, ProblemHttpResult? Problem)> Lock(NpgsqlConnection connection, TenantId tenant, BroadcastId id, CancellationToken cancellationToken)
    {
        await using (var hold = new NpgsqlCommand("SELECT FROM broadcasts WHERE id = $1 FOR UPDATE", connection) { Parameters = { new() { Value = id.Value } } })
            await hold.ExecuteNonQueryAsync(cancellationToken);
        if (await BroadcastView.Find(connection, tenant, id, cancellationToken) is not { } list) return (null, ListBroadcasts.Missing);
        if (list.Phase == "filling") return (null, Problems.IllegalState.With("The list is still being filled; try again in a moment."));
        if (list.Members == 0) return (null, Problems.Unprocessable.With("The list has no members."));
        var running = await BroadcastSendView.Where(connection, "s.broadcast_id = $1 AND s.state IN ('waiting', 'sending')", [id.Value], cancellationToken);
        return running.Count == 0 ? (list, null) : (null, Problems.IllegalState.With("The list is being sent at this moment; wait for its end, or stop that sending."));
    }

    private static async Task<ProblemHttpResult?> Missing(NpgsqlConnection connection, BroadcastId id, MessageContent content, CancellationToken cancellationToken)
    {
        if (EnqueuePeople.Required(content) is not { Length: > 0 } required) return null;
        await using var command = new NpgsqlCommand("""
            SELECT p.name, count(*) FROM broadcast_members m JOIN contacts c ON c.id = m.contact_id CROSS JOIN unnest($2::text[]) AS p(name)
            WHERE m.broadcast_id = $1 AND NOT placeholder_filled(string_to_array(p.name, '.'), NULL, c.variables, c.name, c.phone) GROUP BY 1 ORDER BY 2 DESC
            """, connection) { Parameters = { new() { Value = id.Value }, new() { Value = required } } };
        var missing = new Dictionary<string, long>(StringComparer.Ordinal);
        await using (var rows = await command.ExecuteReaderAsync(cancellationToken))
            while (await rows.ReadAsync(cancellationToken)) missing[rows.GetString(0)] = rows.GetInt64(1);
        if (missing.Count == 0) return null;
        var details = Problems.UnknownVariables.Details($"Members lack variables of the text: {string.Join(", ", missing.Select(one => $"{one.Key} ({one.Value})"))}. Give them values, write defaults as in {{{{name|there}}}}, or send with skipIncomplete to leave these members out.");
        details.Extensions["variables"] = missing;
        return TypedResults.Problem(details);
    }
}
