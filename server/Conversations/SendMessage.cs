using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Parley.Channels;
using Parley.Contacts.Numbers;
using Parley.Identity;
using Parley.Identity.Audit;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Conversations;

/// <summary>POST /api/messages: one message to one person. It is in the ledger when the answer comes; what becomes of it is told by
/// GET /api/messages/{id}, by events and by webhooks.</summary>
public static class SendMessage
{
    private static readonly TimeSpan Farthest = TimeSpan.FromDays(366);

    public sealed record Request : ContentDraft
    {
        /// <summary>The person's number, in any usual spelling; without a country code it is read as one of the tenant's region.</summary>
        [Required, StringLength(100)]
        public string To { get; init; } = "";

        /// <summary>Id or name of the sender that must send it; left out, the one that the person talks with, or any.</summary>
        [StringLength(80)]
        public string? SenderId { get; init; }

        /// <summary>The only driver that may be used: <c>cloud</c>, <c>baileys</c>, <c>webjs</c>, <c>simulator</c>.</summary>
        public string? Driver { get; init; }

        /// <summary>Not before; at most a year ahead.</summary>
        public DateTimeOffset? DueAt { get; init; }

        /// <summary>−10 to 10; higher goes first among the tenant's direct messages.</summary>
        [Range(-10, 10)]
        public int? Priority { get; init; }

        /// <summary>Shows "typing…" first, or surely not; left out, as the sender is set.</summary>
        public bool? Typing { get; init; }

        /// <summary>Fills in the text's <c>{{placeholders}}</c>, together with what is known of the contact. Left out, the text is sent as it is
        /// written, braces and all; an empty object fills in from the contact alone.</summary>
        public JsonElement? Variables { get; init; }
    }

    /// <param name="Status">queued, or pending when it is due later.</param>
    public sealed record Response(MessageId Id, MessageState Status);

    internal static async Task<Results<Accepted<Response>, ProblemHttpResult>> Handle(Request request, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, Caller caller, HttpContext context,
        AcceptMessages accept, TenantRegions regions, Drivers drivers, Db db, TimeProvider time, CancellationToken cancellationToken) => IdempotencyKey.Objection(idempotencyKey) is { } badKey
            ? Problems.Validation.Field("Idempotency-Key", badKey)
            : await Run(request, idempotencyKey is null ? null : IdempotencyKey.Of(idempotencyKey, "POST /api/messages", request), caller, context, accept, regions, drivers, db, time, cancellationToken);

    /// <param name="key">Of the request as its caller wrote it.</param>
    internal static async Task<Results<Accepted<Response>, ProblemHttpResult>> Run(Request request, IdempotencyKey? key, Caller caller, HttpContext context,
        AcceptMessages accept, TenantRegions regions, Drivers drivers, Db db, TimeProvider time, CancellationToken cancellationToken)
    {
        if (request.Driver is { } driver && !DriverName.All.Contains(driver, StringComparer.Ordinal)) return Problems.Validation.Field("driver", $"driver is one of: {string.Join(", ", DriverName.All)}.");
        if (request.Driver is { } absent && drivers.Find(absent) is null) return Problems.NotSupported.With($"This install does not have the driver {absent}.");
        if (request.DueAt > time.GetUtcNow() + Farthest) return Problems.Validation.Field("dueAt", "dueAt may be at most a year ahead.");
        if (request.Variables is { ValueKind: not JsonValueKind.Object }) return Problems.Validation.Field("variables", "variables is an object of names and values.");

        var region = await regions.Of(caller.Tenant, cancellationToken);
        if (!PhoneNumber.TryParse(request.To, region, out var to, out var problem)) return Problems.InvalidNumber.Field("to", problem.Sentence());
        var (content, wrong) = await ReadContent.Read(db, caller.Tenant, request, region, cancellationToken);
        if (content is null) return Problems.Validation.Field(wrong!.Field, wrong.Sentence);

        var submission = new Submission(to, content, request.SenderId, request.Driver, request.DueAt, (short)(request.Priority ?? 0), request.Typing, request.Variables, key);
        var answer = await accept.Submit(caller.Tenant, submission with { Audit = AuditCalls.EntryOf(context, caller, StatusCodes.Status202Accepted, submission.Id.ToString(), time.GetUtcNow()) });
        if (answer is not Acceptance.Taken taken) return Refusals.Of(answer);
        if (taken.IsNew) context.Features.Set(AuditedWithTheWork.Done);
        else context.Concerns(taken.Id);
        return TypedResults.Accepted($"/api/messages/{taken.Id}", new Response(taken.Id, taken.State));
    }
}
