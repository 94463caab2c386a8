using System.Security.Cryptography;
using Parley.Platform;
using Parley.Platform.Secrets;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Platform.Secrets;

[Trait("Requirement", "IDN-07")]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")] // file modes
public sealed class MasterKeyTests : IAsyncLifetime
{
    private readonly TestDatabase _database = new();
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "parley-key-" + Guid.NewGuid().ToString("N"));

    public ValueTask InitializeAsync() => _database.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    private string KeyFile(string node) => Path.Combine(_folder, node, "secrets", "master.key");

    [Fact]
    public async Task The_first_start_writes_a_key_that_only_its_owner_reads_and_the_next_one_reads_it()
    {
        var first = await Load("a");
        File.GetUnixFileMode(KeyFile("a")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(Path.GetDirectoryName(KeyFile("a"))!).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.GetFiles(Path.GetDirectoryName(KeyFile("a"))!).ShouldBe([KeyFile("a")]);
        Same(first, await Load("a"));
    }

    [Fact]
    public async Task A_node_with_a_folder_of_its_own_does_not_start_and_leaves_no_key_behind()
    {
        await Load("a");
        var refused = await Should.ThrowAsync<FormatException>(() => Load("b"));
        refused.Message.ShouldContain("PARLEY_MASTER_KEY");
        File.Exists(KeyFile("b")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_node_with_another_key_does_not_start()
    {
        await Load("a");
        (await Should.ThrowAsync<FormatException>(() => Load("b", Key(2)))).Message.ShouldContain("not the one");
    }

    [Fact]
    public async Task A_copied_key_file_or_the_same_variable_lets_a_node_start()
    {
        var first = await Load("a");
        Directory.CreateDirectory(Path.GetDirectoryName(KeyFile("b"))!);
        File.Copy(KeyFile("a"), KeyFile("b"));
        Same(first, await Load("b"));
        Same(first, await Load("c", (await File.ReadAllTextAsync(KeyFile("a"))).Trim()));
        File.Exists(KeyFile("c")).ShouldBeFalse();
    }

    [Fact]
    public async Task Of_nodes_that_start_together_with_folders_of_their_own_one_starts()
    {
        var starts = await Task.WhenAll(Enumerable.Range(0, 6).Select(async i =>
        {
            try
            {
                await Load($"node{i}");
                return true;
            }
            catch (FormatException)
            {
                File.Exists(KeyFile($"node{i}")).ShouldBeFalse();
                return false;
            }
        }));
        starts.Count(started => started).ShouldBe(1);
    }

    [Fact]
    public async Task Nodes_that_start_together_over_one_folder_read_one_key()
    {
        var keys = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Load("shared")));
        foreach (var key in keys) Same(keys[0], key);
    }

    [Theory]
    [InlineData("short")]
    [InlineData("AAAA")]
    public async Task A_key_that_is_no_key_is_refused_without_being_repeated(string text)
    {
        var refused = await Should.ThrowAsync<FormatException>(() => Load("a", text));
        refused.Message.ShouldStartWith("PARLEY_MASTER_KEY");
        refused.Message.ShouldNotContain($"\"{text}\"");
    }

    [Fact]
    public async Task A_damaged_file_is_told_apart_from_a_missing_one()
    {
        await Load("a");
        await File.WriteAllTextAsync(KeyFile("a"), "half a k");
        (await Should.ThrowAsync<FormatException>(() => Load("a"))).Message.ShouldContain("damaged");
    }

    [Fact]
    public async Task The_database_holds_a_fingerprint_and_not_the_key()
    {
        await Load("a");
        var key = Convert.FromBase64String((await File.ReadAllTextAsync(KeyFile("a"))).Trim());
        await using var connection = await _database.Db.OpenEngine(default);
        await using var read = new Npgsql.NpgsqlCommand("SELECT value FROM install_settings WHERE key = 'master_key_fingerprint'", connection);
        var fingerprint = (string)(await read.ExecuteScalarAsync())!;
        fingerprint.Length.ShouldBe(32);
        Convert.ToHexStringLower(key).ShouldNotContain(fingerprint);
        Convert.ToHexStringLower(SHA256.HashData(key)).ShouldNotContain(fingerprint);
    }

    private async Task<MasterKey> Load(string node, string? variable = null)
    {
        var key = new MasterKey(MasterKeySettings.Of(Path.Combine(_folder, node), variable));
        await key.Load(_database.Db, default);
        return key;
    }

    // What one seals the other opens.
    private static void Same(MasterKey one, MasterKey other) => new SecretBox(other).OpenText(new SecretBox(one).SealText("text", "place"), "place").ShouldBe("text");

    private static string Key(byte fill) => Convert.ToBase64String(Enumerable.Repeat(fill, 32).ToArray());
}

internal static class MasterKeySettings
{
    public static ParleySettings Of(string folder, string? masterKey) =>
        new() { DatabaseUrl = "postgresql://unused@localhost/unused", DataDir = folder, PublicUrl = new Uri("http://localhost"), MasterKey = masterKey };
}
