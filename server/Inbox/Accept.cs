using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Parley.Channels;
using Parley.Conversations;
using Parley.Outbox;
using Parley.Platform;
using Parley.Platform.Data;
using Parley.Platform.Telemetry;
using Parley.Senders;

namespace Parley.Inbox;

/// <summary>Takes a batch of events in, in one transaction. Receipts and session states are idempotent and are applied at once;
/// messages are stored, unique by sender and event, and worked off by the <see cref="Router"/>.</summary>
internal sealed class Accept(Db db, ApplyReceipts applyReceipts, ApplySessionChanges applySessions, ProviderIds providerIds, TimeProvider time, ParleySettings? settings = null)
{
    /// <summary>The router should look: something was stored.</summary>
    public event Action? Stored;

    /// <summary>Messages came into other states; said after the commit.</summary>
    public event Action<MessageMove>? Moved;

    public async Task Run(IReadOnlyList<ChannelEvent> events, CancellationToken cancellationToken)
    {
        var (now, began) = (time.GetUtcNow(), time.GetTimestamp());
        var (receipts, sessions, waiting) = Sort(events);
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var tally = new TallyBatch();
        var moves = new List<MessageMove>();
        foreach (var receipt in await applyReceipts.Run(connection, receipts, tally, moves, now, cancellationToken))
            waiting.Add(InboxEvent.Of(receipt));
        var stored = await Store(connection, waiting, "new", null, now, cancellationToken);
        await applySessions.Apply(connection, sessions, now, cancellationToken);
        await tally.Write(connection, cancellationToken);
        // Where the router lives in this process it is told without a bell, which would have the database's commits queue up.
        if (waiting.Count > 0 && settings is { Worker: false }) await Ring(connection, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        ParleyMetrics.InboxEvents.Add(events.Count);
        ParleyMetrics.InboxDuplicates.Add(waiting.Count - stored);
        ParleyMetrics.InboxAcceptDuration.Record(time.GetElapsedTime(began).TotalSeconds);
        if (waiting.Count > 0) Stored?.Invoke();
        if (Moved is { } moved) moves.ForEach(moved);
    }

    private static async Task Ring(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var ring = new NpgsqlCommand($"SELECT pg_notify('parley_{Router.Bell}', '')", connection);
        await ring.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Keeps what cannot be stored as it is, for a person to look at.</summary>
    public async Task KeepUnreadable(ChannelEvent happened, string error, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenEngine(cancellationToken);
        var raw = Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(happened, happened.GetType(), Json.Options));
        var row = new InboxEvent(happened.Sender, Clean(happened.EventId), "message", "", JsonSerializer.Serialize(new { unreadable = raw }));
        await Store(connection, [row], "failed", error, time.GetUtcNow(), cancellationToken);
    }

    private (List<ReceiptReceived>, List<SessionChanged>, List<InboxEvent>) Sort(IReadOnlyList<ChannelEvent> events)
    {
        var receipts = new List<ReceiptReceived>();
        var sessions = new List<SessionChanged>();
        var waiting = new List<InboxEvent>();
        foreach (var happened in events)
            switch (happened)
            {
                case ReceiptReceived receipt: receipts.Add(receipt); break;
                case SessionChanged changed: sessions.Add(changed); break;
                case MessageReceived received: waiting.Add(InboxEvent.Of(received)); break;
                // Our own message, told back: it left, whatever the driver's answer was.
                case MessageEchoed echoed when providerIds.TryRead(echoed.ProviderId, out _):
                    receipts.Add(new ReceiptReceived(echoed.Sender, echoed.Driver, echoed.EventId, [echoed.ProviderId], ReceiptKind.Sent, echoed.At));
                    break;
                case MessageEchoed echoed: waiting.Add(InboxEvent.Of(echoed)); break;
                case HistoryBatch history:
                    foreach (var received in history.Received) waiting.Add(InboxEvent.Of(received, isHistory: true));
                    foreach (var sent in history.Sent) if (!providerIds.TryRead(sent.ProviderId, out _)) waiting.Add(InboxEvent.Of(sent, isHistory: true));
                    break;
                default: throw new ArgumentOutOfRangeException(nameof(events), happened.GetType().Name, "An event that the door does not know.");
            }
        return (receipts, sessions, waiting);
    }

    /// <returns>How many were new.</returns>
    private static async Task<int> Store(NpgsqlConnection connection, List<InboxEvent> events, string state, string? error, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (events.Count == 0) return 0;
        await using var command = new NpgsqlCommand("""
            INSERT INTO inbox_events (tenant_id, sender_id, event_id, kind, conversation, payload, received_at, state, error)
            SELECT s.tenant_id, e.sender_id, e.event_id, e.kind, e.conversation, e.payload, $6, $7, $8
            FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::jsonb[]) WITH ORDINALITY AS e(sender_id, event_id, kind, conversation, payload, n)
            JOIN senders s ON s.id = e.sender_id
            ORDER BY e.n
            ON CONFLICT (sender_id, event_id) DO NOTHING
            """, connection);
        var p = command.Parameters;
        p.Add(new() { Value = events.ConvertAll(e => e.Sender.Value).ToArray() });
        p.Add(new() { Value = events.ConvertAll(e => Clean(e.EventId)).ToArray() });
        p.Add(new() { Value = events.ConvertAll(e => e.Kind).ToArray() });
        p.Add(new() { Value = events.ConvertAll(e => Clean(e.Conversation)).ToArray() });
        p.Add(new() { Value = events.ConvertAll(e => Clean(e.Payload)).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb });
        p.Add(new() { Value = now });
        p.Add(new() { Value = state });
        p.Add(new() { Value = (object?)error ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    // PostgreSQL stores no NUL, raw or escaped; people do paste them.
    private static string Clean(string text) => text.Replace("\0", "", StringComparison.Ordinal).Replace("\\u0000", "", StringComparison.Ordinal);
}
