using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Parley.Platform;
using Parley.Platform.Cluster;
using Parley.Platform.Data;
using Parley.Platform.Health;
using Parley.Platform.Jobs;
using Parley.Tests.Support;

namespace Parley.Tests.Platform.Jobs;

/// <summary>Runs what the test tells it to.</summary>
internal sealed class ScriptedKind(string name, bool restartable, Func<JobContext, CancellationToken, Task<JobOutcome>> run) : IJobKind
{
    public string Name => name;
    public bool Restartable => restartable;
    public Task<JobOutcome> Run(JobContext job, CancellationToken cancellationToken) => run(job, cancellationToken);
}

/// <summary>One process as far as jobs are concerned: node, bell and worker, over a test database.</summary>
internal sealed class JobProcess : IAsyncDisposable
{
    private readonly Notifications _bell;
    private readonly JobsWorker _worker;

    private JobProcess(Db db, JobsOptions options, IJobKind[] kinds)
    {
        Node = new Node(db, new ParleySettings { DatabaseUrl = "", DataDir = "", PublicUrl = new Uri("http://localhost") }, TimeProvider.System, NullLogger<Node>.Instance);
        _bell = new Notifications(db, TimeProvider.System, NullLogger<Notifications>.Instance);
        _bell.Listen("job", Bells.Enqueue);
        _worker = new JobsWorker(db, Node, _bell, kinds, options, new Heartbeats(TimeProvider.System), TimeProvider.System, NullLogger<JobsWorker>.Instance);
    }

    public Node Node { get; }

    public ConcurrentQueue<string> Bells { get; } = new();

    public static async Task<JobProcess> Start(Db db, JobsOptions options, params IJobKind[] kinds)
    {
        var process = new JobProcess(db, options, kinds);
        await process._bell.StartAsync(default);
        await process.Node.StartAsync(default);
        await process._worker.StartAsync(default);
        return process;
    }

    public async ValueTask DisposeAsync()
    {
        await _worker.StopAsync(default);
        _worker.Dispose();
        await Node.StopAsync(default);
        await Node.DisposeAsync();
        await _bell.StopAsync(default);
        _bell.Dispose();
    }
}

internal static class JobRows
{
    public static async Task<JobId> Start(this TestDatabase database, TenantId tenant, string kind, object? input = null)
    {
        await using var connection = await database.Db.OpenTenant(tenant, default);
        return await StartJob.Run(connection, tenant, kind, input ?? new { }, "test", TimeProvider.System.GetUtcNow(), default);
    }

    public static async Task<Job> Job(this TestDatabase database, JobId id)
    {
        await using var data = new ParleyDb(ParleyDb.ForEngine(database.Db));
        return (await data.Jobs.FindAsync(id))!;
    }

    /// <summary>Looks until the job is as wanted; fails after 20 seconds.</summary>
    public static async Task<Job> Until(this TestDatabase database, JobId id, Func<Job, bool> wanted)
    {
        var job = await database.Job(id);
        await Wait.Until(async () => wanted(job = await database.Job(id)));
        return job;
    }

    public static Task<Job> Ended(this TestDatabase database, JobId id) => database.Until(id, job => job.State is not (JobState.Queued or JobState.Running));

    public static async Task Set(this TestDatabase database, string statement, params object[] values)
    {
        await using var connection = await database.Db.OpenEngine(default);
        await using var command = new NpgsqlCommand(statement, connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync();
    }
}
