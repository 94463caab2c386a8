using Npgsql;
using Parley.Platform.Jobs;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Platform.Jobs;

[Trait("Requirement", "OPS-02")]
public sealed class ClaimJobTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task Eight_claimers_take_three_hundred_jobs_each_exactly_once()
    {
        var tenant = await database.NewTenant();
        for (var i = 0; i < 300; i++) await database.Start(tenant, "race");
        await using var living = await JobProcess.Start(database.Db, new JobsOptions());
        var queue = new JobQueue(database.Db, new JobsOptions(), TimeProvider.System);

        var gate = new TaskCompletionSource();
        var claimers = Enumerable.Range(0, 8).Select(async _ =>
        {
            await gate.Task;
            var mine = new List<JobId>();
            // SKIP LOCKED may find nothing for a moment while others hold the last ones; those are theirs.
            while (await queue.Claim(living.Node.Epoch, ["race"], default) is { } job) mine.Add(job.Id);
            return mine;
        }).ToArray();
        gate.SetResult();
        var taken = (await Task.WhenAll(claimers)).SelectMany(mine => mine).ToList();

        taken.Distinct().Count().ShouldBe(300);
        taken.Count.ShouldBe(300);
    }

    [Fact]
    public async Task A_job_of_a_kind_that_this_process_does_not_know_is_left_alone()
    {
        await database.Start(await database.NewTenant(), "of_a_newer_version");
        await using var living = await JobProcess.Start(database.Db, new JobsOptions());
        (await new JobQueue(database.Db, new JobsOptions(), TimeProvider.System).Claim(living.Node.Epoch, ["known"], default)).ShouldBeNull();
    }

    [Fact]
    public async Task A_process_whose_clock_is_an_hour_behind_keeps_its_jobs_until_its_end_is_written_down()
    {
        var id = await database.Start(await database.NewTenant(), "kept");
        var queue = new JobQueue(database.Db, new JobsOptions(), TimeProvider.System);
        var behind = await Node(TimeSpan.FromHours(-1));
        (await queue.Claim(behind, ["kept"], default)).ShouldNotBeNull().Id.ShouldBe(id);
        var other = await Node(TimeSpan.Zero);
        await queue.GiveUp([], default);
        (await queue.Claim(other, ["kept"], default)).ShouldBeNull();
        (await database.Job(id)).State.ShouldBe(JobState.Running);

        await Ask("UPDATE nodes SET stopped_at = now() WHERE epoch = $1 RETURNING epoch", behind);
        (await queue.Claim(other, ["kept"], default)).ShouldNotBeNull().Attempt.ShouldBe((short)2);
    }

    private async Task<long> Node(TimeSpan clock) =>
        await Ask("INSERT INTO nodes (name, roles, version, started_at, seen_at) VALUES ('test', 'worker', '0', $1, $1) RETURNING epoch", TimeProvider.System.GetUtcNow() + clock);

    private async Task<long> Ask(string statement, object value)
    {
        await using var connection = await database.Db.OpenEngine(default);
        await using var command = new NpgsqlCommand(statement, connection) { Parameters = { new() { Value = value } } };
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
