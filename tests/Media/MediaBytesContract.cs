using System.Security.Cryptography;
using Parley.Media;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Media;

/// <summary>What every place for bytes must do.</summary>
[Trait("Requirement", "MSG-11")]
public abstract class MediaBytesContract : IDisposable
{
    protected string Folder { get; } = Path.Combine(Path.GetTempPath(), "parley-media-" + Guid.NewGuid().ToString("N"));

    internal abstract IMediaBytes Bytes { get; }

    [Fact]
    public async Task Bytes_come_back_as_they_went_in()
    {
        // More than two chunks, and no whole number of them.
        var content = RandomNumberGenerator.GetBytes(2 * DatabaseBytes.ChunkLength + 12345);
        var digest = await Keep(content);
        await using var stream = await Bytes.Open(digest, default);
        (await ReadAll(stream!)).ShouldBe(content);
    }

    [Fact]
    public async Task Any_part_can_be_read()
    {
        var content = RandomNumberGenerator.GetBytes(DatabaseBytes.ChunkLength + 1000);
        await using var stream = (await Bytes.Open(await Keep(content), default))!;
        stream.Length.ShouldBe(content.Length);
        foreach (var from in new[] { content.Length - 10, 0, DatabaseBytes.ChunkLength - 5, DatabaseBytes.ChunkLength })
        {
            stream.Seek(from, SeekOrigin.Begin);
            var part = new byte[10];
            await stream.ReadExactlyAsync(part);
            part.ShouldBe(content.AsSpan(from, 10).ToArray());
        }
        stream.Seek(0, SeekOrigin.End);
        (await stream.ReadAsync(new byte[10])).ShouldBe(0);
    }

    [Fact]
    public async Task The_same_bytes_are_kept_once()
    {
        byte[] content = [1, 2, 3];
        await using var first = await Receive(content);
        await using var second = await Receive(content);
        (await Bytes.Keep(first, default)).ShouldBeTrue();
        (await Bytes.Keep(second, default)).ShouldBeFalse();
        second.Sha256.ShouldBe(first.Sha256);
        Convert.ToHexStringLower(SHA256.HashData(content)).ShouldBe(first.Sha256);
        (await ReadAll((await Bytes.Open(first.Sha256, default))!)).ShouldBe(content);
    }

    [Fact]
    public async Task What_was_removed_is_gone_and_can_be_removed_again()
    {
        var digest = await Keep([9, 9, 9]);
        await Bytes.Remove(digest, default);
        (await Bytes.Open(digest, default)).ShouldBeNull();
        await Bytes.Remove(digest, default);
    }

    [Fact]
    public async Task What_was_kept_before_a_time_is_listed_and_what_came_later_is_not()
    {
        var digest = await Keep(RandomNumberGenerator.GetBytes(100));
        (await Kept(TimeProvider.System.GetUtcNow().AddMinutes(1))).ShouldContain(digest);
        (await Kept(TimeProvider.System.GetUtcNow().AddMinutes(-1))).ShouldNotContain(digest);
    }

    [Fact]
    public async Task Nothing_is_left_of_a_file_that_is_too_large()
    {
        (await Incoming.Receive(Path.Combine(Folder, "incoming"), new MemoryStream(new byte[1001]), 1000, default)).ShouldBeNull();
        Directory.GetFiles(Path.Combine(Folder, "incoming")).ShouldBeEmpty();
    }

    private async Task<string> Keep(byte[] content)
    {
        await using var incoming = await Receive(content);
        await Bytes.Keep(incoming, default);
        return incoming.Sha256;
    }

    private async Task<Incoming> Receive(byte[] content) => (await Incoming.Receive(Path.Combine(Folder, "incoming"), new MemoryStream(content), long.MaxValue, default))!;

    private async Task<List<string>> Kept(DateTimeOffset before)
    {
        var all = new List<string>();
        await foreach (var portion in Bytes.KeptBefore(before, default)) all.AddRange(portion);
        return all;
    }

    private static async Task<byte[]> ReadAll(Stream stream)
    {
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy);
        return copy.ToArray();
    }

    public void Dispose()
    {
        if (Directory.Exists(Folder)) Directory.Delete(Folder, recursive: true);
    }
}

public sealed class FileBytesTests : MediaBytesContract
{
    internal override IMediaBytes Bytes => new FileBytes(Folder);

    [Fact]
    public async Task A_file_that_a_power_cut_left_incomplete_is_replaced_by_the_next_upload()
    {
        byte[] content = [1, 2, 3, 4];
        await using var incoming = (await Incoming.Receive(Path.Combine(Folder, "incoming"), new MemoryStream(content), 100, default))!;
        var path = Path.Combine(Folder, incoming.Sha256[..2], incoming.Sha256[2..]);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllBytesAsync(path, [1, 2]);

        (await Bytes.Keep(incoming, default)).ShouldBeTrue();
        (await File.ReadAllBytesAsync(path)).ShouldBe(content);
    }
}

public sealed class DatabaseBytesTests(TestDatabase database) : MediaBytesContract, IClassFixture<TestDatabase>
{
    internal override IMediaBytes Bytes => new DatabaseBytes(database.Db, TimeProvider.System);

    [Fact]
    public async Task A_tenants_connection_reads_no_bytes()
    {
        await using var connection = await database.Db.OpenTenant(await database.NewTenant(), default);
        await using var command = new Npgsql.NpgsqlCommand("SELECT count(*) FROM media_chunks", connection);
        (await Should.ThrowAsync<Npgsql.PostgresException>(() => command.ExecuteScalarAsync())).SqlState.ShouldBe(Npgsql.PostgresErrorCodes.InsufficientPrivilege);
    }
}
