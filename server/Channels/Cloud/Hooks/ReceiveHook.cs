using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Parley.Platform;
using Parley.Platform.Cluster;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Channels.Cloud;

/// <summary>What Meta is answered; it looks at the status only.</summary>
/// <param name="Entries">Entries that were looked at.</param>
public sealed record HookReceived(int Entries);

/// <summary>POST /hooks/cloud: Meta's events. One address for all accounts: the body names the business account, and what counts of it must be signed with that account's app
/// secret. Answered 200 only once the events are committed, so that Meta sends again what was not.</summary>
internal sealed partial class ReceiveHook(CloudBook book, TemplateBook templates, IChannelDoor door, Notifications bell, Db db, CloudOptions options, TimeProvider time, ILogger<ReceiveHook> logger)
{
    /// <summary>Meta sends at most 3 MB.</summary>
    public const long LargestBody = 4 << 20;

    private const string Scheme = "sha256=";

    /// <summary>Entries that are looked at; Meta batches far fewer accounts in one call.</summary>
    private const int MostEntries = 1000;

    private static readonly JsonDocumentOptions Shallow = new() { MaxDepth = 32 };

    /// <summary>What of an account was told, besides messages and statuses.</summary>
    private static readonly string[] AboutNumbers = ["account_update", "phone_number_quality_update", "phone_number_name_update", "account_alerts", "account_review_update", "business_capability_update"];

    internal static Task<Results<Ok<HookReceived>, ProblemHttpResult>> Handle(HttpContext context, ReceiveHook hook, CancellationToken cancellationToken) => hook.Run(context, cancellationToken);

    private async Task<Results<Ok<HookReceived>, ProblemHttpResult>> Run(HttpContext context, CancellationToken cancellationToken)
    {
        var signature = context.Request.Headers["X-Hub-Signature-256"].ToString();
        // Nothing is read for somebody who does not even claim to be Meta.
        if (!signature.StartsWith(Scheme, StringComparison.Ordinal) || signature.Length != Scheme.Length + 64) return Unsigned;
        if (await Body(context.Request, cancellationToken) is not { } body) return Problems.TooLarge.With($"A webhook has at most {LargestBody >> 20} MB.");
        if (Read(body) is not { } document) return Unsigned;
        using (document)
        {
            var entries = document.RootElement.Items("entry").Take(MostEntries).ToList();
            var accounts = await Signers(entries, body, signature, cancellationToken);
            if (accounts.Count == 0) return Unsigned;
            foreach (var entry in entries)
                foreach (var account in accounts)
                    if (account.BusinessId == BusinessId(entry) && !await Take(account, entry, cancellationToken))
                    {
                        context.Response.Headers.RetryAfter = "5";
                        return Problems.Unavailable.With("The events could not be stored in time; send them again.");
                    }
            await Seen(accounts, cancellationToken);
            return TypedResults.Ok(new HookReceived(entries.Count));
        }
    }

    private static ProblemHttpResult Unsigned => Problems.WrongSignature.With("The call is not signed with the app secret of a business account that is known here.");

    /// <returns>Null when it is larger than any.</returns>
    private static async Task<byte[]?> Body(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > LargestBody) return null;
        using var bytes = new MemoryStream();
        var piece = new byte[16_384];
        for (int read; (read = await request.Body.ReadAsync(piece, cancellationToken)) > 0;)
        {
            bytes.Write(piece, 0, read);
            if (bytes.Length > LargestBody) return null;
        }
        return bytes.ToArray();
    }

    private static JsonDocument? Read(byte[] body)
    {
        try
        {
            return JsonDocument.Parse(body, Shallow);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? BusinessId(JsonElement entry) => entry.TextOrNull("id") is { Length: <= 32 } id && id.All(char.IsAsciiDigit) ? id : null;

    /// <summary>The accounts that the body names and whose secret it is signed with. Somebody else may claim the same account; their secret says that it is not theirs.</summary>
    private async Task<List<CloudAccount>> Signers(List<JsonElement> entries, byte[] body, string signature, CancellationToken cancellationToken)
    {
        var given = new byte[32];
        var signers = new List<CloudAccount>();
        if (Convert.FromHexString(signature.AsSpan(Scheme.Length), given, out _, out var length) != System.Buffers.OperationStatus.Done || length != 32) return signers;
        foreach (var business in entries.Select(BusinessId).OfType<string>().Distinct(StringComparer.Ordinal).Take(50))
            foreach (var account in await book.AccountsOf(business, cancellationToken))
                if (CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(System.Text.Encoding.UTF8.GetBytes(account.AppSecret), body), given)) signers.Add(account);
        return signers;
    }

    /// <returns>False: not everything was committed in time.</returns>
    private async Task<bool> Take(CloudAccount account, JsonElement entry, CancellationToken cancellationToken)
    {
        var events = new List<ChannelEvent>();
        var look = false;
        foreach (var change in entry.Items("changes"))
        {
            var (field, value) = (change.TextOrNull("field"), change.ObjectOrNone("value"));
            if (field is "messages" or "smb_message_echoes")
            {
                if (value.ObjectOrNone("metadata").TextOrNull("phone_number_id") is not { } number) continue;
                foreach (var sender in await book.SendersOf(account, number, cancellationToken)) events.AddRange(HookReader.Events(value, sender, time.GetUtcNow()));
            }
            else if (field is "message_template_status_update" or "message_template_quality_update") await Template(account, field, value, cancellationToken);
            else look |= AboutNumbers.Contains(field, StringComparer.Ordinal);
        }
        if (!await Commit(events, cancellationToken)) return false;
        // Whoever holds the account's senders asks Meta itself: the webhook says that something changed, and Graph says what is.
        if (look) await bell.Ring(CloudBook.Bell, account.Id.ToString(), cancellationToken);
        return true;
    }

    private async Task<bool> Commit(List<ChannelEvent> events, CancellationToken cancellationToken)
    {
        if (events.Count == 0) return true;
        var committed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var waiting = events.Count;
        void Acknowledge()
        {
            if (Interlocked.Decrement(ref waiting) == 0) committed.TrySetResult();
        }
        using var limit = new TimeLimit(options.CommitPatience, time, cancellationToken);
        try
        {
            foreach (var happened in events) await door.Put(happened, Acknowledge, limit.Token);
            await committed.Task.WaitAsync(limit.Token);
            return true;
        }
        catch (OperationCanceledException) when (limit.Token.IsCancellationRequested)
        {
            TooSlow(logger, events.Count);
            return false;
        }
    }

    private async Task Template(CloudAccount account, string field, JsonElement value, CancellationToken cancellationToken)
    {
        if (value.TextOrNull("message_template_name") is not { Length: <= 512 } name || value.TextOrNull("message_template_language") is not { Length: <= 32 } written) return;
        var (language, status, reason) = (written.Replace('-', '_'), value.TextOrNull("event")?.ToLowerInvariant(), value.TextOrNull("reason")?.ToLowerInvariant());
        if (field == "message_template_quality_update") await templates.Told(account, name, language, null, null, value.TextOrNull("new_quality_score")?.ToLowerInvariant(), cancellationToken);
        else if (status is { Length: > 0 and <= 40 }) await templates.Told(account, name, language, status, reason is "none" ? null : reason, null, cancellationToken);
    }

    /// <summary>Tells people that the webhook works; to the minute is enough.</summary>
    private async Task Seen(List<CloudAccount> accounts, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var command = new NpgsqlCommand("UPDATE cloud_accounts SET last_webhook_at = $2 WHERE id = ANY($1) AND (last_webhook_at IS NULL OR last_webhook_at < $3)", connection);
        command.Parameters.Add(new() { Value = accounts.ConvertAll(account => account.Id.Value).ToArray() });
        command.Parameters.Add(new() { Value = now });
        command.Parameters.Add(new() { Value = now - TimeSpan.FromMinutes(1) });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} events of a webhook were not stored in time; Meta is asked to send them again")]
    private static partial void TooSlow(ILogger logger, int count);
}
