using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Parley.Identity;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Templates;

public static class ListTemplates
{
    /// <summary>Templates, newest first.</summary>
    /// <param name="q">Part of the name or of the text, whatever its case.</param>
    internal static async Task<Results<Ok<Page<TemplateView>>, ProblemHttpResult>> Handle(string? q, int? limit, string? cursor, Caller caller, ParleyDb data, CancellationToken cancellationToken)
    {
        if (!PageRequest.TryRead(limit, cursor, out var page, out var before, out var problem)) return problem!;
        var part = string.IsNullOrWhiteSpace(q) ? null : q.Trim();
        var items = await data.MessageTemplates.FromSql($"""
            SELECT * FROM message_templates WHERE tenant_id = {caller.Tenant.Value} AND ({before}::uuid IS NULL OR id < {before})
              AND ({part}::text IS NULL OR strpos(lower(name), lower({part})) > 0 OR strpos(lower(content ->> 'text'), lower({part})) > 0)
            """).AsNoTracking().OrderByDescending(template => template.Id).Take(page.Size + 1).ToListAsync(cancellationToken);
        return TypedResults.Ok(page.Cut(items.ConvertAll(TemplateView.Of), template => template.Id.ToString()));
    }
}
