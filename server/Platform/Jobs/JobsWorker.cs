using System.Collections.Concurrent;
using System.Text.Json;
using Npgsql;
using Parley.Platform.Cluster;
using Parley.Platform.Data;
using Parley.Platform.Health;

namespace Parley.Platform.Jobs;

/// <summary>Takes jobs by lease and runs up to <see cref="JobsOptions.Slots"/> at once. Rings <c>job</c> at every change, with
/// <c>{"id", "tenant_id", "kind", "state"}</c>.</summary>
public sealed partial class JobsWorker : BackgroundService
{
    private readonly Dictionary<string, IJobKind> _kinds;
    private readonly string[] _names;
    private readonly string[] _restartable;
    private readonly ConcurrentDictionary<JobId, JobRun> _running = new();
    private readonly SemaphoreSlim _bell = new(0, 1);
    private readonly Db _db;
    private readonly Node _node;
    private readonly JobQueue _queue;
    private readonly JobsOptions _options;
    private readonly Heartbeats _heartbeats;
    private readonly TimeProvider _time;
    private readonly ILogger<JobsWorker> _logger;

    public JobsWorker(Db db, Node node, Notifications notifications, IEnumerable<IJobKind> kinds, JobsOptions options, Heartbeats heartbeats, TimeProvider time, ILogger<JobsWorker> logger)
    {
        (_db, _node, _options, _heartbeats, _time, _logger) = (db, node, options, heartbeats, time, logger);
        _kinds = kinds.ToDictionary(kind => kind.Name, StringComparer.Ordinal);
        _names = [.. _kinds.Keys];
        _restartable = [.. _kinds.Values.Where(kind => kind.Restartable).Select(kind => kind.Name)];
        _queue = new JobQueue(db, options, time);
        notifications.Listen("job", Heard);
    }

    private void Heard(string payload)
    {
        if (payload.Length > 0)
        {
            using var bell = JsonDocument.Parse(payload);
            if (bell.RootElement.TryGetProperty("id", out var id) && _running.TryGetValue(JobId.Of(id.GetGuid()), out var run)) run.Poke();
        }
        Wake();
    }

    private void Wake()
    {
        try
        {
            if (_bell.CurrentCount == 0) _bell.Release();
        }
        catch (SemaphoreFullException)
        {
            // Two bells at once; one look serves both.
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var heartbeat = _heartbeats.Expect("jobs", TimeSpan.FromMinutes(1));
        var runs = new List<Task>();
        while (!stoppingToken.IsCancellationRequested)
        {
            heartbeat.Beat();
            runs.RemoveAll(run => run.IsCompleted);
            try
            {
                if (_node.IsAlive) await Fill(runs, stoppingToken);
                await _bell.WaitAsync(_options.Look, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (NpgsqlException outage)
            {
                Missed(_logger, outage);
                await Task.Delay(TimeSpan.FromSeconds(1), _time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        await Task.WhenAll(runs);
    }

    private async Task Fill(List<Task> runs, CancellationToken stoppingToken)
    {
        await _queue.GiveUp(_restartable, stoppingToken);
        while (_running.Count < _options.Slots)
        {
            var epoch = _node.Epoch;
            if (await _queue.Claim(epoch, _names, stoppingToken) is not { } job) return;
            var run = new JobRun(job, _kinds[job.Kind], new JobLease(_db, job.Id, epoch, job.Attempt), _node, _options, _time, _logger);
            _running[job.Id] = run;
            runs.Add(Task.Run(() => UntilEnd(run, stoppingToken), CancellationToken.None));
        }
    }

    private async Task UntilEnd(JobRun run, CancellationToken stoppingToken)
    {
        try
        {
            await run.UntilEnd(stoppingToken);
        }
        catch (NpgsqlException outage)
        {
            Missed(_logger, outage); // the end could not be written for a whole lease: the job will be taken again
        }
        finally
        {
            _running.TryRemove(new(run.Id, run));
            Wake();
        }
    }

    public override void Dispose()
    {
        _bell.Dispose();
        base.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database did not answer the jobs worker; trying again")]
    private static partial void Missed(ILogger logger, Exception problem);
}
