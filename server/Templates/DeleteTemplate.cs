using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Parley.Identity;
using Parley.Platform.Data;

namespace Parley.Templates;

/// <summary>DELETE /api/templates/{id}: forgets a template. Campaigns that were made from it keep their copy.</summary>
public static class DeleteTemplate
{
    internal static async Task<Results<NoContent, ProblemHttpResult>> Handle(TemplateId id, Caller caller, ParleyDb data, CancellationToken cancellationToken) =>
        await data.MessageTemplates.Where(one => one.Id == id && one.TenantId == caller.Tenant).ExecuteDeleteAsync(cancellationToken) == 1 ? TypedResults.NoContent() : SaveTemplate.NotFound();
}
