using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Identity;
using Parley.Platform.Http;

namespace Parley.Channels.Cloud;

/// <summary>A message template of a business account, as WhatsApp has it.</summary>
/// <param name="MetaId">Meta's id of it.</param>
/// <param name="Language">Such as pt_BR.</param>
/// <param name="Category">marketing, utility, authentication.</param>
/// <param name="Status">approved, pending, rejected, paused, disabled … Only approved ones can be sent.</param>
/// <param name="Reason">Why it was rejected or paused.</param>
/// <param name="Quality">green, yellow, red, unknown.</param>
/// <param name="ParameterFormat">positional: values in order; named: values by name.</param>
public sealed record CloudTemplateView(Guid Id, string MetaId, string Name, string Language, string? Category, string Status, string? Reason, string? Quality, string ParameterFormat,
    CloudTemplateHeader? Header, CloudTemplateBody? Body, string? Footer, IReadOnlyList<CloudTemplateButton> Buttons, DateTimeOffset UpdatedAt)
{
    internal static CloudTemplateView Of(Guid id, string metaId, string name, string language, string? category, string status, string? reason, string? quality, CloudTemplate template, DateTimeOffset updatedAt) =>
        new(id, metaId, name, language, category, status, reason, quality, template.IsNamed ? "named" : "positional",
            template.HeaderFormat is { } format ? new CloudTemplateHeader(format, template.HeaderText, template.HeaderVariables) : null,
            template.BodyText is { } text ? new CloudTemplateBody(text, template.BodyVariables) : null, template.Footer,
            [.. template.Buttons.OrderBy(button => button.Key).Select(button => new CloudTemplateButton(button.Key, button.Value.Type, button.Value.Text, button.Value.NeedsValue))], updatedAt);
}

/// <param name="Format">text, image, video, document, location.</param>
/// <param name="Variables">Names, or numbers from 1.</param>
public sealed record CloudTemplateHeader(string Format, string? Text, IReadOnlyList<string> Variables);

/// <param name="Variables">Names, or numbers from 1.</param>
public sealed record CloudTemplateBody(string Text, IReadOnlyList<string> Variables);

/// <param name="Index">From 0.</param>
/// <param name="Type">quick_reply, url, phone_number, copy_code …</param>
/// <param name="NeedsValue">It cannot be sent without a value for this button.</param>
public sealed record CloudTemplateButton(int Index, string Type, string Text, bool NeedsValue);

public static class ListCloudTemplates
{
    /// <summary>The account's templates as they were when Meta last told them, by name.</summary>
    /// <param name="status">Only those in this status, such as approved.</param>
    /// <param name="q">Part of the name, whatever its case.</param>
    internal static async Task<Results<Ok<Page<CloudTemplateView>>, ProblemHttpResult>> Handle(CloudAccountId id, string? status, string? q, int? limit, string? cursor, Caller caller, AccountViews accounts,
        TemplateBook templates, CancellationToken cancellationToken)
    {
        if (!PageRequest.TryRead(limit, cursor, out var page, out var problem)) return problem!;
        if (await accounts.Find(caller.Tenant, id, cancellationToken) is null) return AccountInput.Missing;
        var part = string.IsNullOrWhiteSpace(q) ? null : q.Trim();
        var found = await templates.List(caller.Tenant, id, string.IsNullOrWhiteSpace(status) ? null : status.Trim(), part, page.After, page.Size + 1, cancellationToken);
        return TypedResults.Ok(page.Cut(found, template => $"{template.Name}\n{template.Language}"));
    }
}

/// <summary>POST /api/cloud/accounts/{id}/templates/sync: reads the account's templates from Meta, all pages. What Meta has no more is forgotten.</summary>
public static class SyncCloudTemplates
{
    /// <param name="Templates">How many there are.</param>
    public sealed record Response(int Templates, DateTimeOffset SyncedAt);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(CloudAccountId id, Caller caller, CloudBook book, TemplateBook templates, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await book.Find(caller.Tenant, id, cancellationToken) is not { } account) return AccountInput.Missing;
        try
        {
            var (count, refusal) = await templates.Sync(account, cancellationToken);
            return refusal is null ? TypedResults.Ok(new Response(count, time.GetUtcNow())) : GraphProblems.Of(refusal);
        }
        catch (GraphAwayException away)
        {
            return GraphProblems.Of(away);
        }
    }
}
