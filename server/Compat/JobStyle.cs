using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Parley.Bulk;
using Parley.Campaigns;
using Parley.Contacts.Import;
using Parley.Identity;
using Parley.Identity.Audit;
using Parley.Media;
using Parley.Outbox;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Compat;

/// <summary>Routes of systems that upload a file of contacts and send it as a job: <c>/upload</c>, <c>/send</c>, <c>/status/{job_id}</c>, …. A file is an import, a job is a campaign.</summary>
public static class JobStyle
{
    /// <summary>How long the answer to an upload waits for the file to be read.</summary>
    private static readonly TimeSpan ReadWithin = TimeSpan.FromSeconds(20);

    /// <param name="FileId">For POST /send.</param>
    /// <param name="Status"><c>ready</c>, or <c>reading</c> while a large file is still being read: send it when GET /api/contacts/imports/{id} says completed.</param>
    /// <param name="Total">Rows of the file.</param>
    /// <param name="Valid">Rows that are contacts now.</param>
    public sealed record UploadAnswer(bool Success, [property: JsonPropertyName("file_id")] ImportId FileId, string Filename, string Status, long Total, long Valid, long Duplicates, long Invalid);

    /// <param name="AttachmentId">For POST /send.</param>
    public sealed record AttachmentAnswer(bool Success, [property: JsonPropertyName("attachment_id")] MediaId AttachmentId, string Filename, string Type, long Size);

    /// <summary>What is sent to whom. Delays are seconds.</summary>
    /// <param name="FileId">Of POST /upload.</param>
    /// <param name="Contacts">Instead of a file: numbers, or objects with to, name and variables.</param>
    /// <param name="Message">The text; <c>text</c> is taken as well. Placeholders are written <c>{{name}}</c>.</param>
    /// <param name="AttachmentId">Of POST /upload_attachment.</param>
    /// <param name="Session">Id or name of the sender; left out, all of the tenant's.</param>
    public sealed record SendRequest([property: JsonPropertyName("file_id")] ImportId? FileId = null, IReadOnlyList<BulkRecipient>? Contacts = null, string? Message = null, string? Text = null,
        [property: JsonPropertyName("attachment_id")] MediaId? AttachmentId = null, string? Session = null, string? Name = null, double? Delay = null,
        [property: JsonPropertyName("min_delay")] double? MinDelay = null, [property: JsonPropertyName("max_delay")] double? MaxDelay = null);

    public sealed record SendAnswer(bool Success, [property: JsonPropertyName("job_id")] CampaignId JobId, CampaignState Status);

    /// <param name="Progress">Per cent of the recipients of whom is known what became of them.</param>
    public sealed record JobAnswer(bool Success, [property: JsonPropertyName("job_id")] CampaignId JobId, string Name, CampaignState Status, long Total, long Sent, long Delivered, long Read, long Failed, long Pending, double Progress,
        [property: JsonPropertyName("created_at")] DateTimeOffset CreatedAt, [property: JsonPropertyName("finished_at")] DateTimeOffset? FinishedAt);

    public sealed record JobsAnswer(bool Success, IReadOnlyList<JobAnswer> Jobs);

    /// <summary>POST /upload: takes a CSV or XLSX of contacts in and reads it; columns are recognised by their names.</summary>
    internal static async Task<Results<Ok<UploadAnswer>, ProblemHttpResult>> Upload(HttpRequest request, Caller caller, ParleyDb data, Db db, ImportStore store, IEnumerable<IImportHolder> holders, ImportOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var (import, problem) = Alias.Of<ImportView>(await UploadImport.Contacts(request, caller, data, db, store, options, time, cancellationToken));
        if (import is null) return problem!;
        if (import.JobId is null && Alias.Of<ImportView>(await StartImport.Handle(import.Id, new StartImport.Request(), caller, data, db, time, cancellationToken)).Problem is { } refused)
        {
            // A file that cannot be read as it is would only lie around.
            await DeleteImport.Handle(import.Id, caller, data, holders, cancellationToken);
            return refused;
        }
        request.HttpContext.Concerns(import.Id);
        var began = time.GetTimestamp();
        do
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), time, cancellationToken);
            import = (await GetImport.View(data, db, caller, import.Id, cancellationToken))!;
        }
        while (import.State is "queued" or "running" && time.GetElapsedTime(began) < ReadWithin);
        if (import.State is "failed" or "cancelled") return Problems.UnsupportedFile.With(import.Error ?? "The file could not be read.");
        var counts = import.Counts;
        return TypedResults.Ok(new UploadAnswer(true, import.Id, import.FileName, import.State == "completed" ? "ready" : "reading", import.Rows ?? counts.Rows(), counts.Created + counts.Updated + counts.Unchanged, counts.Duplicate, counts.Rejected));
    }

    /// <summary>POST /upload_attachment: takes a file in that goes out with a job's text.</summary>
    internal static async Task<Results<Ok<AttachmentAnswer>, ProblemHttpResult>> UploadAttachment(HttpRequest request, Caller caller, MediaStore store, CancellationToken cancellationToken)
    {
        var (media, problem) = Alias.Of<MediaView>(await UploadMedia.Handle(null, request, caller, store, cancellationToken));
        if (media is null) return problem!;
        request.HttpContext.Concerns(media.Id);
        return TypedResults.Ok(new AttachmentAnswer(true, media.Id, media.FileName, media.Type, media.Bytes));
    }

    /// <summary>POST /send: makes a campaign of an uploaded file, or of contacts, and starts it.</summary>
    internal static async Task<Results<Ok<SendAnswer>, ProblemHttpResult>> Send(SendRequest request, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, Caller caller, HttpContext context, CreateCampaign create, Db db, TimeProvider time, CancellationToken cancellationToken)
    {
        var (key, badKey) = Alias.Key(idempotencyKey, "POST /send", request);
        if (badKey is not null) return badKey;
        if (request.FileId is null == request.Contacts is null) return Problems.Validation.Field("file_id", "Give file_id (of POST /upload), or contacts.");
        var (min, max) = (Ms(request.MinDelay ?? request.Delay), Ms(request.MaxDelay ?? request.MinDelay ?? request.Delay));
        if (min < 0 || max < 0) return Problems.Validation.Field("delay", "Delays are seconds, from 0 to 3600.");
        var (campaign, problem) = await Alias.Begin(new CampaignDraft
        {
            Name = Alias.First(request.Name) ?? $"Job of {time.GetUtcNow():yyyy-MM-dd HH:mm:ss}",
            Template = new TemplateDraft { Text = Alias.First(request.Message, request.Text), MediaId = request.AttachmentId },
            Contacts = request.Contacts?.Select(contact => new RecipientDraft(contact.To, contact.Name, contact.Variables)).ToList(),
            Audience = request.FileId is { } file ? new AudienceSpec { ImportId = file } : null,
            SenderIds = Alias.First(request.Session) is { } session ? [session] : null,
            MinDelay = min,
            MaxDelay = max,
        }, key, caller, context, create, db, time, cancellationToken);
        return campaign is null ? problem! : TypedResults.Ok(new SendAnswer(true, campaign.Id, campaign.State));
    }

    /// <summary>GET /status/{job_id}: how far a job is.</summary>
    internal static async Task<Results<Ok<JobAnswer>, ProblemHttpResult>> Status(CampaignId jobId, Caller caller, Db db, CancellationToken cancellationToken) =>
        await Find(db, caller, "c.id = $2", [jobId.Value], cancellationToken) is [var job] ? TypedResults.Ok(job) : MoveCampaign.Missing;

    /// <summary>GET /jobs: the 100 newest jobs.</summary>
    internal static async Task<Ok<JobsAnswer>> Jobs(Caller caller, Db db, CancellationToken cancellationToken) =>
        TypedResults.Ok(new JobsAnswer(true, await Find(db, caller, "true ORDER BY c.id DESC LIMIT 100", [], cancellationToken)));

    /// <summary>POST /pause/{job_id}: nothing more of the job leaves until it is resumed.</summary>
    internal static async Task<Results<Ok<SendAnswer>, ProblemHttpResult>> Pause(CampaignId jobId, Caller caller, Db db, TimeProvider time, CancellationToken cancellationToken) => Moved(await PauseCampaign.Handle(jobId, caller, db, time, cancellationToken));

    /// <summary>POST /resume/{job_id}: a paused job goes on where it was.</summary>
    internal static async Task<Results<Ok<SendAnswer>, ProblemHttpResult>> Resume(CampaignId jobId, Caller caller, Db db, TimeProvider time, CancellationToken cancellationToken) => Moved(await ResumeCampaign.Handle(jobId, caller, db, time, cancellationToken));

    /// <summary>POST /stop/{job_id}: ends the job for good; what was left is cancelled.</summary>
    internal static async Task<Results<Ok<SendAnswer>, ProblemHttpResult>> Stop(CampaignId jobId, Caller caller, Db db, TimeProvider time, CancellationToken cancellationToken) => Moved(await StopCampaign.Handle(jobId, caller, db, time, cancellationToken));

    private static Results<Ok<SendAnswer>, ProblemHttpResult> Moved(INestedHttpResult answer)
    {
        var (campaign, problem) = Alias.Of<CampaignView>(answer);
        return campaign is null ? problem! : TypedResults.Ok(new SendAnswer(true, campaign.Id, campaign.State));
    }

    private static async Task<List<JobAnswer>> Find(Db db, Caller caller, string tail, IReadOnlyList<object> values, CancellationToken cancellationToken)
    {
        IReadOnlyList<CampaignView> campaigns;
        await using (var connection = await db.OpenTenant(caller.Tenant, cancellationToken))
            campaigns = await CampaignView.Where(connection, $"c.tenant_id = $1 AND c.deleted_at IS NULL AND {tail}", [caller.Tenant.Value, .. values], cancellationToken);
        var sums = await SendFigures.SumsOf(db, caller.Tenant, [.. campaigns.Select(campaign => QueueId.Of(campaign.Id.Value))], cancellationToken);
        return [.. campaigns.Select(campaign =>
        {
            var f = sums.Of(QueueId.Of(campaign.Id.Value), campaign.Audience.Total);
            return new JobAnswer(true, campaign.Id, campaign.Name, campaign.State, f.Total, f.Sent, f.Delivered, f.Read, f.Failed + f.Suppressed, f.Pending,
                f.Total == 0 ? 0 : Math.Round(100.0 * (f.Total - f.Pending) / f.Total, 1), campaign.CreatedAt, campaign.FinishedAt);
        })];
    }

    // Null stays null; −1 is out of range.
    private static int? Ms(double? seconds) => seconds is not { } given ? null : given is >= 0 and <= 3600 ? (int)Math.Round(given * 1000) : -1;
}
