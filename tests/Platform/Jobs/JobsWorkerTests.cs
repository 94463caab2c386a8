using System.Diagnostics;
using Parley.Platform.Jobs;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Platform.Jobs;

[Trait("Requirement", "OPS-02")]
public sealed class JobsWorkerTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly JobsOptions Quick = new() { Look = TimeSpan.FromMilliseconds(100), ProgressEvery = TimeSpan.FromMilliseconds(50), Renewal = TimeSpan.FromMilliseconds(100), RetryAfterOutage = TimeSpan.FromMilliseconds(100) };

    [Fact]
    public async Task A_job_gets_its_input_and_leaves_its_result_and_last_progress()
    {
        var kind = Kind(true, (job, _) =>
        {
            job.Report(new JobProgress("adding", 2, 2));
            return Task.FromResult<JobOutcome>(new JobOutcome.Completed(new { Sum = job.Input<int[]>().Sum(), job.CreatedBy }));
        });
        await using var process = await JobProcess.Start(database.Db, Quick, kind);
        var job = await database.Ended(await database.Start(await database.NewTenant(), kind.Name, new[] { 2, 3 }));

        job.State.ShouldBe(JobState.Completed);
        job.Result!.Value.GetRawText().ShouldBe("""{"sum": 5, "createdBy": "test"}""");
        job.Progress.GetProperty("stage").GetString().ShouldBe("adding");
        (job.Attempt, job.FinishedAt.HasValue).ShouldBe(((short)1, true));
    }

    [Fact]
    public async Task An_expected_failure_is_its_own_sentence_and_a_bug_is_a_sentence_without_details()
    {
        var fails = Kind(true, (_, _) => Task.FromResult<JobOutcome>(new JobOutcome.Failed("Line 7 has no number.")));
        var breaks = Kind(true, (_, _) => throw new InvalidOperationException("secret"));
        await using var process = await JobProcess.Start(database.Db, Quick, fails, breaks);
        var tenant = await database.NewTenant();

        (await database.Ended(await database.Start(tenant, fails.Name))).Error.ShouldBe("Line 7 has no number.");
        var broken = await database.Ended(await database.Start(tenant, breaks.Name));
        broken.State.ShouldBe(JobState.Failed);
        broken.Error!.ShouldNotContain("secret");
    }

    [Fact]
    public async Task Several_processes_share_the_jobs_and_run_each_once()
    {
        var runs = new System.Collections.Concurrent.ConcurrentBag<JobId>();
        var kind = Kind(true, async (job, _) =>
        {
            await Task.Yield();
            runs.Add(job.Id);
            return new JobOutcome.Completed();
        });
        var tenant = await database.NewTenant();
        var jobs = new List<JobId>();
        for (var i = 0; i < 60; i++) jobs.Add(await database.Start(tenant, kind.Name));
        await using (await JobProcess.Start(database.Db, Quick, kind))
        await using (await JobProcess.Start(database.Db, Quick, kind))
            foreach (var job in jobs) (await database.Ended(job)).State.ShouldBe(JobState.Completed);
        runs.Order(Comparer<JobId>.Create((a, b) => a.Value.CompareTo(b.Value))).ShouldBe(jobs.OrderBy(job => job.Value));
    }

    [Fact]
    public async Task The_job_of_a_dead_process_is_run_again_by_another_one_when_that_does_no_harm()
    {
        var kind = Kind(true, (job, _) => Task.FromResult<JobOutcome>(new JobOutcome.Completed(job.Attempt)));
        var id = await Abandoned(kind);
        await using var process = await JobProcess.Start(database.Db, Quick, kind);
        var job = await database.Ended(id);
        (job.State, job.Attempt).ShouldBe((JobState.Completed, (short)2));
    }

    [Fact]
    public async Task The_job_of_a_dead_process_fails_with_a_sentence_when_half_of_it_may_be_done()
    {
        var kind = Kind(false, (_, _) => throw new UnreachableException());
        var id = await Abandoned(kind);
        await using var process = await JobProcess.Start(database.Db, Quick, kind);
        var job = await database.Ended(id);
        job.State.ShouldBe(JobState.Failed);
        job.Error!.ShouldContain("start it again");
    }

    [Fact]
    public async Task A_job_that_takes_its_process_down_each_time_is_given_up()
    {
        var kind = Kind(true, (_, _) => throw new UnreachableException());
        var id = await Abandoned(kind);
        await database.Set("UPDATE jobs SET attempt = 5 WHERE id = $1", id.Value);
        await using var process = await JobProcess.Start(database.Db, Quick, kind);
        (await database.Ended(id)).State.ShouldBe(JobState.Failed);
    }

    [Fact]
    public async Task A_stopped_process_hands_its_job_back_and_the_attempt_does_not_count()
    {
        var began = new TaskCompletionSource();
        var kind = Kind(true, async (_, cancellationToken) =>
        {
            began.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            throw new UnreachableException();
        });
        var id = await database.Start(await database.NewTenant(), kind.Name);
        await using (await JobProcess.Start(database.Db, Quick, kind)) await began.Task.WaitAsync(TimeSpan.FromSeconds(20));
        var job = await database.Job(id);
        (job.State, job.Attempt, job.Error).ShouldBe((JobState.Queued, (short)0, null));
    }

    [Fact]
    public async Task A_process_that_lost_its_job_stops_working_on_it_and_does_not_write_its_end()
    {
        var (began, ended) = (new TaskCompletionSource(), new TaskCompletionSource());
        var kind = Kind(true, async (_, cancellationToken) =>
        {
            began.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken).ContinueWith(_ => { }, TaskScheduler.Default);
            ended.TrySetResult();
            return new JobOutcome.Completed("too late");
        });
        var id = await database.Start(await database.NewTenant(), kind.Name);
        await using var other = await JobProcess.Start(database.Db, Quick);
        await using (await JobProcess.Start(database.Db, Quick, kind))
        {
            await began.Task.WaitAsync(TimeSpan.FromSeconds(20));
            // Another process that lives takes it, as it would after a frozen minute of this one.
            await database.Set("UPDATE jobs SET lease = $2, attempt = attempt + 1 WHERE id = $1", id.Value, other.Node.Epoch);
            await ended.Task.WaitAsync(TimeSpan.FromSeconds(20));
        }
        var job = await database.Job(id);
        (job.State, job.Result).ShouldBe((JobState.Running, null));
    }

    [Fact]
    public async Task Progress_is_written_at_most_twice_a_second_however_often_it_is_reported()
    {
        var options = new JobsOptions { Look = TimeSpan.FromMilliseconds(100) };
        var kind = Kind(true, async (job, _) =>
        {
            var watch = Stopwatch.StartNew();
            for (var i = 0; watch.ElapsedMilliseconds < 1700; i++)
            {
                job.Report(new JobProgress("counting", i));
                await Task.Yield();
            }
            return new JobOutcome.Completed();
        });
        await using var process = await JobProcess.Start(database.Db, options, kind);
        var id = await database.Start(await database.NewTenant(), kind.Name);
        await database.Ended(id);
        await Wait.Until(() => process.Bells.Any(bell => bell.Contains("\"completed\"", StringComparison.Ordinal)));

        // One when it was taken; then one per half second.
        var running = process.Bells.Count(bell => bell.Contains(id.ToString(), StringComparison.Ordinal) && bell.Contains("\"running\"", StringComparison.Ordinal));
        running.ShouldBeInRange(2, 5);
    }

    [Fact]
    public async Task A_tenant_with_many_jobs_does_not_hold_up_another_tenants_one()
    {
        var order = new System.Collections.Concurrent.ConcurrentQueue<Guid>();
        var (gate, first) = (new TaskCompletionSource(), new TaskCompletionSource());
        var kind = Kind(true, async (job, _) =>
        {
            order.Enqueue(job.Tenant.Value);
            first.TrySetResult();
            await gate.Task;
            return new JobOutcome.Completed();
        });
        var (busy, modest) = (await database.NewTenant(), await database.NewTenant());
        var jobs = new List<JobId>();
        for (var i = 0; i < 5; i++) jobs.Add(await database.Start(busy, kind.Name));
        await using var process = await JobProcess.Start(database.Db, Quick, kind);
        await first.Task.WaitAsync(TimeSpan.FromSeconds(20));
        jobs.Add(await database.Start(modest, kind.Name));
        gate.SetResult();
        foreach (var job in jobs) await database.Ended(job);
        // Both slots were the busy tenant's when the other one came.
        order.ToList().IndexOf(modest.Value).ShouldBeLessThan(4);
    }

    private static ScriptedKind Kind(bool restartable, Func<JobContext, CancellationToken, Task<JobOutcome>> run) => new("test_" + Guid.NewGuid().ToString("N"), restartable, run);

    // Taken by an epoch that is gone.
    private async Task<JobId> Abandoned(ScriptedKind kind)
    {
        var id = await database.Start(await database.NewTenant(), kind.Name);
        await database.Set("UPDATE jobs SET state = 'running', lease = 999999, lease_until = now() + interval '1 hour', attempt = 1 WHERE id = $1", id.Value);
        return id;
    }
}
