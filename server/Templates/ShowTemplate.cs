using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Parley.Identity;
using Parley.Platform.Data;

namespace Parley.Templates;

/// <summary>GET /api/templates/{id}: one template.</summary>
public static class ShowTemplate
{
    internal static async Task<Results<Ok<TemplateView>, ProblemHttpResult>> Handle(TemplateId id, Caller caller, ParleyDb data, CancellationToken cancellationToken) =>
        await data.MessageTemplates.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id && one.TenantId == caller.Tenant, cancellationToken) is { } template
            ? TypedResults.Ok(TemplateView.Of(template))
            : SaveTemplate.NotFound();
}
