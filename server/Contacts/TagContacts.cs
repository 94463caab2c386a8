using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Contacts.Segments;
using Parley.Identity;
using Parley.Platform.Data;
using Parley.Platform.Http;
using Parley.Platform.Jobs;

namespace Parley.Contacts;

/// <summary>Gives tags to many contacts, or takes them away.</summary>
public static class TagContacts
{
    private const int MaxIds = 1000;

    /// <summary>Whom: <paramref name="Ids"/>, or everything else that is given; all that is given must hold. Nothing at all is refused: everybody is <c>"filter": {}</c>.</summary>
    /// <param name="Ids">Up to 1,000 contacts; changed at once.</param>
    /// <param name="AddTags">Given to those who have less than 50.</param>
    public sealed record Request(IReadOnlyList<string>? AddTags = null, IReadOnlyList<string>? RemoveTags = null, IReadOnlyList<ContactId>? Ids = null,
        string? Q = null, IReadOnlyList<string>? Tags = null, string? Consent = null, SegmentId? Segment = null, JsonElement? Filter = null, bool? Blocked = null);

    /// <param name="Changed">How many, when ids were given.</param>
    /// <param name="JobId">The job that works through the rest; <c>/api/jobs/{id}</c> tells how far it is.</param>
    public sealed record Response(long? Changed, JobId? JobId);

    public static async Task<Results<Ok<Response>, Accepted<Response>, ProblemHttpResult>> Handle(Request request, Caller caller, ParleyDb data, Db db, TimeProvider time, CancellationToken cancellationToken)
    {
        var (add, remove) = ((request.AddTags ?? []).Distinct(StringComparer.Ordinal).ToArray(), (request.RemoveTags ?? []).Distinct(StringComparer.Ordinal).ToArray());
        if (ContactFields.CheckTags("addTags", add) is { } wrong) return wrong;
        if (ContactFields.CheckTags("removeTags", remove) is { } wrongToo) return wrongToo;
        if (add.Length + remove.Length == 0) return Problems.Validation.Field("addTags", "Say which tags to add or to remove.");

        await using var connection = await db.OpenTenant(caller.Tenant, cancellationToken);
        if (request.Ids is { } ids)
        {
            if (ids.Count is 0 or > MaxIds) return Problems.Validation.Field("ids", $"Give 1 to {MaxIds} ids.");
            var changed = await TagContactsJob.Change(connection, caller.Tenant, ids.Select(id => id.Value).ToArray(), add, remove, time.GetUtcNow(), cancellationToken);
            return TypedResults.Ok(new Response(changed, null));
        }
        var criteria = new ContactCriteria(request.Q, request.Tags, request.Consent, request.Segment, request.Filter, request.Blocked);
        if (criteria is { Q: null, Tags: null, Consent: null, Segment: null, Filter: null, Blocked: null }) return Problems.Validation.Field("ids", "Say whose tags: ids, q, tags, consent, segment, blocked or filter.");
        // Read now, so that what is wrong is told to the caller; the segment is the one of this moment.
        var (_, problem) = await criteria.Resolve(data, caller.Tenant, cancellationToken);
        if (problem is not null) return problem;
        var job = await StartJob.Run(connection, caller.Tenant, TagContactsJob.KindName, new TagContactsJob.Order(criteria, add, remove), caller.Actor, time.GetUtcNow(), cancellationToken);
        return TypedResults.Accepted($"/api/jobs/{job}", new Response(null, job));
    }
}
