using Parley.Platform.Data;
using Parley.Platform.Jobs;

namespace Parley.Outbox;

/// <summary>Retries or drops more dead letters than a request should wait for.</summary>
internal sealed class DeadLettersJob(Db db, TimeProvider time) : IJobKind
{
    public const string KindName = "dead_letters";

    public string Name => KindName;

    // A letter that was retried or dropped is dead no more, and those that die again are younger than the order.
    public bool Restartable => true;

    public async Task<JobOutcome> Run(JobContext job, CancellationToken cancellationToken)
    {
        var order = job.Input<WorkDeadLetters.Order>();
        await using var connection = await db.OpenTenant(job.Tenant, cancellationToken);
        var result = await WorkDeadLetters.Run(connection, job.Tenant, order, time,
            so => job.Report(new JobProgress(order.Retry ? "retrying" : "dropping", so.Done, Counts: new Dictionary<string, long>(StringComparer.Ordinal) { ["left"] = so.Left })), cancellationToken);
        return new JobOutcome.Completed(result);
    }
}
