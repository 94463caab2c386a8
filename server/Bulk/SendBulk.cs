using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Npgsql;
using NpgsqlTypes;
using Parley.Channels;
using Parley.Contacts;
using Parley.Conversations;
using Parley.Identity;
using Parley.Identity.Audit;
using Parley.Outbox;
using Parley.Platform;
using Parley.Platform.Data;
using Parley.Platform.Http;
using Parley.Senders;

namespace Parley.Bulk;

/// <summary>POST /api/bulk: one text to many people, all at once, as fast as the drivers take it. What fails does not stop the rest. All of it is in the ledger when the answer comes; a small
/// request's answer also waits for what became of each recipient.</summary>
public sealed class SendBulk(Db db, Drivers drivers, TenantRegions regions, UpsertContacts contacts, BulkOptions options, TimeProvider time)
{
    private const int LongestDelayMs = 3_600_000;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    public sealed record Request : ContentDraft
    {
        /// <summary>Numbers, or <c>{"to", "name", "variables"}</c>. Placeholders of the text are filled in from the variables and from what is known of the contact.</summary>
        [Required, MinLength(1)]
        public IReadOnlyList<BulkRecipient> Recipients { get; init; } = [];

        /// <summary>Id or name of the sender that must send it all; left out, each goes through the sender that the person talks with, or any.</summary>
        [StringLength(80)]
        public string? SenderId { get; init; }

        /// <summary>Deals the recipients evenly to all senders that are connected at this moment.</summary>
        public bool AllSenders { get; init; }

        /// <summary>Gap between two messages of one sender, in milliseconds; left out or 0, none.</summary>
        [Range(0, LongestDelayMs)]
        public int? DelayMs { get; init; }

        /// <summary>The only driver that may be used.</summary>
        [StringLength(20)]
        public string? Driver { get; init; }
    }

    /// <summary>What a request became: an id, or the reason why it did not.</summary>
    internal readonly record struct Outcome(BulkId Id, ProblemHttpResult? Problem);

    internal static async Task<Results<Ok<BulkView>, Accepted<BulkView>, ProblemHttpResult>> Handle(Request request, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey,
        [FromHeader(Name = "Prefer")] string? prefer, Caller caller, HttpContext context, SendBulk send, CancellationToken cancellationToken)
    {
        if (IdempotencyKey.Objection(idempotencyKey) is { } badKey) return Problems.Validation.Field("Idempotency-Key", badKey);
        var (id, problem) = await send.Run(request, caller, idempotencyKey is null ? null : IdempotencyKey.Of(idempotencyKey, "POST /api/bulk", request), cancellationToken);
        if (problem is not null) return problem;
        context.Concerns(id); // 200 has no Location
        var (view, over) = await send.Answer(caller.Tenant, id, request.Recipients.Count, prefer, cancellationToken);
        return over ? TypedResults.Ok(view) : TypedResults.Accepted($"/api/bulk/{id}", view);
    }

    /// <summary>Writes it all down, in one transaction.</summary>
    internal async Task<Outcome> Run(Request request, Caller caller, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        if (request.Recipients.Count > options.Most) return new(default, Problems.Validation.Field("recipients", $"A bulk send has at most {options.Most} recipients; for more, make a broadcast list or a campaign."));
        if (request.AllSenders && request.SenderId is not null) return new(default, Problems.Validation.Field("allSenders", "Give senderId, or allSenders, not both."));
        if (request.Reaction is not null || request.ReplyTo is not null) return new(default, Problems.Validation.Field("replyTo", "A bulk send cannot answer or react to a message."));
        if (request.Driver is { } driver && drivers.Find(driver) is null) return new(default, Problems.NotSupported.With($"This install does not have the driver {driver}."));
        var region = await regions.Of(caller.Tenant, cancellationToken);
        var (content, wrong) = await ReadContent.Read(db, caller.Tenant, request, region, cancellationToken);
        if (content is null) return new(default, Problems.Validation.Field(wrong!.Field, wrong.Sentence));
        if (TemplateContent.Objection(content) is { } braces) return new(default, Problems.Validation.Field("text", braces));
        (content, var unfit, _) = await drivers.CheckTemplate(caller.Tenant, null, content, cancellationToken);
        if (unfit is not null) return new(default, Problems.Validation.Field("template", unfit));

        var (id, now) = (Id.New<BulkId>(), time.GetUtcNow());
        await using var connection = await db.OpenTenant(caller.Tenant, cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (key is { } given && (await IdempotencyKeys.Claim(connection, caller.Tenant, [given], [JsonSerializer.Serialize(id, Json.Options)], now, cancellationToken)).Values.SingleOrDefault() is { } earlier)
            return given.Matches(earlier.Digest) ? new(JsonSerializer.Deserialize<BulkId>(earlier.Response, Json.Options), null) : new(default, Refusals.Of(new Acceptance.OtherRequest()));
        var (pool, nobody) = await SenderPool.Choose(connection, caller.Tenant, drivers, content, request.SenderId is { } named ? [named] : null, request.AllSenders, request.Driver, now, cancellationToken);
        if (pool is null) return new(default, nobody);
        try
        {
            await Write(transaction, caller, id, request, content, pool, GivenRecipients.Read(request.Recipients, region), now, cancellationToken);
        }
        catch (PostgresException refused) when (refused.SqlState is PostgresErrorCodes.UntranslatableCharacter or PostgresErrorCodes.CharacterNotInRepertoire or "22P05")
        {
            return new(default, Refusals.Of(new Acceptance.Unstorable()));
        }
        await transaction.CommitAsync(cancellationToken);
        return new(id, null);
    }

    private async Task Write(NpgsqlTransaction transaction, Caller caller, BulkId id, Request request, MessageContent content, SenderPool pool, GivenRecipients given, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (connection, queue) = (transaction.Connection!, QueueId.Of(id.Value));
        var pacing = request.DelayMs is > 0 and var delay ? new PacingSpec { MinMs = delay, MaxMs = delay } : PacingSpec.Of(PacingProfile.None);
        await OutboxQueues.Open(connection, caller.Tenant, new NewQueue(queue, QueueKind.Bulk, Senders: pool.Senders, Pacing: pacing, Templates: [content]), now, cancellationToken);
        var known = await contacts.Run(transaction, caller.Tenant, given.Seeds, cancellationToken);
        var ids = EnqueuePeople.Ids(known.Length, now);
        await EnqueuePeople.Run(connection, caller.Tenant, queue, Origin.Bulk, content, [.. known.Select((person, n) => new EnqueuePeople.Person(ids[n], person.Id, given.Variables[n], pool.PinOf(n)))],
            0, pool.Senders, request.Driver, now, cancellationToken);

        await using var command = new NpgsqlCommand("INSERT INTO bulk_sends (id, tenant_id, total, rejects, created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6)", connection);
        command.Parameters.Add(new() { Value = id.Value });
        command.Parameters.Add(new() { Value = caller.Tenant.Value });
        command.Parameters.Add(new() { Value = known.Length });
        command.Parameters.Add(new() { Value = JsonSerializer.Serialize(given.Rejects, Json.Options), NpgsqlDbType = NpgsqlDbType.Jsonb });
        command.Parameters.Add(new() { Value = caller.Actor });
        command.Parameters.Add(new() { Value = now });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Where it stands; of a small request after a wait, with one result per recipient.</summary>
    /// <param name="prefer">The header: <c>wait=20</c> (seconds) or <c>respond-async</c>.</param>
    internal async Task<(BulkView View, bool Over)> Answer(TenantId tenant, BulkId id, int recipients, string? prefer, CancellationToken cancellationToken)
    {
        var small = recipients <= options.AnsweredAtOnce;
        var wait = WaitOf(prefer) ?? (small ? options.Wait : TimeSpan.Zero);
        var over = await AwaitBulk.Run(db, tenant, id, wait, time, cancellationToken);
        var bulk = (await BulkView.Find(db, tenant, id, cancellationToken))!;
        var view = bulk.View(await SendFigures.SumsOf(db, tenant, [QueueId.Of(id.Value)], cancellationToken));
        if (small) view = view with { Results = (await BulkResult.Read(db, tenant, bulk, 0, Guid.Empty, recipients, cancellationToken)).Results };
        return (view, over);
    }

    private static TimeSpan? WaitOf(string? prefer)
    {
        foreach (var part in (prefer ?? "").Split([',', ';'], StringSplitOptions.TrimEntries))
        {
            if (part.Equals("respond-async", StringComparison.OrdinalIgnoreCase)) return TimeSpan.Zero;
            if (part.StartsWith("wait=", StringComparison.OrdinalIgnoreCase) && int.TryParse(part.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
                return TimeSpan.FromSeconds(Math.Min(seconds, LongestWait.TotalSeconds));
        }
        return null;
    }
}
