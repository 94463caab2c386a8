using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Parley.Broadcasts;
using Parley.Bulk;
using Parley.Conversations;
using Parley.Identity;
using Parley.Identity.Audit;
using Parley.Outbox;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Compat;

/// <summary>The same family's <c>/whatsapp/…</c>: bulk sends and broadcast lists.</summary>
public static partial class SessionStyle
{
    /// <summary>Who and what, in the spellings of the family.</summary>
    public sealed record BulkSendRequest([StringLength(80)] string? SessionId = null, IReadOnlyList<BulkRecipient>? Recipients = null, IReadOnlyList<BulkRecipient>? Numbers = null, string? Text = null, string? Message = null,
        int? DelayMs = null);

    public sealed record BroadcastRequest([Required, StringLength(120)] string Name, IReadOnlyList<string>? Recipients = null, IReadOnlyList<string>? Numbers = null);

    public sealed record BroadcastSendRequest([StringLength(80)] string? SessionId = null, string? Text = null, string? Message = null);

    public sealed record BroadcastAnswer(bool Success, ListOfPeople Broadcast);

    public sealed record BroadcastsAnswer(bool Success, IReadOnlyList<ListOfPeople> Broadcasts);

    /// <param name="Progress">Of its latest sending; null when it was never sent.</param>
    public sealed record ListOfPeople(BroadcastId Id, string Name, long TotalRecipients, int TotalGroups, int GroupSize, SendingProgress? Progress, DateTimeOffset CreatedAt);

    /// <param name="Group">The last group that went out.</param>
    public sealed record SendingProgress(BroadcastSendId SendId, BroadcastState State, int Group, int Groups, long Sent, long Failed, long Pending);

    /// <summary>POST /whatsapp/bulk-send: one text to many people at once.</summary>
    internal static Task<Results<Ok<ManyAnswer>, ProblemHttpResult>> BulkSend(BulkSendRequest request, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, Caller caller, HttpContext context, SendBulk send, CancellationToken cancellationToken) =>
        SendMany(new SendBulk.Request { Recipients = request.Recipients ?? request.Numbers ?? [], Text = Alias.First(request.Text, request.Message), SenderId = request.SessionId, DelayMs = request.DelayMs }, idempotencyKey, caller, context, send, cancellationToken);

    /// <summary>POST /whatsapp/broadcast/create: a list out of numbers, cut into groups.</summary>
    internal static async Task<Results<Ok<BroadcastAnswer>, ProblemHttpResult>> CreateList(BroadcastRequest request, Caller caller, HttpContext context, CreateBroadcast create, CancellationToken cancellationToken)
    {
        var (list, problem) = await create.Run(new CreateBroadcast.Request(request.Name, request.Recipients ?? request.Numbers ?? []), caller, cancellationToken);
        if (list is null) return problem!;
        context.Concerns(list.Id);
        return TypedResults.Ok(new BroadcastAnswer(true, Of(list, null)));
    }

    /// <summary>GET /whatsapp/broadcast: the 500 newest lists, each with how far its latest sending is.</summary>
    internal static async Task<Ok<BroadcastsAnswer>> Lists(Caller caller, Db db, CancellationToken cancellationToken)
    {
        List<BroadcastView> lists;
        await using (var connection = await db.OpenTenant(caller.Tenant, cancellationToken)) lists = await BroadcastView.Where(connection, "b.tenant_id = $1 ORDER BY b.id DESC LIMIT 500", [caller.Tenant.Value], cancellationToken);
        return TypedResults.Ok(new BroadcastsAnswer(true, await WithProgress(db, caller.Tenant, lists, cancellationToken)));
    }

    /// <summary>GET /whatsapp/broadcast/{id}: one list, and how far its latest sending is.</summary>
    internal static async Task<Results<Ok<BroadcastAnswer>, ProblemHttpResult>> OneList(BroadcastId id, Caller caller, Db db, CancellationToken cancellationToken)
    {
        BroadcastView? list;
        await using (var connection = await db.OpenTenant(caller.Tenant, cancellationToken)) list = await BroadcastView.Find(connection, caller.Tenant, id, cancellationToken);
        return list is null ? ListBroadcasts.Missing : TypedResults.Ok(new BroadcastAnswer(true, (await WithProgress(db, caller.Tenant, [list], cancellationToken))[0]));
    }

    /// <summary>POST /whatsapp/broadcast/{id}/send: sends a list, group by group.</summary>
    internal static async Task<Results<Ok<BroadcastAnswer>, ProblemHttpResult>> SendList(BroadcastId id, BroadcastSendRequest request, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, Caller caller, HttpContext context, SendBroadcast send, Db db,
        CancellationToken cancellationToken)
    {
        var body = new SendBroadcast.Request { Text = Alias.First(request.Text, request.Message), SenderIds = request.SessionId is { } session ? [session] : null };
        if (IdempotencyKey.Objection(idempotencyKey) is { } badKey) return Problems.Validation.Field("Idempotency-Key", badKey);
        var (begun, problem) = await send.Run(id, body, caller, idempotencyKey is null ? null : IdempotencyKey.Of(idempotencyKey, $"POST /api/broadcasts/{id}/send", body), cancellationToken);
        if (begun is null) return problem!;
        context.Concerns(begun.Id);
        return (await OneList(id, caller, db, cancellationToken)).Result is Ok<BroadcastAnswer> { Value: { } shown } ? TypedResults.Ok(shown) : ListBroadcasts.Missing;
    }

    /// <summary>DELETE /whatsapp/broadcast/{id}: the list is gone, and a sending of it stops.</summary>
    internal static async Task<Results<Ok<Done>, ProblemHttpResult>> DeleteList(BroadcastId id, Caller caller, Db db, TimeProvider time, CancellationToken cancellationToken) =>
        (await DeleteBroadcast.Handle(id, caller, db, time, cancellationToken)).Result is ProblemHttpResult problem ? problem : TypedResults.Ok(new Done(true));

    private static async Task<List<ListOfPeople>> WithProgress(Db db, TenantId tenant, List<BroadcastView> lists, CancellationToken cancellationToken)
    {
        var latest = lists.Select(list => list.LastSend).OfType<BroadcastSendId>().Select(id => id.Value).ToArray();
        Dictionary<BroadcastId, BroadcastSendView> sends;
        await using (var connection = await db.OpenTenant(tenant, cancellationToken))
            sends = (await BroadcastSendView.Where(connection, "s.id = ANY($1) AND s.tenant_id = $2", [latest, tenant.Value], cancellationToken)).ToDictionary(send => send.BroadcastId);
        var sums = await SendFigures.SumsOf(db, tenant, [.. latest.Select(QueueId.Of)], cancellationToken);
        return lists.ConvertAll(list => Of(list, sends.GetValueOrDefault(list.Id)?.With(sums)));
    }

    private static ListOfPeople Of(BroadcastView list, BroadcastSendView? send) => new(list.Id, list.Name, list.Members, list.Groups, list.GroupSize,
        send is null ? null : new SendingProgress(send.Id, send.State, send.Group, send.Groups, send.Figures!.Sent, send.Figures.Failed + send.Figures.Suppressed, send.Figures.Pending), list.CreatedAt);
}

/// <summary>It was done, and there is nothing to say about it.</summary>
public sealed record Done(bool Success);
