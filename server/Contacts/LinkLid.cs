using Npgsql;
using Parley.Contacts.Numbers;
using Parley.Platform.Data;

namespace Parley.Contacts;

/// <summary>Says that a WhatsApp-internal id and a number are one person. Two contacts that were kept apart until now become one, with one
/// conversation: the row with the number stays, everything of the other is pointed to it.</summary>
public sealed class LinkLid(IEnumerable<IPersonalData> personalData, MoveNumber move, TimeProvider time)
{
    /// <summary>Who moved a number that no person moved.</summary>
    private const string Network = "WhatsApp";

    private sealed record Row(ContactId Id, string? Phone, string? Lid);

    /// <exception cref="ArgumentException">Neither is known; <see cref="UpsertContacts"/> makes contacts.</exception>
    public async Task<ContactId> Run(NpgsqlTransaction transaction, TenantId tenant, PhoneNumber phone, string lid, CancellationToken cancellationToken)
    {
        // Another transaction may link or make one of the two between the look and the write; the unique indexes tell, and the second look sees it.
        for (var attempt = 1; ; attempt++)
        {
            await transaction.SaveAsync("link", cancellationToken);
            try
            {
                var id = await Link(transaction, tenant, phone, lid, cancellationToken);
                await transaction.ReleaseAsync("link", cancellationToken);
                return id;
            }
            catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation && attempt < 5)
            {
                await transaction.RollbackAsync("link", cancellationToken);
            }
        }
    }

    private async Task<ContactId> Link(NpgsqlTransaction transaction, TenantId tenant, PhoneNumber phone, string lid, CancellationToken cancellationToken)
    {
        var rows = await Lock(transaction, tenant, phone.ToString(), lid, cancellationToken);
        var byPhone = rows.Find(row => row.Phone == phone.ToString());
        var byLid = rows.Find(row => row.Lid == lid);
        switch (byPhone, byLid)
        {
            case (null, null):
                throw new ArgumentException("Neither the number nor the lid is a contact yet.", nameof(lid));
            case ({ } one, { } other) when one == other:
                return one.Id;
            case ({ } keep, null):
                await SetLid(transaction, keep.Id, lid, cancellationToken);
                return keep.Id;
            case (null, { } only):
                // The number became known; or the person kept the account and changed the number: same conversation, new number.
                await move.Run(transaction, tenant, only.Id, phone, Network, cancellationToken);
                return only.Id;
            case ({ } keep, { Phone: null } gone):
                foreach (var data in personalData) await data.Merge(transaction, tenant, keep.Id, gone.Id, cancellationToken);
                await Merge(transaction, keep.Id, gone.Id, cancellationToken);
                await SetLid(transaction, keep.Id, lid, cancellationToken);
                return keep.Id;
            case ({ } keep, { } former):
                // Two numbers, both known: the account moved from one to the other. Their histories stay apart; the lid goes where the person is now.
                await SetLid(transaction, former.Id, null, cancellationToken);
                await SetLid(transaction, keep.Id, lid, cancellationToken);
                return keep.Id;
        }
    }

    private static async Task<List<Row>> Lock(NpgsqlTransaction transaction, TenantId tenant, string phone, string lid, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Sql.File("Contacts/link_lid.sql"), transaction.Connection, transaction);
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new() { Value = phone });
        command.Parameters.Add(new() { Value = lid });
        var found = new List<Row>(2);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
            found.Add(new Row(ContactId.Of(rows.GetGuid(0)), rows.IsDBNull(1) ? null : rows.GetString(1), rows.IsDBNull(2) ? null : rows.GetString(2)));
        return found;
    }

    private async Task Merge(NpgsqlTransaction transaction, ContactId keep, ContactId gone, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Sql.File("Contacts/merge_contacts.sql"), transaction.Connection, transaction);
        command.Parameters.Add(new() { Value = keep.Value });
        command.Parameters.Add(new() { Value = gone.Value });
        command.Parameters.Add(new() { Value = time.GetUtcNow() });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task SetLid(NpgsqlTransaction transaction, ContactId id, string? lid, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("UPDATE contacts SET lid = $2, updated_at = $3 WHERE id = $1", transaction.Connection, transaction);
        command.Parameters.Add(new() { Value = id.Value });
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = lid });
        command.Parameters.Add(new() { Value = time.GetUtcNow() });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
