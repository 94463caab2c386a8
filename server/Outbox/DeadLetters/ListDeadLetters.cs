using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Conversations;
using Parley.Identity;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Outbox;

/// <summary>GET /api/queue/dead-letters: messages that want a person, newest first. GET /api/messages/{id} shows each one's attempts.</summary>
public static class ListDeadLetters
{
    /// <param name="Campaign">Id of a campaign, a broadcast or a bulk send.</param>
    /// <param name="Sender">Id of the sender through which it was tried last.</param>
    /// <param name="Reason">A slug, such as <c>network-failure</c>.</param>
    /// <param name="State"><c>failed</c> or <c>unknown</c>.</param>
    public readonly record struct Query(int? Limit, string? Cursor, Guid? Campaign, Guid? Sender, string? Reason, string? State);

    internal static async Task<Results<Ok<Page<MessageView>>, ProblemHttpResult>> Handle([AsParameters] Query query, Caller caller, Db db, ReadMessages read, CancellationToken cancellationToken)
    {
        if (!PageRequest.TryRead(query.Limit, query.Cursor, out var page, out var before, out var problem)) return problem!;
        var filter = new DeadLetterFilter(query.Campaign, query.Sender, query.Reason, query.State);
        if (filter.Objection() is { } objection) return objection;
        var values = new List<object> { caller.Tenant.Value };
        var tail = $"m.tenant_id = $1 AND {filter.Where(values)}";
        if (before is { } last)
        {
            values.Add(last);
            tail += $" AND m.id < ${values.Count}";
        }
        await using var connection = await db.OpenTenant(caller.Tenant, cancellationToken);
        return TypedResults.Ok(page.Cut(await read.Where(connection, $"{tail} ORDER BY m.id DESC LIMIT {page.Size + 1}", values, cancellationToken), message => message.Id.ToString()));
    }
}
