using System.Diagnostics;
using Shouldly;

namespace Parley.Tests.Script;

[Trait("Requirement", "OPS-01")]
public sealed class PrivateDatabaseTests(ParleyScript script) : IClassFixture<ParleyScript>
{
    [Fact]
    public async Task The_private_database_is_made_once_and_an_already_running_one_is_used_again()
    {
        await script.Do("db", "start");
        var started = await script.Ask<DateTime>("SELECT pg_postmaster_start_time()");
        (await script.Ask<string>("CREATE TABLE made (x int); SELECT current_setting('data_checksums') || current_setting('fsync') || current_setting('listen_addresses')")).ShouldBe("onon");
        (await script.Ask<bool>("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")).ShouldBeFalse("a superuser walks through the tenant wall");

        await script.Do("db", "start");
        (await script.Ask<DateTime>("SELECT pg_postmaster_start_time()")).ShouldBe(started);

        await script.Do("db", "stop");
        await script.Do("db", "start");
        (await script.Ask<bool>("SELECT to_regclass('made') IS NOT NULL")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_database_that_was_killed_starts_again()
    {
        await script.Do("db", "start");
        await script.Ask<int>("CREATE TABLE kept (x int); INSERT INTO kept VALUES (7) RETURNING x");
        using (var postmaster = Process.GetProcessById(Postmaster))
        {
            postmaster.Kill();
            await postmaster.WaitForExitAsync();
        }

        await script.Do("db", "start");
        (await script.Ask<int>("SELECT x FROM kept")).ShouldBe(7);
    }

    [Fact]
    public async Task A_left_over_pid_that_now_belongs_to_another_process_is_no_running_database()
    {
        await script.Do("db", "start");
        var pidFile = await File.ReadAllLinesAsync(PidFile);
        await script.Do("db", "stop");

        pidFile[0] = Environment.ProcessId.ToString();
        await File.WriteAllLinesAsync(PidFile, pidFile);
        await script.Do("db", "start");

        (await script.Ask<int>("SELECT 1")).ShouldBe(1);
        Postmaster.ShouldNotBe(Environment.ProcessId);
    }

    [Fact]
    public async Task A_data_folder_with_a_very_long_path_still_gets_its_socket()
    {
        await using var long_ = new ParleyScript { DataDir = script.In(new string('d', 110)) };
        await long_.Do("db", "start");
        (await long_.Ask<int>("SELECT 1")).ShouldBe(1);
    }

    [Fact]
    public async Task A_database_of_the_operators_own_is_used_and_no_private_one_is_made()
    {
        await using var fresh = new ParleyScript();
        var own = new Dictionary<string, string> { ["DATABASE_URL"] = "postgresql://me:secret@db.example.com/mine" };

        (await fresh.Run(own, "db", "url")).Output.ShouldBe(own["DATABASE_URL"]);
        var refused = await fresh.Run(own, "db", "start");

        refused.Status.ShouldBe(1);
        refused.Errors.ShouldContain("DATABASE_URL is set");
        Directory.Exists(Path.Combine(fresh.DataDir, "postgres")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_verb_that_is_not_there_is_answered_with_where_the_verbs_are_listed()
    {
        var refused = await script.Run("upp");
        refused.Status.ShouldBe(1);
        refused.Errors.ShouldContain("./parley help");
        (await script.Do("help")).ShouldContain("backup FILE");
    }

    private string PidFile => Path.Combine(script.DataDir, "postgres/data/postmaster.pid");
    private int Postmaster => int.Parse(File.ReadLines(PidFile).First());
}
