using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Parley.Channels;
using Parley.Platform;
using Parley.Platform.Data;
using Parley.Senders;

namespace Parley.Outbox;

/// <summary>What a feature says when it opens a queue of its own (a campaign, a broadcast, a bulk send).</summary>
/// <param name="Senders">The pool; null is all of the tenant's.</param>
/// <param name="Pacing">Overrides each sender's own.</param>
/// <param name="Templates">The texts by variant, for rows without content of their own.</param>
public sealed record NewQueue(QueueId Id, QueueKind Kind, short Priority = 0, bool Open = true, IReadOnlyList<SenderId>? Senders = null, PacingSpec? Pacing = null,
    bool? Typing = null, int Attempts = 3, SendWindow? Window = null, IReadOnlyList<MessageContent>? Templates = null, DateTimeOffset? ClosesAt = null);

/// <summary>Opening, holding and closing of queues: one row each, whatever waits in it.</summary>
public static class OutboxQueues
{
    /// <inheritdoc cref="Standing(NpgsqlConnection, TenantId, QueueKind, short, DateTimeOffset, CancellationToken)"/>
    public static Task<QueueId> Standing(NpgsqlConnection connection, TenantId tenant, QueueKind kind, DateTimeOffset now, CancellationToken cancellationToken) =>
        Standing(connection, tenant, kind, 0, now, cancellationToken);

    /// <summary>The tenant's standing queue for people, answers or direct messages; made on first use.</summary>
    /// <param name="priority">−10 to 10; a higher one goes first within the lane.</param>
    public static async Task<QueueId> Standing(NpgsqlConnection connection, TenantId tenant, QueueKind kind, short priority, DateTimeOffset now, CancellationToken cancellationToken)
    {
        const string find = "SELECT id FROM outbox_queues WHERE tenant_id = $1 AND kind = $2 AND priority = $3";
        await using var look = new NpgsqlCommand(find, connection) { Parameters = { new() { Value = tenant.Value }, new() { Value = Words<QueueKind>.Of(kind) }, new() { Value = priority } } };
        if (await look.ExecuteScalarAsync(cancellationToken) is Guid found) return QueueId.Of(found);
        await using var make = new NpgsqlCommand("""
            INSERT INTO outbox_queues (id, tenant_id, kind, lane, state, created_at, priority) VALUES ($1, $2, $3, $4, 'open', $5, $6)
            ON CONFLICT (tenant_id, kind, priority) WHERE kind IN ('person', 'answers', 'direct') DO UPDATE SET lane = excluded.lane RETURNING id
            """, connection);
        make.Parameters.Add(new() { Value = Guid.CreateVersion7() });
        make.Parameters.Add(new() { Value = tenant.Value });
        make.Parameters.Add(new() { Value = Words<QueueKind>.Of(kind) });
        make.Parameters.Add(new() { Value = Lanes.Of(kind) });
        make.Parameters.Add(new() { Value = now });
        make.Parameters.Add(new() { Value = priority });
        return QueueId.Of((Guid)(await make.ExecuteScalarAsync(cancellationToken))!);
    }

    public static async Task Open(NpgsqlConnection connection, TenantId tenant, NewQueue queue, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO outbox_queues (id, tenant_id, kind, lane, priority, state, sender_ids, pacing, typing, attempts, window_spec, templates, closes_at, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
            """, connection);
        var p = command.Parameters;
        p.Add(new() { Value = queue.Id.Value });
        p.Add(new() { Value = tenant.Value });
        p.Add(new() { Value = Words<QueueKind>.Of(queue.Kind) });
        p.Add(new() { Value = Lanes.Of(queue.Kind) });
        p.Add(new() { Value = queue.Priority });
        p.Add(new() { Value = queue.Open ? "open" : "held" });
        p.Add(new() { Value = (object?)queue.Senders?.Select(s => s.Value).ToArray() ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });
        p.Add(Jsonb(queue.Pacing));
        p.Add(new() { Value = (object?)queue.Typing ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Boolean });
        p.Add(new() { Value = (short)queue.Attempts });
        p.Add(Jsonb(queue.Window));
        p.Add(Jsonb(queue.Templates));
        p.Add(new() { Value = (object?)queue.ClosesAt ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        p.Add(new() { Value = now });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Gives a queue that is still held other settings; its kind and its state stay.</summary>
    /// <returns>Whether there was such a queue.</returns>
    public static async Task<bool> Change(NpgsqlConnection connection, TenantId tenant, NewQueue queue, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            UPDATE outbox_queues SET priority = $3, sender_ids = $4, pacing = $5, typing = $6, attempts = $7, window_spec = $8, templates = $9, closes_at = $10
            WHERE id = $1 AND tenant_id = $2 AND state = 'held'
            """, connection);
        var p = command.Parameters;
        p.Add(new() { Value = queue.Id.Value });
        p.Add(new() { Value = tenant.Value });
        p.Add(new() { Value = queue.Priority });
        p.Add(new() { Value = (object?)queue.Senders?.Select(s => s.Value).ToArray() ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });
        p.Add(Jsonb(queue.Pacing));
        p.Add(new() { Value = (object?)queue.Typing ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Boolean });
        p.Add(new() { Value = (short)queue.Attempts });
        p.Add(Jsonb(queue.Window));
        p.Add(Jsonb(queue.Templates));
        p.Add(new() { Value = (object?)queue.ClosesAt ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>Lets the queue send (true) or holds it back (false). Nothing happens to a closed queue; says whether the queue was there and not closed.</summary>
    public static Task<bool> SetOpen(NpgsqlConnection connection, QueueId queue, bool open, CancellationToken cancellationToken) =>
        Flip(connection, "UPDATE outbox_queues SET state = $2 WHERE id = $1 AND state <> 'closed' RETURNING pg_notify('parley_outbox', '')", queue, open ? "open" : "held", cancellationToken);

    /// <summary>Ends the queue: nothing more leaves it, and a sweeper turns what is left into <paramref name="closesAs"/>
    /// (<c>cancelled</c>, <c>expired</c>, or <c>erased</c>, which deletes the rows of a deleted campaign).</summary>
    public static Task<bool> Close(NpgsqlConnection connection, QueueId queue, string closesAs, CancellationToken cancellationToken) =>
        Flip(connection, "UPDATE outbox_queues SET state = 'closed', closes_as = $2 WHERE id = $1 RETURNING pg_notify('parley_outbox', '')", queue, closesAs, cancellationToken);

    private static async Task<bool> Flip(NpgsqlConnection connection, string statement, QueueId queue, string word, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(statement, connection) { Parameters = { new() { Value = queue.Value }, new() { Value = word } } };
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        return await rows.ReadAsync(cancellationToken);
    }

    private static NpgsqlParameter Jsonb<T>(T? value) where T : class =>
        new() { Value = value is null ? DBNull.Value : JsonSerializer.Serialize(value, Json.Options), NpgsqlDbType = NpgsqlDbType.Jsonb };
}
