using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Parley.Identity;
using Parley.Platform.Data;
using Parley.Platform.Http;
using Parley.Platform.Jobs;

namespace Parley.Jobs;

public static class GetJob
{
    /// <summary>One job with its progress and, when it ended, its result or error.</summary>
    public static async Task<Results<Ok<JobView>, ProblemHttpResult>> Handle(JobId id, Caller caller, ParleyDb data, CancellationToken cancellationToken)
    {
        var job = await data.Jobs.AsNoTracking().SingleOrDefaultAsync(job => job.Id == id && job.TenantId == caller.Tenant, cancellationToken);
        return job is null ? Problems.NotFound.With("There is no job with this id.") : TypedResults.Ok(JobView.Of(job));
    }
}
