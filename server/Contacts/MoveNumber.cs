using Npgsql;
using Parley.Contacts.Numbers;
using Parley.Platform.Data;

namespace Parley.Contacts;

/// <summary>Gives a contact another number, by a person's hand or because WhatsApp says so. An opt-out holds for the number that is left as well,
/// and what was refused for the new one holds for the contact.</summary>
public sealed class MoveNumber(ErasedNumbers erased, TimeProvider time)
{
    /// <param name="by">Who, for the blocklist.</param>
    /// <exception cref="PostgresException">A unique violation: the number is another contact's.</exception>
    public async Task Run(NpgsqlTransaction transaction, TenantId tenant, ContactId contact, PhoneNumber phone, string by, CancellationToken cancellationToken)
    {
        var pads = await erased.GetPads(cancellationToken);
        await using var command = new NpgsqlCommand(Sql.File("Contacts/move_number.sql"), transaction.Connection, transaction);
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new() { Value = contact.Value });
        command.Parameters.Add(new() { Value = phone.ToString() });
        command.Parameters.Add(new() { Value = time.GetUtcNow() });
        command.Parameters.Add(new() { Value = by });
        command.Parameters.Add(new() { Value = pads.Inner });
        command.Parameters.Add(new() { Value = pads.Outer });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
