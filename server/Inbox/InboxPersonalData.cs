using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Npgsql;
using Parley.Contacts;
using Parley.Platform.Data;

namespace Parley.Inbox;

/// <summary>Events of a person that could not be worked off. Of all others the ledger has what they said, and their rows are empty.
/// They know the person by number or one of WhatsApp's ids, not as a contact, so nothing is to be pointed elsewhere when two contacts become one.</summary>
internal sealed class InboxPersonalData : IPersonalData
{
    private const string Theirs = "e.tenant_id = $1 AND e.state = 'failed' AND e.conversation IN (SELECT unnest(ARRAY[c.phone, c.lid || '@lid', c.business_user_id || '@bsuid']) FROM contacts c WHERE c.id = $2 AND c.tenant_id = $1)";

    public IReadOnlyList<string> Tables { get; } = [];

    public Task Merge(NpgsqlTransaction transaction, TenantId tenant, ContactId keep, ContactId gone, CancellationToken cancellationToken) => Task.CompletedTask;

    public async IAsyncEnumerable<(string Section, JsonNode Item)> Export(NpgsqlConnection connection, TenantId tenant, ContactId contact, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = Command($"SELECT jsonb_build_object('receivedAt', e.received_at, 'event', e.payload) FROM inbox_events e WHERE {Theirs} ORDER BY e.seq", connection, tenant, contact);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken)) yield return ("notUnderstood", JsonNode.Parse(rows.GetString(0))!);
    }

    public async Task<string?> Erase(NpgsqlTransaction transaction, TenantId tenant, ContactId contact, CancellationToken cancellationToken)
    {
        await using var command = Command($"UPDATE inbox_events e SET payload = '{{}}', conversation = '' WHERE {Theirs}", transaction.Connection!, tenant, contact);
        await command.ExecuteNonQueryAsync(cancellationToken);
        return null;
    }

    private static NpgsqlCommand Command(string statement, NpgsqlConnection connection, TenantId tenant, ContactId contact) =>
        new(statement, connection) { Parameters = { new() { Value = tenant.Value }, new() { Value = contact.Value } } };
}
