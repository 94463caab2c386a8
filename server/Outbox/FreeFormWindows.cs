using Npgsql;
using Parley.Contacts;
using Parley.Senders;

namespace Parley.Outbox;

/// <summary>When people last wrote to the numbers that may write to them freely only for a time after that.</summary>
public static class FreeFormWindows
{
    /// <summary>They wrote to none that asks for it.</summary>
    public static IReadOnlyDictionary<SenderId, DateTimeOffset> None { get; } = new Dictionary<SenderId, DateTimeOffset>();

    /// <summary>One of its drivers has such a rule.</summary>
    internal static bool Needs(OwnedSender sender) => sender.Driver.Capabilities.FreeFormWindow is not null || sender.Fallback?.Capabilities.FreeFormWindow is not null;

    /// <summary>A person wrote to a sender; a message that comes late takes nothing back.</summary>
    public static async Task Wrote(NpgsqlConnection connection, Platform.Data.TenantId tenant, ContactId contact, SenderId sender, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO free_form_windows (contact_id, sender_id, tenant_id, last_inbound_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (contact_id, sender_id) DO UPDATE SET last_inbound_at = greatest(free_form_windows.last_inbound_at, excluded.last_inbound_at)
            """, connection);
        command.Parameters.Add(new() { Value = contact.Value });
        command.Parameters.Add(new() { Value = sender.Value });
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new() { Value = at });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>When the person last wrote to which sender; empty when to none that asks for it.</summary>
    public static async Task<IReadOnlyDictionary<SenderId, DateTimeOffset>> Of(NpgsqlConnection connection, ContactId contact, CancellationToken cancellationToken) =>
        (await Read(connection, [contact.Value], cancellationToken)).GetValueOrDefault(contact.Value) ?? None;

    /// <summary>The same of several.</summary>
    public static async Task<IReadOnlyDictionary<Guid, IReadOnlyDictionary<SenderId, DateTimeOffset>>> Read(NpgsqlConnection connection, Guid[] contacts, CancellationToken cancellationToken)
    {
        var found = new Dictionary<Guid, IReadOnlyDictionary<SenderId, DateTimeOffset>>();
        if (contacts.Length == 0) return found;
        await using var command = new NpgsqlCommand("SELECT contact_id, sender_id, last_inbound_at FROM free_form_windows WHERE contact_id = ANY($1)", connection) { Parameters = { new() { Value = contacts } } };
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            if (!found.TryGetValue(rows.GetGuid(0), out var wrote)) found[rows.GetGuid(0)] = wrote = new Dictionary<SenderId, DateTimeOffset>();
            ((Dictionary<SenderId, DateTimeOffset>)wrote)[SenderId.Of(rows.GetGuid(1))] = rows.GetFieldValue<DateTimeOffset>(2);
        }
        return found;
    }

    /// <summary>The heads, with what is known of their people.</summary>
    internal static async Task<List<Head>> Add(NpgsqlConnection connection, List<Head> heads, CancellationToken cancellationToken)
    {
        var known = await Read(connection, [.. heads.Select(head => head.Contact?.Value).OfType<Guid>().Distinct()], cancellationToken);
        return heads.ConvertAll(head => head.Contact is { } contact && known.TryGetValue(contact.Value, out var wrote) ? head with { Wrote = wrote } : head);
    }
}
