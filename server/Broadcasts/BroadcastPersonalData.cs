using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Npgsql;
using Parley.Contacts;
using Parley.Platform.Data;

namespace Parley.Broadcasts;

/// <summary>In which lists a person is.</summary>
internal sealed class BroadcastPersonalData : IPersonalData
{
    public IReadOnlyList<string> Tables { get; } = ["broadcast_members"];

    // A member who goes before the group went out is no member of a sending that runs; one whose group is out is a message of it.
    private const string Fewer = "UPDATE broadcast_sends s SET total = s.total - 1 FROM less WHERE s.broadcast_id = less.broadcast_id AND s.state IN ('waiting', 'sending') AND s.group_no < less.group_no";

    public Task Merge(NpgsqlTransaction transaction, TenantId tenant, ContactId keep, ContactId gone, CancellationToken cancellationToken) => Execute(transaction, """
        WITH moved AS (DELETE FROM broadcast_members WHERE contact_id = $2 AND tenant_id = $1 RETURNING broadcast_id, tenant_id, group_no),
        stays AS (INSERT INTO broadcast_members (broadcast_id, tenant_id, contact_id, group_no) SELECT broadcast_id, tenant_id, $3, group_no FROM moved ON CONFLICT DO NOTHING RETURNING broadcast_id),
        less AS (SELECT broadcast_id, group_no FROM moved WHERE broadcast_id NOT IN (SELECT broadcast_id FROM stays))
        """ + Fewer, cancellationToken, tenant.Value, gone.Value, keep.Value);

    public async IAsyncEnumerable<(string Section, JsonNode Item)> Export(NpgsqlConnection connection, TenantId tenant, ContactId contact, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT jsonb_build_object('list', b.name, 'group', m.group_no) FROM broadcast_members m JOIN broadcasts b ON b.id = m.broadcast_id WHERE m.contact_id = $2 AND m.tenant_id = $1 ORDER BY b.id", connection);
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new() { Value = contact.Value });
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken)) yield return ("broadcasts", JsonNode.Parse(rows.GetString(0))!);
    }

    public async Task<string?> Erase(NpgsqlTransaction transaction, TenantId tenant, ContactId contact, CancellationToken cancellationToken)
    {
        await Execute(transaction, "WITH less AS (DELETE FROM broadcast_members WHERE contact_id = $2 AND tenant_id = $1 RETURNING broadcast_id, group_no) " + Fewer, cancellationToken, tenant.Value, contact.Value);
        return null;
    }

    private static async Task Execute(NpgsqlTransaction transaction, string statement, CancellationToken cancellationToken, params Guid[] values)
    {
        await using var command = new NpgsqlCommand(statement, transaction.Connection, transaction);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
