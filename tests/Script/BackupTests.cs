using System.Diagnostics;
using System.Formats.Tar;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Parley.Platform.Data;
using Shouldly;

namespace Parley.Tests.Script;

[Trait("Requirement", "OPS-04")]
[SupportedOSPlatform("linux")]
public sealed class BackupTests(BackupTests.Install install) : IClassFixture<BackupTests.Install>
{
    [Fact]
    public async Task A_backup_brings_every_row_every_attachment_and_the_keys_into_a_new_folder()
    {
        File.GetUnixFileMode(install.Backup).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite, "the keys are in it");

        await using var fresh = new ParleyScript();
        await fresh.Do("restore", install.Backup);
        await fresh.Do("db", "start");

        (await Tenants(fresh)).ShouldBe(["Bäckerei \"Süß\"", "Second"]);
        (await Read(fresh, "secrets/master.key")).ShouldBe("key");
        (await Read(fresh, "media/ab/cd")).ShouldBe("picture");
        // Nothing is left to migrate, and the wall stands.
        await Migrator.Run(DatabaseUrl.Parse(await fresh.Do("db", "url")), NullLogger.Instance, default);
        (await fresh.Ask<long>("SET ROLE parley_tenant; SELECT count(*) FROM tenants")).ShouldBe(0);
    }

    [Fact]
    public async Task Restoring_over_something_is_refused_unless_forced_and_then_leaves_nothing_of_it()
    {
        var script = install.Script;
        await script.Do("db", "start");
        (await script.Ask<long>("CREATE TABLE later (x int); DELETE FROM tenants WHERE slug = 'two'; SELECT count(*) FROM tenants")).ShouldBe(1);
        await script.Do("db", "stop");
        await File.WriteAllTextAsync(Path.Combine(script.DataDir, "media/later"), "later");

        var refused = await script.Run("restore", install.Backup);
        refused.Status.ShouldBe(1);
        refused.Errors.ShouldContain("--force");

        await script.Do("restore", "--force", install.Backup);
        await script.Do("db", "start");
        (await Tenants(script)).ShouldBe(["Bäckerei \"Süß\"", "Second"]);
        (await script.Ask<bool>("SELECT to_regclass('later') IS NULL")).ShouldBeTrue();
        File.Exists(Path.Combine(script.DataDir, "media/later")).ShouldBeFalse();
        await script.Do("db", "stop");
    }

    [Fact]
    public async Task A_damaged_file_is_refused_before_anything_is_touched()
    {
        var bytes = await File.ReadAllBytesAsync(install.Backup);
        await File.WriteAllBytesAsync(install.Script.In("short.tar"), bytes[..^12288]);
        bytes[bytes.Length / 2] ^= 0x40;
        await File.WriteAllBytesAsync(install.Script.In("flipped.tar"), bytes);

        foreach (var damaged in new[] { "flipped.tar", "short.tar" })
        {
            var refused = await install.Script.Run("restore", "--force", install.Script.In(damaged));
            refused.Status.ShouldBe(1);
            refused.Errors.ShouldContain("damaged");
        }
        (await Read(install.Script, "secrets/master.key")).ShouldBe("key");
    }

    [Fact]
    public async Task A_database_that_cannot_be_read_to_its_end_changes_nothing()
    {
        // Cut within the database and the digest made to fit, as if it had been written so.
        var parts = Directory.CreateDirectory(install.Script.In("parts")).FullName;
        await TarFile.ExtractToDirectoryAsync(install.Backup, parts, overwriteFiles: true);
        var database = Directory.GetFiles(parts).Single(file => Path.GetFileName(file) is "database.dump" or "cluster.tar.gz");
        await File.WriteAllBytesAsync(database, (await File.ReadAllBytesAsync(database))[..^2000]);
        var about = await File.ReadAllLinesAsync(Path.Combine(parts, "about"));
        var digest = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(database)));
        await File.WriteAllLinesAsync(Path.Combine(parts, "about"), about.Select(line => line.StartsWith("digest ", StringComparison.Ordinal) ? $"digest {digest}  -" : line));
        var file = install.Script.In("cut.tar");
        await TarFile.CreateFromDirectoryAsync(parts, file, includeBaseDirectory: false);

        var refused = await install.Script.Run("restore", "--force", file);

        refused.Status.ShouldBe(1);
        refused.Errors.ShouldContain("is as it was");
        await install.Script.Do("db", "start");
        (await Tenants(install.Script)).ShouldBe(["Bäckerei \"Süß\"", "Second"]);
        await install.Script.Do("db", "stop");
    }

    [Fact]
    public async Task A_table_whose_rows_the_login_may_not_see_stops_the_backup()
    {
        await using var script = new ParleyScript();
        await script.Do("db", "start");
        await script.Ask<int>("CREATE TABLE hidden (x int); INSERT INTO hidden VALUES (1); ALTER TABLE hidden ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY; SELECT 1");
        var backup = await script.Run("backup", script.In("b.tar"));
        // Where PostgreSQL brings no pg_dump, its files are copied, and nothing can hide in those.
        var copies = await KindOf(install.Backup) == "cluster";
        backup.Status.ShouldBe(copies ? 0 : 1);
        File.Exists(script.In("b.tar")).ShouldBe(copies);
        if (!copies) backup.Errors.ShouldContain("every row of hidden");
    }

    [Theory]
    [InlineData("web")]
    [InlineData("worker")]
    public async Task A_running_server_is_not_restored_over(string role)
    {
        await using var script = new ParleyScript();
        Directory.CreateDirectory(script.DataDir);
        // The server holds this lock for as long as it lives; flock says so by running echo, and cat waits for us.
        using var server = Process.Start(new ProcessStartInfo("flock", [Path.Combine(script.DataDir, $"up.{role}.lock"), "sh", "-c", "echo held; cat"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        await server.StandardOutput.ReadLineAsync();

        var refused = await script.Run("restore", install.Backup, "--force");

        refused.Status.ShouldBe(1);
        refused.Errors.ShouldContain("already runs");
        server.StandardInput.Close();
        await server.WaitForExitAsync();
    }

    private static async Task<string> KindOf(string backup)
    {
        await using var file = File.OpenRead(backup);
        await using var tar = new TarReader(file);
        var about = (await tar.GetNextEntryAsync())!; // the first member
        using var lines = new StreamReader(about.DataStream!);
        return (await lines.ReadToEndAsync()).Split('\n').Single(line => line.StartsWith("kind ", StringComparison.Ordinal))["kind ".Length..];
    }

    private static Task<string> Read(ParleyScript script, string path) => File.ReadAllTextAsync(Path.Combine(script.DataDir, path));

    private static Task<string[]> Tenants(ParleyScript script) =>
        script.Ask<string[]>("SET ROLE parley_engine; SELECT array_agg(name ORDER BY name) FROM tenants");

    /// <summary>An install with two tenants, a key and an attachment, and a backup of it.</summary>
    public sealed class Install : IAsyncLifetime
    {
        public ParleyScript Script { get; } = new();
        public string Backup => Script.In("backup.tar");

        public async ValueTask InitializeAsync()
        {
            await Script.Do("db", "start");
            await Migrator.Run(DatabaseUrl.Parse(await Script.Do("db", "url")), NullLogger.Instance, default);
            await Script.Ask<string>("SET ROLE parley_engine; INSERT INTO tenants (id, name, slug, created_at) VALUES (gen_random_uuid(), 'Bäckerei \"Süß\"', 'one', now()), (gen_random_uuid(), 'Second', 'two', now()) RETURNING name");
            await Script.Do("db", "stop");
            Directory.CreateDirectory(Path.Combine(Script.DataDir, "secrets"));
            Directory.CreateDirectory(Path.Combine(Script.DataDir, "media/ab"));
            await File.WriteAllTextAsync(Path.Combine(Script.DataDir, "secrets/master.key"), "key");
            await File.WriteAllTextAsync(Path.Combine(Script.DataDir, "media/ab/cd"), "picture");
            await Script.Do("backup", Backup);
        }

        public ValueTask DisposeAsync() => Script.DisposeAsync();
    }
}
