using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Parley.Identity;
using Parley.Platform.Data;
using Parley.Platform.Http;
using Parley.Platform.Jobs;

namespace Parley.Jobs;

public static class ListJobs
{
    /// <summary>The tenant's jobs, newest first.</summary>
    /// <param name="kind">Only this kind.</param>
    /// <param name="state">Only this state.</param>
    public static async Task<Results<Ok<Page<JobView>>, ProblemHttpResult>> Handle(
        int? limit, string? cursor, string? kind, string? state, Caller caller, ParleyDb data, CancellationToken cancellationToken)
    {
        if (!PageRequest.TryRead(limit, cursor, out var page, out var before, out var problem)) return problem!;
        if (state is not null && !Words<JobState>.TryParse(state, out _))
            return Problems.Validation.Field("state", "state must be queued, running, completed, failed or cancelled.");

        var jobs = data.Jobs.FromSql($"SELECT * FROM jobs WHERE tenant_id = {caller.Tenant.Value} AND ({before}::uuid IS NULL OR id < {before})").AsNoTracking();
        if (kind is not null) jobs = jobs.Where(job => job.Kind == kind);
        if (state is not null)
        {
            var wanted = Words<JobState>.Parse(state);
            jobs = jobs.Where(job => job.State == wanted);
        }
        var items = await jobs.OrderByDescending(job => job.Id).Take(page.Size + 1).ToListAsync(cancellationToken);
        return TypedResults.Ok(page.Cut(items.ConvertAll(JobView.Of), job => job.Id.ToString()));
    }
}
