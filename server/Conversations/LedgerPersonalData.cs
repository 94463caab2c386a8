using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Npgsql;
using Parley.Contacts;
using Parley.Outbox;
using Parley.Platform.Data;

namespace Parley.Conversations;

/// <summary>A person's messages and their attempts. Erasing keeps the rows, since campaign and sender figures are made of them, and empties
/// everything in them that the person said, was told, or could be found by.</summary>
internal sealed class LedgerPersonalData(TimeProvider time) : IPersonalData
{
    public IReadOnlyList<string> Tables { get; } = ["messages"];

    public async Task Merge(NpgsqlTransaction transaction, TenantId tenant, ContactId keep, ContactId gone, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("UPDATE messages SET contact_id = $2 WHERE contact_id = $3 AND tenant_id = $1", transaction.Connection, transaction);
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new() { Value = keep.Value });
        command.Parameters.Add(new() { Value = gone.Value });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public Task Leave(NpgsqlTransaction transaction, TenantId tenant, ContactId contact, CancellationToken cancellationToken) =>
        CancelMessage.To(transaction.Connection!, tenant, contact, time.GetUtcNow(), cancellationToken);

    public async IAsyncEnumerable<(string Section, JsonNode Item)> Export(NpgsqlConnection connection, TenantId tenant, ContactId contact, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Sql.File("Conversations/export_person.sql"), connection);
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new() { Value = contact.Value });
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken)) yield return ("messages", JsonNode.Parse(rows.GetString(0))!);
    }

    public async Task<string?> Erase(NpgsqlTransaction transaction, TenantId tenant, ContactId contact, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var cancelled = new TallyBatch();
        await using (var command = new NpgsqlCommand(Sql.File("Conversations/erase_person.sql"), transaction.Connection, transaction))
        {
            command.Parameters.Add(new() { Value = tenant.Value });
            command.Parameters.Add(new() { Value = contact.Value });
            command.Parameters.Add(new() { Value = now });
            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            while (await rows.ReadAsync(cancellationToken))
            {
                if (rows.GetInt64(0) > 0) return "A message to this person is leaving at this moment. Try again in a few seconds.";
                if (!rows.IsDBNull(3))
                    cancelled.Add(now, tenant, rows.IsDBNull(1) ? null : QueueId.Of(rows.GetGuid(1)), null, null, rows.GetInt16(2), Metric.Cancelled, amount: rows.GetInt32(3));
            }
        }
        await cancelled.Write(transaction.Connection!, cancellationToken);
        return null;
    }
}
