using Npgsql;
using Parley.Platform.Data;

namespace Parley.Media;

/// <summary>Reads stored chunks one by one. No connection is held between them: a slow download must not keep one.</summary>
internal sealed class ChunkStream(Db db, string sha256, long length) : Stream
{
    private byte[] _chunk = [];
    private long _chunkSeq = -1;

    public override bool CanRead => true;
    public override bool CanSeek => true;
    public override bool CanWrite => false;
    public override long Length => length;
    public override long Position { get; set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position >= length || buffer.Length == 0) return 0;
        var seq = Position / DatabaseBytes.ChunkLength;
        if (seq != _chunkSeq)
        {
            _chunk = await Fetch((int)seq, cancellationToken);
            _chunkSeq = seq;
        }
        var from = (int)(Position % DatabaseBytes.ChunkLength);
        var count = Math.Min(buffer.Length, _chunk.Length - from);
        _chunk.AsMemory(from, count).CopyTo(buffer);
        Position += count;
        return count;
    }

    private async Task<byte[]> Fetch(int seq, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var ask = new NpgsqlCommand("SELECT data FROM media_chunks WHERE sha256 = $1 AND seq = $2", connection);
        ask.Parameters.Add(new() { Value = sha256 });
        ask.Parameters.Add(new() { Value = seq });
        return await ask.ExecuteScalarAsync(cancellationToken) as byte[] ?? throw new IOException("The file was deleted while it was read.");
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => length + offset,
    };

    public override void Flush() { }
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read it asynchronously.");
    public override void SetLength(long value) => throw new NotSupportedException("It is only read.");
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("It is only read.");
}
