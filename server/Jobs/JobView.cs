using System.Text.Json;
using Parley.Platform.Jobs;

namespace Parley.Jobs;

/// <summary>A job as the API answers it. Its input is not part of it: it may hold people's data.</summary>
/// <param name="Progress"><c>{stage, done, total?, counts?}</c>, or {} before the first.</param>
/// <param name="Cancellable">Whether <c>cancel</c> would still do something.</param>
public sealed record JobView(JobId Id, string Kind, JobState State, JsonElement Progress, JsonElement? Result, string? Error, bool Cancellable,
    string CreatedBy, DateTimeOffset CreatedAt, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt)
{
    public static JobView Of(Job job) => new(job.Id, job.Kind, job.State, job.Progress, job.Result, job.Error,
        job.State == JobState.Queued || (job.State == JobState.Running && !job.PastReturn && !job.CancelAsked),
        job.CreatedBy, job.CreatedAt, job.StartedAt, job.FinishedAt);
}
