using Npgsql;
using NpgsqlTypes;
using Parley.Channels;
using Parley.Conversations;
using Parley.Outbox;
using Parley.Platform.Data;
using Parley.Senders;

namespace Parley.Inbox;

/// <summary>Receipts of a batch, folded to one line per message.</summary>
internal sealed class ApplyReceipts(ProviderIds providerIds)
{
    private static readonly string Statement = Sql.File("Inbox/receipts.sql");

    private sealed class Line
    {
        public required SenderId Sender { get; init; }
        public DateTimeOffset? Sent { get; set; }
        public DateTimeOffset? Delivered { get; set; }
        public DateTimeOffset? Read { get; set; }
        public DateTimeOffset? Failed { get; set; }
        public string? Reason { get; set; }

        /// <summary>The network's own id of the message, where it told it beside the one that we chose.</summary>
        public string? NetworkId { get; set; }

        /// <summary>There is such a message of that sender.</summary>
        public bool IsFound { get; set; }
    }

    /// <param name="moves">Takes the messages that came into another state.</param>
    /// <returns>Receipts whose message is not known (yet): the network chose its id, and the attempt is not written down.</returns>
    public async Task<List<ReceiptReceived>> Run(NpgsqlConnection connection, IReadOnlyList<ReceiptReceived> receipts, TallyBatch tally, List<MessageMove> moves, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (receipts.Count == 0) return [];
        var lines = new SortedDictionary<Guid, Line>();
        var foreign = new List<(ReceiptReceived Receipt, string ProviderId)>();
        var ours = new List<(Guid Id, ReceiptReceived Receipt, string ProviderId)>();
        foreach (var receipt in receipts)
            foreach (var providerId in receipt.ProviderIds)
                if (providerIds.TryRead(providerId, out var id))
                {
                    Fold(lines, id, receipt);
                    ours.Add((id.Value, receipt, providerId));
                }
                // It names our own as well: found without the network's, which may have been in an answer that nobody heard.
                else if (receipt.ChosenId is { } chosen && providerIds.TryRead(chosen, out id)) Fold(lines, id, receipt).NetworkId ??= providerId;
                else foreign.Add((receipt, providerId));

        var unmatched = await MatchForeign(connection, foreign, lines, cancellationToken);
        var found = await Apply(connection, lines, tally, moves, now, cancellationToken);
        if (found == lines.Count) return unmatched;

        // A network's own id may look like one of ours by chance.
        foreign = [.. ours.Where(one => !lines[one.Id].IsFound).Select(one => (one.Receipt, one.ProviderId))];
        lines = [];
        unmatched.AddRange(await MatchForeign(connection, foreign, lines, cancellationToken));
        await Apply(connection, lines, tally, moves, now, cancellationToken);
        return unmatched;
    }

    private static Line Fold(SortedDictionary<Guid, Line> lines, MessageId id, ReceiptReceived receipt)
    {
        if (!lines.TryGetValue(id.Value, out var line)) lines[id.Value] = line = new Line { Sender = receipt.Sender };
        switch (receipt.Kind)
        {
            case ReceiptKind.Sent: line.Sent ??= receipt.At; break;
            case ReceiptKind.Delivered: line.Delivered ??= receipt.At; break;
            case ReceiptKind.Read or ReceiptKind.Played: line.Read ??= receipt.At; break;
            case ReceiptKind.Failed: (line.Failed, line.Reason) = (receipt.At, receipt.Reason?.Slug ?? Reasons.ContentRefused.Slug); break;
        }
        return line;
    }

    private static async Task<List<ReceiptReceived>> MatchForeign(NpgsqlConnection connection, List<(ReceiptReceived Receipt, string ProviderId)> foreign, SortedDictionary<Guid, Line> lines, CancellationToken cancellationToken)
    {
        if (foreign.Count == 0) return [];
        await using var command = new NpgsqlCommand("""
            SELECT f.n, m.id FROM unnest($1::uuid[], $2::text[]) WITH ORDINALITY AS f(sender_id, provider_id, n)
            LEFT JOIN messages m ON m.sender_id = f.sender_id AND m.provider_id = f.provider_id
            """, connection);
        command.Parameters.Add(new() { Value = foreign.ConvertAll(f => f.Receipt.Sender.Value).ToArray() });
        command.Parameters.Add(new() { Value = foreign.ConvertAll(f => f.ProviderId).ToArray() });
        var unmatched = new List<ReceiptReceived>();
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            var (receipt, providerId) = foreign[(int)rows.GetInt64(0) - 1];
            if (await rows.IsDBNullAsync(1, cancellationToken)) unmatched.Add(receipt with { ProviderIds = [providerId], EventId = $"{receipt.EventId}/{providerId}" });
            else Fold(lines, MessageId.Of(rows.GetGuid(1)), receipt);
        }
        return unmatched;
    }

    /// <returns>How many of the messages there are.</returns>
    private static async Task<int> Apply(NpgsqlConnection connection, SortedDictionary<Guid, Line> lines, TallyBatch tally, List<MessageMove> moves, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (lines.Count == 0) return 0;
        var found = 0;
        await using var command = new NpgsqlCommand(Statement, connection);
        var p = command.Parameters;
        p.Add(new() { Value = lines.Keys.ToArray() });
        p.Add(new() { Value = lines.Values.Select(l => l.Sender.Value).ToArray() });
        p.Add(Times(lines.Values.Select(l => l.Sent)));
        p.Add(Times(lines.Values.Select(l => l.Delivered)));
        p.Add(Times(lines.Values.Select(l => l.Read)));
        p.Add(Times(lines.Values.Select(l => l.Failed)));
        p.Add(new() { Value = lines.Values.Select(l => l.Reason).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        p.Add(new() { Value = lines.Values.Select(l => l.NetworkId).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            found++;
            lines[rows.GetGuid(0)].IsFound = true;
            var (tenant, sender) = (TenantId.Of(rows.GetGuid(1)), SenderId.Of(rows.GetGuid(3)));
            QueueId? queue = rows.IsDBNull(2) ? null : QueueId.Of(rows.GetGuid(2));
            var (method, variant) = (rows.IsDBNull(4) ? null : rows.GetString(4), rows.GetInt16(5));
            var (was, next) = (rows.GetString(6), rows.GetString(7));
            if (next != was) moves.Add(new MessageMove(tenant, MessageId.Of(rows.GetGuid(0)), Words<MessageState>.Parse(next)));
            void Count(string metric, string? reason = null, int amount = 1) => tally.Add(now, tenant, queue, sender, method, variant, metric, reason, amount);
            // What was counted as an end was none. It is taken from where it was counted: what never left was nobody's.
            void TakeBack(string? reason)
            {
                switch (was)
                {
                    case "failed": Count(Metric.Failed, reason, -1); break;
                    case "unknown": Count(Metric.Unknown, reason, -1); break;
                    case "suppressed": tally.Add(now, tenant, queue, null, null, variant, Metric.Suppressed, reason, -1); break;
                    case "expired": tally.Add(now, tenant, queue, null, null, variant, Metric.Expired, amount: -1); break;
                    case "cancelled": tally.Add(now, tenant, queue, null, null, variant, Metric.Cancelled, amount: -1); break;
                }
            }
            if (rows.GetBoolean(8)) Count(Metric.Sent);
            if (rows.GetBoolean(9)) Count(Metric.Delivered);
            if (rows.GetBoolean(10)) Count(Metric.Read);
            if (next != was) TakeBack(rows.IsDBNull(12) ? null : rows.GetString(12));
            if (next != "failed" || was == "failed") continue;
            Count(Metric.Failed, rows.IsDBNull(11) ? null : rows.GetString(11));
            // The network took it and refused it later: each message counts once.
            if (was == "sent" && rows.GetBoolean(13)) Count(Metric.Sent, amount: -1);
        }
        return found;
    }

    private static NpgsqlParameter Times(IEnumerable<DateTimeOffset?> times) =>
        new() { Value = times.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz };
}
