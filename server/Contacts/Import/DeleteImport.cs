using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Parley.Identity;
using Parley.Platform.Data;
using Parley.Platform.Http;
using Parley.Platform.Jobs;

namespace Parley.Contacts.Import;

public static class DeleteImport
{
    /// <summary>Forgets an upload or an ended import, its rejects and the list of who came with it included. Contacts stay.</summary>
    public static async Task<Results<NoContent, ProblemHttpResult>> Handle(ImportId id, Caller caller, ParleyDb data, IEnumerable<IImportHolder> holders, CancellationToken cancellationToken)
    {
        foreach (var holder in holders)
            if (await holder.NeededBy(caller.Tenant, id, cancellationToken) is { } need) return Problems.IllegalState.With($"The import is still needed by {need}. Send that, give it another audience, or delete it first.");
        await using var transaction = await data.Database.BeginTransactionAsync(cancellationToken);
        var gone = await data.Imports.Where(import => import.Id == id && import.TenantId == caller.Tenant
                && !data.Set<Job>().Any(job => job.Id == import.JobId && (job.State == JobState.Queued || job.State == JobState.Running)))
            .ExecuteDeleteAsync(cancellationToken);
        if (gone == 1)
        {
            await data.Database.ExecuteSqlAsync($"DELETE FROM import_people WHERE import_id = {id.Value} AND tenant_id = {caller.Tenant.Value}", cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return TypedResults.NoContent();
        }
        return await data.Imports.AnyAsync(import => import.Id == id && import.TenantId == caller.Tenant, cancellationToken)
            ? Problems.IllegalState.With("The import is still at work. Cancel its job first.")
            : Problems.NotFound.With("There is no import with this id.");
    }
}
