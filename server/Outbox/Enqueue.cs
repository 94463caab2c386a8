using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Parley.Channels;
using Parley.Contacts;
using Parley.Conversations;
using Parley.Platform;
using Parley.Platform.Data;
using Parley.Senders;

namespace Parley.Outbox;

/// <summary>A message that a feature wants to go out.</summary>
/// <param name="Queue">Where it waits; its lane and its pool come from there.</param>
/// <param name="Recipient">E.164.</param>
/// <param name="Pin">The sender it must or should go through.</param>
/// <param name="PinHard">Must: it waits for that sender. Should: another one of the pool takes it when that one cannot.</param>
/// <param name="DueAt">Not before; null is now.</param>
/// <param name="BoundDriver">The caller chose a driver; no other is tried.</param>
/// <param name="Typing">Shows "typing…" first (true), or surely not (false); null is as the queue or the sender has it.</param>
public sealed record NewMessage(MessageId Id, QueueId Queue, Origin Origin, ContactId? Contact, string Recipient, MessageContent Content,
    SenderId? Pin = null, bool PinHard = false, DateTimeOffset? DueAt = null, JsonElement? Variables = null, string? BoundDriver = null, bool? Typing = null);

/// <summary>What became of a message on its way into the ledger.</summary>
public sealed record Enqueued(MessageId Id, MessageState State, Reason? Reason);

/// <summary>The door of the outbox: writes messages into the ledger, in the caller's transaction. Blocked and opted-out recipients are
/// written as <c>suppressed</c>, so that the answer to "why not?" is in the ledger as well. Campaigns, whose audience is a
/// query, have an INSERT … SELECT of their own with the same rules (Campaigns/expand_audience.sql).</summary>
public static class Enqueue
{
    private static readonly string Statement = Sql.File("Outbox/enqueue.sql");

    /// <summary>Adds the messages and rings the dispatchers at commit.</summary>
    /// <param name="connection">A connection of the tenant or of the engine, in a transaction if there is more to write.</param>
    public static async Task<IReadOnlyList<Enqueued>> Add(NpgsqlConnection connection, TenantId tenant, IReadOnlyList<NewMessage> messages, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (messages.Count == 0) return [];
        await using var command = new NpgsqlCommand(Statement, connection);
        var p = command.Parameters;
        p.Add(new() { Value = tenant.Value });
        p.Add(new() { Value = now });
        p.Add(new() { Value = messages.Select(m => m.Id.Value).ToArray() });
        p.Add(new() { Value = messages.Select(m => m.Queue.Value).ToArray() });
        p.Add(new() { Value = messages.Select(m => Words<Origin>.Of(m.Origin)).ToArray() });
        p.Add(new() { Value = messages.Select(m => m.Contact?.Value).ToArray() });
        p.Add(new() { Value = messages.Select(m => m.Recipient).ToArray() });
        p.Add(new() { Value = messages.Select(m => JsonSerializer.Serialize(m.Content, Json.Options)).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb });
        p.Add(new() { Value = messages.Select(m => m.Variables?.GetRawText()).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb });
        p.Add(new() { Value = messages.Select(m => m.Pin?.Value ?? Guid.Empty).ToArray() });
        p.Add(new() { Value = messages.Select(m => m.PinHard).ToArray() });
        p.Add(new() { Value = messages.Select(m => m.DueAt ?? now).ToArray() });
        p.Add(new() { Value = messages.Select(m => m.BoundDriver).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        // Small batches tell exactly where work is, so that a dispatcher need not look around for it.
        p.Add(new() { Value = messages.Count <= 20 ? string.Join(' ', messages.Select(m => $"{m.Queue.Value:N}{m.Pin?.Value ?? Guid.Empty:N}").Distinct(StringComparer.Ordinal)) : "" });
        p.Add(new() { Value = messages.Select(m => m.Typing is { } wanted ? wanted ? Head.TypesAsLongAsItTakes : 0 : (int?)null).ToArray() });

        var result = new List<Enqueued>(messages.Count);
        await using var rows = await command.QueryPrepared(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
            result.Add(new(MessageId.Of(rows.GetGuid(0)), Words<MessageState>.Parse(rows.GetString(1)), rows.IsDBNull(2) ? null : Reasons.Of(rows.GetString(2))));
        OutboxMetrics.Enqueued(messages);
        return result;
    }
}
