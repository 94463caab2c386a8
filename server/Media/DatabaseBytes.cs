using System.Runtime.CompilerServices;
using Npgsql;
using NpgsqlTypes;
using Parley.Platform.Data;

namespace Parley.Media;

/// <summary>Bytes as rows of 256 kB, so that machines share nothing but the database.</summary>
internal sealed class DatabaseBytes(Db db, TimeProvider time) : IMediaBytes
{
    public const int ChunkLength = 256 * 1024;
    private const int Portion = 1000;

    public async Task<bool> Keep(Incoming incoming, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var content = new NpgsqlCommand("INSERT INTO media_contents (sha256, bytes, created_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", connection);
        content.Parameters.Add(new() { Value = incoming.Sha256 });
        content.Parameters.Add(new() { Value = incoming.Bytes });
        content.Parameters.Add(new() { Value = time.GetUtcNow() });
        if (await content.ExecuteNonQueryAsync(cancellationToken) == 0) return false;

        incoming.Content.Position = 0;
        await using (var chunks = await connection.BeginBinaryImportAsync("COPY media_chunks (sha256, seq, data) FROM STDIN (FORMAT binary)", cancellationToken))
        {
            var buffer = new byte[ChunkLength];
            for (var seq = 0; ; seq++)
            {
                var read = await incoming.Content.ReadAtLeastAsync(buffer, ChunkLength, throwOnEndOfStream: false, cancellationToken);
                if (read == 0) break;
                await chunks.StartRowAsync(cancellationToken);
                await chunks.WriteAsync(incoming.Sha256, NpgsqlDbType.Text, cancellationToken);
                await chunks.WriteAsync(seq, NpgsqlDbType.Integer, cancellationToken);
                await chunks.WriteAsync(buffer.AsMemory(0, read), NpgsqlDbType.Bytea, cancellationToken);
            }
            await chunks.CompleteAsync(cancellationToken);
        }
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    public async ValueTask<Stream?> Open(string sha256, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var ask = new NpgsqlCommand("SELECT bytes FROM media_contents WHERE sha256 = $1", connection);
        ask.Parameters.Add(new() { Value = sha256 });
        return await ask.ExecuteScalarAsync(cancellationToken) is long length ? new ChunkStream(db, sha256, length) : null;
    }

    public async Task Remove(string sha256, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var remove = new NpgsqlCommand("DELETE FROM media_contents WHERE sha256 = $1", connection);
        remove.Parameters.Add(new() { Value = sha256 });
        await remove.ExecuteNonQueryAsync(cancellationToken);
    }

    public async IAsyncEnumerable<IReadOnlyList<string>> KeptBefore(DateTimeOffset time, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var after = ""; ;)
        {
            var portion = new List<string>(Portion);
            await using (var connection = await db.OpenEngine(cancellationToken))
            await using (var ask = new NpgsqlCommand("SELECT sha256 FROM media_contents WHERE created_at < $1 AND sha256 > $2 ORDER BY sha256 LIMIT $3", connection))
            {
                ask.Parameters.Add(new() { Value = time });
                ask.Parameters.Add(new() { Value = after });
                ask.Parameters.Add(new() { Value = Portion });
                await using var rows = await ask.ExecuteReaderAsync(cancellationToken);
                while (await rows.ReadAsync(cancellationToken)) portion.Add(rows.GetString(0));
            }
            if (portion.Count == 0) yield break;
            yield return portion;
            after = portion[^1];
        }
    }
}
