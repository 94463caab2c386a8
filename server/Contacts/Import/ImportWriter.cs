using System.Data.Common;
using Npgsql;
using NpgsqlTypes;
using Parley.Platform.Data;

namespace Parley.Contacts.Import;

/// <summary>Writes batches: contacts (or blocked numbers), figures, rejects and the import's position, each batch in one transaction.</summary>
internal sealed class ImportWriter(NpgsqlConnection connection, ContactImport import, ImportPlan plan, ErasedNumbers.Pads? erased, TimeProvider time)
{
    private readonly record struct Merged(long Blocked, long Created, long Updated, long Unchanged);

    /// <summary>Does nothing when the batch is settled already.</summary>
    public async Task Write(ImportBatch batch, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (!await Settle(batch, transaction, cancellationToken)) return;
        if (batch.Phones.Count > 0)
        {
            var merged = import.Target == ImportTarget.Contacts ? await MergeContacts(batch, transaction, cancellationToken) : await MergeBlocklist(batch, transaction, cancellationToken);
            await Count(batch, merged, transaction, cancellationToken);
            if (import.Target == ImportTarget.Contacts && merged.Created + merged.Updated < batch.Phones.Count) await RememberOthers(batch, transaction, cancellationToken);
        }
        await transaction.CommitAsync(cancellationToken);
    }

    // First of all, so that of two workers with the same batch the second one waits here and then leaves the contacts alone.
    private async Task<bool> Settle(ImportBatch batch, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Sql.File("Contacts/Import/settle_batch.sql"), connection, transaction);
        Add(command, import.Id.Value);
        Add(command, import.TenantId.Value);
        Add(command, batch.Through);
        Add(command, batch.Duplicates);
        Add(command, batch.Rejected);
        Add(command, batch.Reasons.Keys.ToArray());
        Add(command, batch.Reasons.Values.ToArray());
        command.Parameters.Add(new NpgsqlParameter<byte[]?> { TypedValue = batch.PackRejects(), NpgsqlDbType = NpgsqlDbType.Bytea });
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    private async Task Count(ImportBatch batch, Merged merged, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("UPDATE import_batches SET blocked = $3, created = $4, updated = $5, unchanged = $6 WHERE import_id = $1 AND through = $2", connection, transaction);
        Add(command, import.Id.Value);
        Add(command, batch.Through);
        Add(command, (int)merged.Blocked);
        Add(command, (int)merged.Created);
        Add(command, (int)merged.Updated);
        Add(command, (int)merged.Unchanged);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<Merged> MergeContacts(ImportBatch batch, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Sql.File("Contacts/Import/merge_contacts_batch.sql"), connection, transaction);
        Add(command, import.TenantId.Value);
        Add(command, time.GetUtcNow());
        Add(command, batch.Ids);
        Add(command, batch.Phones);
        Add(command, batch.Names);
        Add(command, batch.Languages);
        Add(command, batch.TimeZones);
        Add(command, batch.Variables);
        Add(command, batch.Tags);
        Add(command, plan.Tags?.ToArray() ?? []);
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = plan.Consent is { } word ? Words<ConsentState>.Of(word.State) : null, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = plan.Consent?.Evidence, NpgsqlDbType = NpgsqlDbType.Text });
        Add(command, erased is not null);
        Add(command, erased?.Inner ?? []);
        Add(command, erased?.Outer ?? []);
        Add(command, import.Id.Value);
        return await Read(command, cancellationToken);
    }

    private async Task RememberOthers(ImportBatch batch, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Sql.File("Contacts/Import/remember_people.sql"), connection, transaction);
        Add(command, import.Id.Value);
        Add(command, import.TenantId.Value);
        Add(command, batch.Phones);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<Merged> MergeBlocklist(ImportBatch batch, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Sql.File("Contacts/Import/merge_blocklist_batch.sql"), connection, transaction);
        Add(command, import.TenantId.Value);
        Add(command, time.GetUtcNow());
        Add(command, batch.Phones);
        Add(command, batch.Tags);
        Add(command, plan.Reason ?? "From the file " + import.FileName);
        Add(command, import.CreatedBy);
        return await Read(command, cancellationToken);
    }

    private static async Task<Merged> Read(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using DbDataReader row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return new Merged(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3));
    }

    private static void Add<T>(NpgsqlCommand command, T value) => command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
}
