using Npgsql;
using Parley.Channels;
using Parley.Senders;

namespace Parley.Conversations;

/// <summary>What was tried to send messages. The accepted attempt, and one that is under way, is the message's own row.</summary>
internal static class ReadAttempts
{
    /// <param name="connection">Of the tenant.</param>
    /// <returns>In order, by message; nothing for a message that was never tried.</returns>
    public static async Task<ILookup<MessageId, AttemptView>> Of(NpgsqlConnection connection, IReadOnlyCollection<MessageId> messages, CancellationToken cancellationToken)
    {
        var found = new List<(MessageId Message, AttemptView Attempt)>();
        if (messages.Count > 0)
        {
            await using var command = new NpgsqlCommand("""
                SELECT * FROM (
                SELECT message_id, number, method, sender_id, started_at, duration_ms, outcome, reason, raw_error FROM message_attempts WHERE message_id = ANY($1)
                UNION ALL
                SELECT id, attempt, method, sender_id, claimed_at, CASE WHEN sent_at IS NOT NULL THEN duration_ms END, CASE WHEN sent_at IS NULL THEN 'in_flight' ELSE 'accepted' END, NULL, NULL
                FROM messages
                WHERE id = ANY($1) AND direction = 'out' AND method IS NOT NULL AND sender_id IS NOT NULL AND claimed_at IS NOT NULL AND (sent_at IS NOT NULL OR state = 'sending')
                ) AS tried
                -- Of one number the message's own row is the last: what the first driver did not send, the fallback did.
                ORDER BY message_id, number, outcome IN ('accepted', 'in_flight'), started_at
                """, connection) { Parameters = { new() { Value = messages.Select(id => id.Value).ToArray() } } };
            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            while (await rows.ReadAsync(cancellationToken))
            {
                var attempt = new AttemptView(rows.GetInt16(1), rows.GetString(2), SenderId.Of(rows.GetGuid(3)), rows.GetFieldValue<DateTimeOffset>(4), rows.IsDBNull(5) ? null : rows.GetInt32(5),
                    rows.GetString(6), rows.IsDBNull(7) ? null : Reasons.Of(rows.GetString(7)), rows.IsDBNull(8) ? null : rows.GetString(8));
                var id = MessageId.Of(rows.GetGuid(0));
                // The row knows when it was claimed, and the fallback began when the first driver had ended.
                if (found.Count > 0 && found[^1] is var (message, before) && message == id && before.Number == attempt.Number && before.StartedAt.AddMilliseconds(before.DurationMs ?? 0) is var ended && ended > attempt.StartedAt)
                    attempt = attempt with { StartedAt = ended };
                found.Add((id, attempt));
            }
        }
        return found.ToLookup(one => one.Message, one => one.Attempt);
    }
}
