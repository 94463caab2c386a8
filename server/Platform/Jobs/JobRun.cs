using System.Diagnostics;
using Npgsql;
using Parley.Platform.Cluster;
using Parley.Platform.Telemetry;

namespace Parley.Platform.Jobs;

/// <summary>One job in this process, from claim to end: runs the kind, keeps the lease, writes progress, and writes the end.</summary>
internal sealed partial class JobRun(JobQueue.Claimed claimed, IJobKind kind, JobLease lease, Node node, JobsOptions options, TimeProvider time, ILogger logger)
{
    private const string Broken = "Something broke on our side; the server's log says what. Start it again, and tell your operator when it happens twice.";
    private const string Stopped = "The server was stopped while this ran, and it cannot be taken up in the middle. See what was done, then start it again.";

    private readonly CancellationTokenSource _life = new();
    private volatile bool _lost;
    private volatile bool _cancelled;
    private volatile bool _poked;

    public JobId Id => claimed.Id;

    /// <summary>Somebody changed the job: look at it at the next tick.</summary>
    public void Poke() => _poked = true;

    /// <summary>Returns when the job's end is written, or is another worker's to write.</summary>
    public async Task UntilEnd(CancellationToken stoppingToken)
    {
        var started = time.GetTimestamp();
        using var stop = stoppingToken.Register(_life.Cancel);
        var context = new JobContext(claimed.Id, claimed.Tenant, claimed.Input, claimed.Attempt, claimed.CreatedBy, lease.PassReturn);
        var keeping = Keep(context);
        var (state, result, error) = await Work(context, stoppingToken);
        await _life.CancelAsync();
        await keeping;
        if (_lost || state is null) return;

        await WriteEnd(state.Value, context.Latest, result, error);
        if (state == JobState.Queued) return;
        ParleyMetrics.JobsFinished.Add(1, new TagList { { "kind", kind.Name }, { "outcome", state.ToString()!.ToLowerInvariant() } });
        ParleyMetrics.JobDuration.Record(time.GetElapsedTime(started).TotalSeconds, new KeyValuePair<string, object?>("kind", kind.Name));
        _life.Dispose();
    }

    // State null: leave the row as it is; the lease runs out and the job is tried again.
    private async Task<(JobState? State, object? Result, string? Error)> Work(JobContext context, CancellationToken stoppingToken)
    {
        try
        {
            return await kind.Run(context, _life.Token) switch
            {
                JobOutcome.Completed done => (JobState.Completed, done.Result, null),
                JobOutcome.Failed failed => (JobState.Failed, null, failed.Sentence),
                _ => throw new UnreachableException(),
            };
        }
        catch (OperationCanceledException stopped) when (_cancelled || stopped is JobContext.CancelledException)
        {
            return (JobState.Cancelled, null, null);
        }
        catch (OperationCanceledException) when (_lost || stoppingToken.IsCancellationRequested)
        {
            return kind.Restartable ? (JobState.Queued, null, null) : (JobState.Failed, null, Stopped);
        }
        catch (NpgsqlException outage) when (kind.Restartable && outage.IsTransient)
        {
            Interrupted(logger, outage, kind.Name, claimed.Id);
            await lease.Keep(time.GetUtcNow() + options.RetryAfterOutage, null, CancellationToken.None).ContinueWith(static _ => { }, TaskScheduler.Default);
            return (null, null, null);
        }
#pragma warning disable CA1031 // the worker loop is one of the two places where anything that broke ends
        catch (Exception bug)
#pragma warning restore CA1031
        {
            Broke(logger, bug, kind.Name, claimed.Id);
            return (JobState.Failed, null, Broken);
        }
    }

    private async Task Keep(JobContext context)
    {
        var (renewed, written) = (time.GetTimestamp(), (JobProgress?)null);
        using var timer = new PeriodicTimer(options.ProgressEvery, time);
        while (!_life.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(_life.Token);
                if (node.Epoch != lease.Epoch || !node.IsAlive)
                {
                    Lose();
                    return;
                }
                var latest = context.Latest;
                if (!_poked && ReferenceEquals(latest, written) && time.GetElapsedTime(renewed) < options.Renewal) continue;
                _poked = false;
                var answer = await lease.Keep(time.GetUtcNow() + options.Lease, ReferenceEquals(latest, written) ? null : latest, _life.Token);
                (renewed, written) = (time.GetTimestamp(), latest);
                if (answer is null) Lose();
                else if (answer.Value) Cancel();
            }
            catch (OperationCanceledException) when (_life.IsCancellationRequested)
            {
                return;
            }
            catch (NpgsqlException outage)
            {
                // The next tick tries again. When the lease runs out before that, another worker may begin, and this one must have ended.
                if (time.GetElapsedTime(renewed) > options.Lease) Lose();
                Interrupted(logger, outage, kind.Name, claimed.Id);
            }
        }
    }

    private void Lose()
    {
        _lost = true;
        LostLease(logger, kind.Name, claimed.Id);
        _life.Cancel();
    }

    private void Cancel()
    {
        _cancelled = true;
        _life.Cancel();
    }

    // What was done must not be done again for want of one write, so an outage is waited out while the lease holds.
    private async Task WriteEnd(JobState state, JobProgress? progress, object? result, string? error)
    {
        var since = time.GetTimestamp();
        while (true)
        {
            try
            {
                using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5), time);
                await lease.End(state, progress, result, error, time.GetUtcNow(), limit.Token);
                return;
            }
            catch (Exception outage) when (outage is NpgsqlException or OperationCanceledException && time.GetElapsedTime(since) < options.Lease)
            {
                Interrupted(logger, outage, kind.Name, claimed.Id);
                await Task.Delay(TimeSpan.FromMilliseconds(500), time, CancellationToken.None);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {Kind} {Job} broke")]
    private static partial void Broke(ILogger logger, Exception bug, string kind, JobId job);

    [LoggerMessage(Level = LogLevel.Warning, Message = "An outage interrupted job {Kind} {Job}")]
    private static partial void Interrupted(ILogger logger, Exception outage, string kind, JobId job);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {Kind} {Job} is no longer this process's; stopping it here")]
    private static partial void LostLease(ILogger logger, string kind, JobId job);
}
