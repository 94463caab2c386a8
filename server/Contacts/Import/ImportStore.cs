using Npgsql;
using Parley.Contacts.Import.Files;
using Parley.Platform;
using Parley.Platform.Data;

namespace Parley.Contacts.Import;

/// <summary>Keeps the bytes of uploads in the database until their import ended: whichever node runs or resumes the import finds them there.</summary>
public sealed class ImportStore(Db db, ParleySettings settings)
{
    private const int Chunk = 1024 * 1024;

    /// <summary>Where temporary files go.</summary>
    public string Folder { get; } = Path.Combine(settings.DataDir, "tmp");

    /// <summary>Writes the file's chunks, in the transaction that writes its row.</summary>
    public static async Task Save(NpgsqlTransaction transaction, TenantId tenant, ImportId import, Stream file, CancellationToken cancellationToken)
    {
        file.Position = 0;
        await using var command = new NpgsqlCommand("INSERT INTO import_chunks (import_id, number, tenant_id, bytes) VALUES ($1, $2, $3, $4)", transaction.Connection, transaction);
        var (number, bytes) = (new NpgsqlParameter<int>(), new NpgsqlParameter<ArraySegment<byte>>());
        command.Parameters.Add(new() { Value = import.Value });
        command.Parameters.Add(number);
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(bytes);
        var buffer = new byte[Chunk];
        for (int read; (read = await file.ReadAtLeastAsync(buffer, Chunk, throwOnEndOfStream: false, cancellationToken)) > 0; number.TypedValue++)
        {
            bytes.TypedValue = new ArraySegment<byte>(buffer, 0, read);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    /// <summary>The file again, in a temporary file; null when its bytes are gone (the import ended).</summary>
    public async Task<SpooledFile?> Restore(TenantId tenant, ImportId import, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenTenant(tenant, cancellationToken);
        // One snapshot: all of the file or nothing, though somebody deletes it meanwhile.
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);
        await using var command = new NpgsqlCommand("SELECT bytes FROM import_chunks WHERE import_id = $1 AND number = $2 AND tenant_id = $3", connection, transaction);
        var number = new NpgsqlParameter<int>();
        command.Parameters.Add(new() { Value = import.Value });
        command.Parameters.Add(number);
        command.Parameters.Add(new() { Value = tenant.Value });
        var file = SpooledFile.Empty(Folder);
        try
        {
            for (; await command.ExecuteScalarAsync(cancellationToken) is byte[] bytes; number.TypedValue++)
            {
                file.Sniffer.Append(bytes);
                await file.Content.WriteAsync(bytes, cancellationToken);
            }
            if (file.Content.Length > 0) return file;
            await file.DisposeAsync();
            return null;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }
}
