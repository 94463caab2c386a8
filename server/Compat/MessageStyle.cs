using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Npgsql;
using Parley.Bulk;
using Parley.Campaigns;
using Parley.Channels;
using Parley.Conversations;
using Parley.Identity;
using Parley.Outbox;
using Parley.Platform;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Compat;

/// <summary>Routes of systems that think in messages and queue jobs: <c>/api/messages/send</c>, <c>/api/messages/queue/…</c>, <c>/api/messages/campaign-send</c>, …. Their answers stand in <c>data</c>.</summary>
public static class MessageStyle
{
    /// <summary>Who and what, in the spellings of the family.</summary>
    /// <param name="SessionId">Id or name of the sender; left out, the one that the person talks with, or any.</param>
    /// <param name="Delay">Not before so many milliseconds; only of POST /api/messages/queue.</param>
    public sealed record SendRequest(string? To = null, string? PhoneNumber = null, string? Message = null, string? Text = null, string? SessionId = null, int? Delay = null);

    public sealed record SendAnswer(bool Success, Sent Data);

    public sealed record Sent(MessageId MessageId, MessageId JobId, MessageState Status);

    /// <param name="Contacts">Numbers, or objects with to, name and variables; <c>recipients</c> is taken as well.</param>
    /// <param name="ScheduledAt">When it begins; needed by campaign-schedule.</param>
    /// <param name="Delay">Gap between two messages of one sender, in milliseconds.</param>
    public sealed record CampaignRequest(string? Name = null, IReadOnlyList<BulkRecipient>? Contacts = null, IReadOnlyList<BulkRecipient>? Recipients = null, string? Message = null, string? Text = null, string? SessionId = null,
        DateTimeOffset? ScheduledAt = null, int? Delay = null);

    public sealed record CampaignAnswer(bool Success, Begun Data);

    public sealed record ScheduledAnswer(bool Success, IReadOnlyList<Begun> Data);

    public sealed record Begun(CampaignId CampaignId, string Name, CampaignState Status, long Total, DateTimeOffset? ScheduledAt);

    public sealed record StatsAnswer(bool Success, Counts Data);

    /// <summary>The queue in the words of job queues.</summary>
    /// <param name="Waiting">Due, and waiting for a sender.</param>
    /// <param name="Active">In a driver's hands.</param>
    /// <param name="Delayed">Due later, or waiting for another try.</param>
    /// <param name="Paused">Held by campaigns that are not running.</param>
    /// <param name="Failed">Dead letters.</param>
    /// <param name="Completed">Accepted by the network in the last 24 hours, as far as was counted by the hour.</param>
    public sealed record Counts(long Waiting, long Active, long Delayed, long Paused, long Failed, long Completed);

    public sealed record JobAnswer(bool Success, QueueJob Data);

    /// <param name="State">waiting, delayed, active, completed or failed.</param>
    /// <param name="Status">The message's own state.</param>
    public sealed record QueueJob(MessageId Id, string State, MessageState Status, int AttemptsMade, string? FailedReason, DateTimeOffset Timestamp, DateTimeOffset? ProcessedOn, DateTimeOffset? FinishedOn);

    /// <summary>POST /api/messages/send: one text to one person.</summary>
    internal static Task<Results<Ok<SendAnswer>, ProblemHttpResult>> Send(SendRequest request, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, Caller caller, HttpContext context, AcceptMessages accept,
        TenantRegions regions, Drivers drivers, Db db, TimeProvider time, CancellationToken cancellationToken) => Take(request with { Delay = null }, idempotencyKey, caller, context, accept, regions, drivers, db, time, cancellationToken);

    /// <summary>POST /api/messages/queue: the same, and not before the delay has passed.</summary>
    internal static Task<Results<Ok<SendAnswer>, ProblemHttpResult>> Queue(SendRequest request, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, Caller caller, HttpContext context, AcceptMessages accept,
        TenantRegions regions, Drivers drivers, Db db, TimeProvider time, CancellationToken cancellationToken) => Take(request, idempotencyKey, caller, context, accept, regions, drivers, db, time, cancellationToken);

    /// <summary>POST /api/messages/campaign-send: makes a campaign and starts it.</summary>
    internal static Task<Results<Ok<CampaignAnswer>, ProblemHttpResult>> CampaignSend(CampaignRequest request, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, Caller caller, HttpContext context, CreateCampaign create, Db db, TimeProvider time, CancellationToken cancellationToken) =>
        Begin(request with { ScheduledAt = null }, idempotencyKey, "POST /api/messages/campaign-send", caller, context, create, db, time, cancellationToken);

    /// <summary>POST /api/messages/campaign-schedule: makes a campaign that starts by itself at its time.</summary>
    internal static async Task<Results<Ok<CampaignAnswer>, ProblemHttpResult>> CampaignSchedule(CampaignRequest request, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, Caller caller, HttpContext context, CreateCampaign create, Db db, TimeProvider time, CancellationToken cancellationToken) =>
        request.ScheduledAt is null ? Problems.Validation.Field("scheduledAt", "Say with scheduledAt when it begins.") : await Begin(request, idempotencyKey, "POST /api/messages/campaign-schedule", caller, context, create, db, time, cancellationToken);

    /// <summary>DELETE /api/messages/schedule/{campaignId}: a scheduled campaign does not begin; nothing of it is sent.</summary>
    internal static async Task<Results<Ok<CampaignAnswer>, ProblemHttpResult>> Unschedule(CampaignId campaignId, Caller caller, Db db, TimeProvider time, CancellationToken cancellationToken)
    {
        await using (var connection = await db.OpenTenant(caller.Tenant, cancellationToken))
        {
            if (await CampaignView.Find(connection, caller.Tenant, campaignId, cancellationToken) is not { } campaign) return MoveCampaign.Missing;
            if (campaign.State != CampaignState.Scheduled) return Problems.IllegalState.With($"The campaign is {Words<CampaignState>.Of(campaign.State)}; taking it off the schedule is possible while it is scheduled.");
        }
        var (stopped, problem) = Alias.Of<CampaignView>(await StopCampaign.Handle(campaignId, caller, db, time, cancellationToken));
        return stopped is null ? problem! : TypedResults.Ok(new CampaignAnswer(true, Of(stopped)));
    }

    /// <summary>GET /api/messages/scheduled: the 500 newest of the campaigns that wait for their time.</summary>
    internal static async Task<Ok<ScheduledAnswer>> Scheduled(Caller caller, Db db, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenTenant(caller.Tenant, cancellationToken);
        var campaigns = await CampaignView.Where(connection, "c.tenant_id = $1 AND c.deleted_at IS NULL AND c.state = 'scheduled' ORDER BY c.id DESC LIMIT 500", [caller.Tenant.Value], cancellationToken);
        return TypedResults.Ok(new ScheduledAnswer(true, [.. campaigns.Select(Of)]));
    }

    /// <summary>GET /api/messages/queue/stats: the queue in numbers.</summary>
    internal static async Task<Ok<StatsAnswer>> Stats(Caller caller, Db db, ExplainMessage explain, SharedReadings<TenantId, ShowQueueStats.Response> shared, TimeProvider time, CancellationToken cancellationToken)
    {
        var stats = await ShowQueueStats.Handle(caller, db, explain, shared, time, cancellationToken);
        var retrying = stats.ByState.GetValueOrDefault(MessageState.Retrying);
        var delayed = Math.Min(stats.Waiting, retrying + Math.Max(0, stats.ByState.GetValueOrDefault(MessageState.Pending) - stats.Held));
        await using var connection = await db.OpenTenant(caller.Tenant, cancellationToken);
        await using var command = new NpgsqlCommand("SELECT coalesce(sum(amount), 0)::bigint FROM sender_tallies WHERE tenant_id = $1 AND metric = 'sent' AND hour > $2", connection);
        command.Parameters.Add(new() { Value = caller.Tenant.Value });
        command.Parameters.Add(new() { Value = time.GetUtcNow() - TimeSpan.FromHours(24) });
        var completed = (long)(await command.ExecuteScalarAsync(cancellationToken))!;
        return TypedResults.Ok(new StatsAnswer(true, new Counts(stats.Waiting - delayed, stats.Sending, delayed, stats.Held, stats.DeadLetters.Failed + stats.DeadLetters.Unknown, completed)));
    }

    /// <summary>GET /api/messages/queue/job/{jobId}: where one message stands.</summary>
    internal static async Task<Results<Ok<JobAnswer>, ProblemHttpResult>> Job(MessageId jobId, Caller caller, Db db, ReadMessages read, ExplainMessage explain, CancellationToken cancellationToken)
    {
        var (message, problem) = Alias.Of<MessageView>(await ShowMessage.Handle(jobId, caller, db, read, explain, cancellationToken));
        if (message is null) return problem!;
        var state = message.State switch
        {
            MessageState.Queued => "waiting",
            MessageState.Pending or MessageState.Retrying => "delayed",
            MessageState.Sending => "active",
            MessageState.Sent or MessageState.Delivered or MessageState.Read or MessageState.Received => "completed",
            _ => "failed",
        };
        return TypedResults.Ok(new JobAnswer(true, new QueueJob(message.Id, state, message.State, message.Attempt, state == "failed" ? message.Reason?.Sentence : null, message.CreatedAt, message.SentAt, message.FinishedAt ?? message.SentAt)));
    }

    private static async Task<Results<Ok<SendAnswer>, ProblemHttpResult>> Take(SendRequest request, string? idempotencyKey, Caller caller, HttpContext context, AcceptMessages accept, TenantRegions regions, Drivers drivers, Db db, TimeProvider time, CancellationToken cancellationToken)
    {
        if (Alias.First(request.To, request.PhoneNumber) is not { } to) return Problems.Validation.Field("to", "Say with to who gets it.");
        if (IdempotencyKey.Objection(idempotencyKey) is { } badKey) return Problems.Validation.Field("Idempotency-Key", badKey);
        if (request.Delay is < 0) return Problems.Validation.Field("delay", "The delay is a number of milliseconds from 0 on.");
        var message = new SendMessage.Request
        {
            To = to,
            Text = Alias.First(request.Message, request.Text),
            SenderId = Alias.First(request.SessionId),
            DueAt = request.Delay is > 0 and var delay ? time.GetUtcNow() + TimeSpan.FromMilliseconds(delay) : null,
        };
        var (taken, problem) = Alias.Of<SendMessage.Response>(await SendMessage.Run(message, idempotencyKey is null ? null : IdempotencyKey.Of(idempotencyKey, "POST /api/messages/queue", request), caller, context, accept, regions, drivers, db, time, cancellationToken));
        return taken is null ? problem! : TypedResults.Ok(new SendAnswer(true, new Sent(taken.Id, taken.Id, taken.Status)));
    }

    private static async Task<Results<Ok<CampaignAnswer>, ProblemHttpResult>> Begin(CampaignRequest request, string? idempotencyKey, string endpoint, Caller caller, HttpContext context, CreateCampaign create, Db db, TimeProvider time, CancellationToken cancellationToken)
    {
        var people = request.Contacts ?? request.Recipients ?? [];
        var (key, badKey) = Alias.Key(idempotencyKey, endpoint, request);
        if (badKey is not null) return badKey;
        var (campaign, problem) = await Alias.Begin(new CampaignDraft
        {
            Name = Alias.First(request.Name) ?? $"Campaign of {time.GetUtcNow():yyyy-MM-dd HH:mm:ss}",
            Template = new TemplateDraft { Text = Alias.First(request.Message, request.Text) },
            Contacts = [.. people.Select(one => new RecipientDraft(one.To, one.Name, one.Variables))],
            SenderIds = Alias.First(request.SessionId) is { } session ? [session] : null,
            MinDelay = request.Delay,
            MaxDelay = request.Delay,
            ScheduledStart = request.ScheduledAt,
        }, key, caller, context, create, db, time, cancellationToken);
        return campaign is null ? problem! : TypedResults.Ok(new CampaignAnswer(true, Of(campaign)));
    }

    private static Begun Of(CampaignView campaign) => new(campaign.Id, campaign.Name, campaign.State, campaign.Audience.Total, campaign.ScheduledStart);
}
