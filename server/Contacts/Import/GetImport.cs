using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Parley.Identity;
using Parley.Platform.Data;
using Parley.Platform.Http;
using Parley.Platform.Jobs;

namespace Parley.Contacts.Import;

public static class GetImport
{
    /// <summary>An import with its preview, progress and figures.</summary>
    public static async Task<Results<Ok<ImportView>, ProblemHttpResult>> Handle(ImportId id, Caller caller, ParleyDb data, Db db, CancellationToken cancellationToken) =>
        await View(data, db, caller, id, cancellationToken) is { } view ? TypedResults.Ok(view) : Problems.NotFound.With("There is no import with this id.");

    internal static async Task<ImportView?> View(ParleyDb data, Db db, Caller caller, ImportId id, CancellationToken cancellationToken)
    {
        var found = await data.Imports.AsNoTracking().Where(import => import.Id == id && import.TenantId == caller.Tenant)
            .Select(import => new { Import = import, Job = data.Set<Job>().FirstOrDefault(job => job.Id == import.JobId) }).SingleOrDefaultAsync(cancellationToken);
        if (found is null) return null;
        var figures = await ImportFigures.Read(db, caller.Tenant, [id], cancellationToken);
        return ImportView.Of(found.Import, found.Job, figures.GetValueOrDefault(id));
    }
}
