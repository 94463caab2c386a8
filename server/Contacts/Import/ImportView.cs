using Parley.Contacts.Import.Files;
using Parley.Platform.Data;
using Parley.Platform.Jobs;

namespace Parley.Contacts.Import;

/// <summary>An import as the API answers it.</summary>
/// <param name="State"><c>uploaded</c> until it is started, then its job's state.</param>
/// <param name="Progress">While it runs: <c>{stage, done, total?}</c>; stages are unpacking, checking (bytes) and writing (rows).</param>
/// <param name="Rows">Rows of the file, known once it was checked.</param>
/// <param name="Error">Why it failed, in a sentence with the row.</param>
public sealed record ImportView(ImportId Id, ImportTarget Target, string FileName, long Bytes, string State, FileLayout Layout, FilePreview Preview, ImportPlan? Plan,
    JobId? JobId, JobProgress? Progress, long? Rows, ImportFigures Counts, string? Error, string CreatedBy, DateTimeOffset CreatedAt, DateTimeOffset? FinishedAt)
{
    public static ImportView Of(ContactImport import, Job? job, ImportFigures? figures) => new(import.Id, import.Target, import.FileName, import.Bytes, job is null ? "uploaded" : Words<JobState>.Of(job.State),
        import.Layout, import.Preview, import.Plan, import.JobId, job is { State: JobState.Running } ? JobProgress.Read(job.Progress) : null, import.RowsTotal,
        figures ?? ImportFigures.None, job?.Error, import.CreatedBy, import.CreatedAt, job?.FinishedAt);
}
