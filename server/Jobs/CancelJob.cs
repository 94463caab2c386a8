using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Parley.Identity;
using Parley.Platform.Data;
using Parley.Platform.Http;
using Parley.Platform.Jobs;

namespace Parley.Jobs;

public static class CancelJob
{
    public sealed record Response(JobId Id, JobState State);

    /// <summary>Cancels a job: at once when it waits, at its next safe point when it runs. 409 when it ended or is past its point of no return.</summary>
    public static async Task<Results<Accepted<Response>, ProblemHttpResult>> Handle(JobId id, Caller caller, Db db, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenTenant(caller.Tenant, cancellationToken);
        await using var command = new NpgsqlCommand(Sql.File("Jobs/cancel_job.sql"), connection);
        command.Parameters.Add(new() { Value = caller.Tenant.Value });
        command.Parameters.Add(new() { Value = id.Value });
        command.Parameters.Add(new() { Value = time.GetUtcNow() });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        if (!await row.ReadAsync(cancellationToken)) return Problems.NotFound.With("There is no job with this id.");
        var (before, pastReturn) = (Words<JobState>.Parse(row.GetString(0)), row.GetBoolean(1));
        if (!row.IsDBNull(2)) return TypedResults.Accepted($"/api/jobs/{id}", new Response(id, Words<JobState>.Parse(row.GetString(2))));
        return Problems.IllegalState.With(before == JobState.Running && pastReturn
            ? "The job is past the point where it can be stopped; it ends by itself within moments."
            : $"The job has ended already ({Words<JobState>.Of(before)}).");
    }
}
