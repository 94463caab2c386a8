using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Parley.Bulk;
using Parley.Channels;
using Parley.Conversations;
using Parley.Identity;
using Parley.Identity.Audit;
using Parley.Platform.Data;
using Parley.Platform.Http;
using Parley.Senders;

namespace Parley.Compat;

/// <summary>Routes of systems that think in sessions: <c>/session/…</c>, <c>/sessions</c>, <c>/message/…</c>. A session is a sender, by its id or name.</summary>
public static partial class SessionStyle
{
    /// <param name="SessionId">A sender's id or name.</param>
    /// <param name="PhoneNumber">Of a sender that is not there yet: makes it, with the session's id as its name.</param>
    /// <param name="Driver">Of a new sender; the first that this install has when left out.</param>
    public sealed record StartRequest([Required, StringLength(80)] string SessionId, [StringLength(64)] string? PhoneNumber = null, [StringLength(20)] string? Driver = null);

    /// <param name="SessionId">The sender's name.</param>
    /// <param name="State">The session's own word: booting, wait_qr, connected, …</param>
    public sealed record SessionAnswer(bool Success, string SessionId, SenderId Id, SenderStatus Status, string State, bool Connected, string PhoneNumber);

    public sealed record SessionsAnswer(bool Success, IReadOnlyList<SessionAnswer> Sessions);

    /// <param name="Qr">The text that the picture says.</param>
    /// <param name="QrImage">The picture as a data address, to be shown as it is.</param>
    public sealed record QrAnswer(bool Success, string SessionId, string Qr, string QrImage, DateTimeOffset? ExpiresAt);

    /// <param name="SessionId">Left out: the sender that the person talks with, or any.</param>
    public sealed record SendRequest([StringLength(80)] string? SessionId = null, [StringLength(100)] string? To = null, string? Text = null);

    public sealed record SendAnswer(bool Success, SentMessage Message);

    public sealed record SentMessage(MessageId Id, MessageState Status, string To);

    /// <param name="DelayMs">Gap between two messages of one sender.</param>
    public sealed record SendManyRequest([StringLength(80)] string? SessionId = null, IReadOnlyList<BulkRecipient>? Recipients = null, string? Text = null, int? DelayMs = null);

    /// <param name="Results">Of small requests; of large ones GET /api/bulk/{id}/results has them.</param>
    public sealed record ManyAnswer(bool Success, BulkId BulkId, string State, long Total, long Sent, long Failed, long Pending, IReadOnlyList<OneOfMany>? Results);

    public sealed record OneOfMany(string To, bool Success, string Status, MessageId? MessageId, string? Error);

    /// <summary>POST /session/start: connects a sender; GET /session/{id}/qr has the QR then.</summary>
    internal static async Task<Results<Ok<SessionAnswer>, ProblemHttpResult>> Start(StartRequest request, Caller caller, HttpContext context, ParleyDb data, ChangeSender change, Drivers drivers, HealthOptions health, ShowSender show,
        TimeProvider time, CancellationToken cancellationToken)
    {
        var (id, problem) = await Alias.Session(data, request.SessionId, cancellationToken);
        if (problem is not null && request.PhoneNumber is null) return problem;
        if (problem is not null)
        {
            var driver = request.Driver ?? drivers.All.Select(d => d.Name).Order(StringComparer.Ordinal).First();
            var (made, refused) = Alias.Of<SenderView>(await CreateSender.Handle(new CreateSender.Request(request.SessionId, request.PhoneNumber!, driver), caller, data, drivers, health, time, cancellationToken));
            if (made is null) return refused!;
            id = made.Id;
        }
        context.Concerns(id);
        var (sender, objection) = Alias.Of<SenderView>(await ConnectSender.Handle(id, null, caller, change, drivers, show, cancellationToken));
        return sender is null ? objection! : TypedResults.Ok(Of(sender));
    }

    /// <summary>GET /session/{id}/qr: the QR to scan now, as text and as a picture.</summary>
    internal static async Task<Results<Ok<QrAnswer>, ProblemHttpResult>> Qr(string id, HttpContext context, ParleyDb data, TimeProvider time, CancellationToken cancellationToken)
    {
        var (sender, problem) = await Alias.Session(data, id, cancellationToken);
        if (problem is not null) return problem;
        context.Request.Headers.Accept = "application/json";
        var (shown, none) = Alias.Of<ShowQr.Response>(await ShowQr.Handle(sender, null, context, data, time, cancellationToken));
        return shown is null ? none! : TypedResults.Ok(new QrAnswer(true, id, shown.Qr, "data:image/png;base64," + Convert.ToBase64String(ShowQr.Png(shown.Qr)), shown.ExpiresAt));
    }

    /// <summary>GET /session/{id}/status: whether the sender is connected.</summary>
    internal static async Task<Results<Ok<SessionAnswer>, ProblemHttpResult>> Status(string id, ParleyDb data, ShowSender show, CancellationToken cancellationToken)
    {
        var (sender, problem) = await Alias.Session(data, id, cancellationToken);
        return problem is not null ? problem : TypedResults.Ok(Of((await show.View(sender, cancellationToken))!));
    }

    /// <summary>GET /sessions: all senders of the tenant.</summary>
    internal static async Task<Ok<SessionsAnswer>> All(ParleyDb data, HealthOptions health, TimeProvider time, CancellationToken cancellationToken)
    {
        var senders = await data.Senders.Include(sender => sender.Sessions).AsNoTracking().AsSplitQuery().OrderBy(sender => sender.Id).ToListAsync(cancellationToken);
        return TypedResults.Ok(new SessionsAnswer(true, senders.ConvertAll(sender => Of(SenderView.Of(sender, health, time.GetUtcNow())))));
    }

    /// <summary>DELETE /session/{id}: gives the sender's login up. The sender itself, its figures and its messages stay; DELETE /api/senders/{id} removes it.</summary>
    internal static async Task<Results<Ok<SessionAnswer>, ProblemHttpResult>> End(string id, Caller caller, ParleyDb data, ChangeSender change, ShowSender show, CancellationToken cancellationToken)
    {
        var (sender, problem) = await Alias.Session(data, id, cancellationToken);
        if (problem is not null) return problem;
        var (ended, objection) = Alias.Of<SenderView>(await LogoutSender.Handle(sender, null, caller, change, show, cancellationToken));
        return ended is null ? objection! : TypedResults.Ok(Of(ended));
    }

    /// <summary>POST /message/send: one text to one person, through the session's sender.</summary>
    internal static async Task<Results<Ok<SendAnswer>, ProblemHttpResult>> Send(SendRequest request, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, Caller caller, HttpContext context, AcceptMessages accept,
        TenantRegions regions, Drivers drivers, Db db, TimeProvider time, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(request.To)) return Problems.Validation.Field("to", "Say with to who gets it.");
        var message = new SendMessage.Request { To = request.To, Text = request.Text, SenderId = request.SessionId };
        var (taken, problem) = Alias.Of<SendMessage.Response>(await SendMessage.Handle(message, idempotencyKey, caller, context, accept, regions, drivers, db, time, cancellationToken));
        return taken is null ? problem! : TypedResults.Ok(new SendAnswer(true, new SentMessage(taken.Id, taken.Status, request.To)));
    }

    /// <summary>POST /message/send-bulk: one text to many people through one session's sender; small requests answer with one result each.</summary>
    internal static Task<Results<Ok<ManyAnswer>, ProblemHttpResult>> ToMany(SendManyRequest request, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, Caller caller, HttpContext context, SendBulk send, CancellationToken cancellationToken) =>
        SendMany(new SendBulk.Request { Recipients = request.Recipients ?? [], Text = request.Text, SenderId = request.SessionId, DelayMs = request.DelayMs }, idempotencyKey, caller, context, send, cancellationToken);

    /// <summary>POST /message/send-all: one text to many people, dealt evenly to all connected senders.</summary>
    internal static Task<Results<Ok<ManyAnswer>, ProblemHttpResult>> ThroughAll(SendManyRequest request, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, Caller caller, HttpContext context, SendBulk send, CancellationToken cancellationToken) =>
        SendMany(new SendBulk.Request { Recipients = request.Recipients ?? [], Text = request.Text, AllSenders = true, DelayMs = request.DelayMs }, idempotencyKey, caller, context, send, cancellationToken);

    private static async Task<Results<Ok<ManyAnswer>, ProblemHttpResult>> SendMany(SendBulk.Request request, string? idempotencyKey, Caller caller, HttpContext context, SendBulk send, CancellationToken cancellationToken)
    {
        if (request.Recipients.Count == 0) return Problems.Validation.Field("recipients", "Give at least one recipient.");
        if (request.DelayMs is < 0 or > 3_600_000) return Problems.Validation.Field("delayMs", "The delay is from 0 to 3600000 milliseconds.");
        if (IdempotencyKey.Objection(idempotencyKey) is { } badKey) return Problems.Validation.Field("Idempotency-Key", badKey);
        var (id, problem) = await send.Run(request, caller, idempotencyKey is null ? null : IdempotencyKey.Of(idempotencyKey, "POST /api/bulk", request), cancellationToken);
        if (problem is not null) return problem;
        context.Concerns(id);
        var (view, _) = await send.Answer(caller.Tenant, id, request.Recipients.Count, null, cancellationToken);
        var figures = view.Figures;
        return TypedResults.Ok(new ManyAnswer(true, id, view.State, view.Given, figures.Sent, figures.Failed + figures.Suppressed + view.Rejected, figures.Pending,
            view.Results?.Select(one => new OneOfMany(one.To ?? request.Recipients[one.Index].To, one.Status is "sent" or "delivered" or "read", one.Status, one.MessageId, one.Reason?.Sentence)).ToList()));
    }

    private static SessionAnswer Of(SenderView sender) =>
        new(true, sender.Name, sender.Id, sender.Status, sender.Sessions.Count > 0 ? Words<SessionState>.Of(sender.Sessions[0].State) : "disconnected", sender.Status == SenderStatus.Connected, sender.PhoneNumber);
}
