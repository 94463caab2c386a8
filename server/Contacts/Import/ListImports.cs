using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Parley.Identity;
using Parley.Platform.Data;
using Parley.Platform.Http;
using Parley.Platform.Jobs;

namespace Parley.Contacts.Import;

public static class ListImports
{
    /// <summary>Imports, newest first; without their rows of preview.</summary>
    public static async Task<Results<Ok<Page<ImportView>>, ProblemHttpResult>> Handle(int? limit, string? cursor, Caller caller, ParleyDb data, Db db, CancellationToken cancellationToken)
    {
        if (!PageRequest.TryRead(limit, cursor, out var page, out var before, out var problem)) return problem!;
        var items = await data.Imports.FromSql($"SELECT * FROM imports WHERE tenant_id = {caller.Tenant.Value} AND ({before}::uuid IS NULL OR id < {before})").AsNoTracking()
            .OrderByDescending(import => import.Id).Take(page.Size + 1)
            .Select(import => new { Import = import, Job = data.Set<Job>().FirstOrDefault(job => job.Id == import.JobId) }).ToListAsync(cancellationToken);
        var figures = await ImportFigures.Read(db, caller.Tenant, items.Select(item => item.Import.Id), cancellationToken);
        return TypedResults.Ok(page.Cut(items.ConvertAll(item => WithoutRows(ImportView.Of(item.Import, item.Job, figures.GetValueOrDefault(item.Import.Id)))), view => view.Id.ToString()));
    }

    private static ImportView WithoutRows(ImportView view) => view with { Preview = view.Preview with { Rows = [] } };
}
