using Parley.Channels;
using Parley.Conversations;
using Parley.Platform.Data;
using Parley.Senders;

namespace Parley.Bulk;

/// <summary>What became of one recipient.</summary>
/// <param name="Index">Place in the request, from 0.</param>
/// <param name="To">E.164; null where no number was kept.</param>
/// <param name="Status">A message's state, or <c>invalid</c> or <c>duplicate</c>.</param>
/// <param name="Reason">Slug and sentence of what speaks against it.</param>
/// <param name="Method">The driver that was used last.</param>
public sealed record BulkResult(int Index, string? To, string Status, MessageId? MessageId, Reason? Reason, SenderId? SenderId, string? Method)
{
    /// <summary>Results from one index on, with the message at which the page ended.</summary>
    internal sealed record Part(IReadOnlyList<BulkResult> Results, int NextIndex, Guid LastMessage);

    /// <summary>Recipients and messages are in the same order, so a page is a range of indexes: rejected ones stand in the send's row, the others follow in the ledger.</summary>
    internal static async Task<Part> Read(Db db, TenantId tenant, BulkView.Row bulk, int from, Guid after, int most, CancellationToken cancellationToken)
    {
        var until = Math.Min(from + most, bulk.Total + bulk.Rejects.Count);
        var rejects = bulk.Rejects.Where(reject => reject.Index >= from && reject.Index < until).ToDictionary(reject => reject.Index);
        var messages = new Queue<(Guid Id, BulkResult Result)>();
        await using var connection = await db.OpenTenant(tenant, cancellationToken);
        await using (var command = new Npgsql.NpgsqlCommand("""
            SELECT id, recipient, state, reason, sender_id, method FROM messages WHERE queue_id = $1 AND tenant_id = $2 AND id > $3 ORDER BY id LIMIT $4
            """, connection))
        {
            command.Parameters.Add(new() { Value = bulk.Id.Value });
            command.Parameters.Add(new() { Value = tenant.Value });
            command.Parameters.Add(new() { Value = after });
            command.Parameters.Add(new() { Value = until - from - rejects.Count });
            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            while (await rows.ReadAsync(cancellationToken))
                messages.Enqueue((rows.GetGuid(0), new BulkResult(0, rows.GetString(1), rows.GetString(2), Conversations.MessageId.Of(rows.GetGuid(0)), rows.IsDBNull(3) ? null : Reasons.Of(rows.GetString(3)),
                    rows.IsDBNull(4) ? null : Senders.SenderId.Of(rows.GetGuid(4)), rows.IsDBNull(5) ? null : rows.GetString(5))));
        }
        var results = new List<BulkResult>(until - from);
        for (var index = from; index < until; index++)
        {
            if (rejects.TryGetValue(index, out var reject)) results.Add(new BulkResult(index, null, reject.Status, null, new Reason(reject.Reason ?? reject.Status, reject.Sentence ?? ""), null, null));
            else if (messages.TryDequeue(out var message))
            {
                results.Add(message.Result with { Index = index });
                after = message.Id;
            }
        }
        return new Part(results, until, after);
    }
}
