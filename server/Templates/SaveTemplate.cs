using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Parley.Conversations;
using Parley.Identity;
using Parley.Platform;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Templates;

/// <summary>Saves a template: a new one, or another text for one that is there.</summary>
public static class SaveTemplate
{
    /// <param name="Content">As in POST /api/messages, with <c>{{placeholders}}</c> in its texts. It answers and reacts to nothing.</param>
    public sealed record Request([Required, StringLength(120)] string Name, [Required] ContentDraft Content);

    internal static async Task<Results<Created<TemplateView>, ProblemHttpResult>> Create(
        Request request, Caller caller, ParleyDb data, Db db, TenantRegions regions, TimeProvider time, CancellationToken cancellationToken)
    {
        var (content, problem) = await Read(request, caller.Tenant, db, regions, cancellationToken);
        if (content is null) return problem!;
        var now = time.GetUtcNow();
        var template = new MessageTemplate { Id = Id.New<TemplateId>(), TenantId = caller.Tenant, Name = request.Name.Trim(), Content = content, CreatedBy = caller.Actor, CreatedAt = now, UpdatedAt = now };
        data.MessageTemplates.Add(template);
        return await Save(data, cancellationToken) ?? (Results<Created<TemplateView>, ProblemHttpResult>)TypedResults.Created($"/api/templates/{template.Id}", TemplateView.Of(template));
    }

    internal static async Task<Results<Ok<TemplateView>, ProblemHttpResult>> Change(
        TemplateId id, Request request, Caller caller, ParleyDb data, Db db, TenantRegions regions, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await data.MessageTemplates.SingleOrDefaultAsync(one => one.Id == id && one.TenantId == caller.Tenant, cancellationToken) is not { } template) return NotFound();
        var (content, problem) = await Read(request, caller.Tenant, db, regions, cancellationToken);
        if (content is null) return problem!;
        (template.Name, template.Content, template.UpdatedAt) = (request.Name.Trim(), content, time.GetUtcNow());
        return await Save(data, cancellationToken) ?? (Results<Ok<TemplateView>, ProblemHttpResult>)TypedResults.Ok(TemplateView.Of(template));
    }

    internal static ProblemHttpResult NotFound() => Problems.NotFound.With("There is no message template with this id.");

    private static async Task<(string? Content, ProblemHttpResult? Problem)> Read(Request request, TenantId tenant, Db db, TenantRegions regions, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(request.Name)) return (null, Problems.Validation.Field("name", "Give the template a name."));
        if (request.Content.Reaction is not null || request.Content.ReplyTo is not null) return (null, Problems.Validation.Field("content", "A template cannot answer or react to a message."));
        var (content, wrong) = await ReadContent.Read(db, tenant, request.Content, await regions.Of(tenant, cancellationToken), cancellationToken);
        return content is null ? (null, Problems.Validation.Field("content." + wrong!.Field, wrong.Sentence)) : (JsonSerializer.Serialize(content, Json.Options), null);
    }

    private static async Task<ProblemHttpResult?> Save(ParleyDb data, CancellationToken cancellationToken)
    {
        try
        {
            await data.SaveChangesAsync(cancellationToken);
            return null;
        }
        catch (DbUpdateException taken) when (taken.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return Problems.Conflict.With("There is a message template with this name already.");
        }
    }
}
