using System.Collections.Concurrent;
using System.Collections.Frozen;
using Npgsql;
using Parley.Platform.Data;
using Parley.Senders;

namespace Parley.Channels.Cloud;

/// <summary>The driver <c>cloud</c>: WhatsApp's official API. It holds no connection: a session is the word that the number may send, asked of Meta at the start, from time to
/// time, and whenever Meta says that something changed. What happens comes by webhook (<see cref="ReceiveHook"/>).</summary>
internal sealed partial class CloudDriver(CloudBook book, GraphClient graph, Numbers numbers, MediaUploads uploads, TemplateBook templates, IChannelDoor door, CloudOptions options, TimeProvider time,
    ILogger<CloudDriver> logger) : IChannelDriver, IMediaFetch, IReadMarks, ITemplates
{
    private readonly ConcurrentDictionary<SenderId, Standing> _sessions = new();

    private sealed class Standing(Session session)
    {
        public Session Session { get; set; } = session;
        public SessionState Told { get; set; } = SessionState.Booting;
        public long LookedAt { get; set; }

        /// <summary>One look or start at a time.</summary>
        public SemaphoreSlim Turn { get; } = new(1);
    }

    public string Name => DriverName.Cloud;

    public ChannelCapabilities Capabilities { get; } = new()
    {
        Content = ContentKinds.Sendable.Except([ContentKind.Poll]).ToFrozenSet(),
        MaxTextLength = 4096,
        MaxMediaBytes = new Dictionary<ContentKind, long>
        {
            [ContentKind.Image] = 5 << 20,
            [ContentKind.Video] = 16 << 20,
            [ContentKind.Audio] = 16 << 20,
            [ContentKind.Voice] = 16 << 20,
            [ContentKind.Sticker] = 500 << 10,
            [ContentKind.Document] = 100 << 20,
        }.ToFrozenDictionary(),
        ChoosesMessageId = false,
        DeduplicatesById = false,
        MaxInFlight = 20,
        Receipts = true,
        // It can be shown only to whom has just written, and marks that message as read.
        Typing = false,
        NumberCheck = false,
        PairsByQr = false,
        PairsByCode = false,
        Edits = false,
        Deletes = false,
        HoldsConnection = false,
        FreeFormWindow = TimeSpan.FromHours(24),
    };

    public async Task Start(Session session, CancellationToken cancellationToken)
    {
        var fresh = new Standing(session);
        var standing = _sessions.GetOrAdd(session.Sender, fresh);
        await standing.Turn.WaitAsync(cancellationToken);
        try
        {
            if (standing != fresh)
            {
                if (session.Fence < standing.Session.Fence || session.Fence == standing.Session.Fence && standing.Told == SessionState.Connected) return;
                standing.Session = session;
            }
            await Tell(standing, SessionState.Booting, null, cancellationToken);
            await Begin(standing, cancellationToken);
        }
        finally
        {
            standing.Turn.Release();
        }
    }

    private async Task Begin(Standing standing, CancellationToken cancellationToken)
    {
        try
        {
            var (number, why) = await book.NumberOf(standing.Session.Sender, cancellationToken) is { } known ? (known, null) : await numbers.Find(standing.Session, cancellationToken);
            if (number is null) await Tell(standing, SessionState.LoggedOut, why, cancellationToken);
            else await Look(standing, number, cancellationToken);
        }
        catch (GraphAwayException away)
        {
            CannotAsk(logger, away, standing.Session.Sender.Value);
            await Tell(standing, SessionState.Disconnected, Reasons.NetworkFailure, cancellationToken);
        }
    }

    /// <summary>Asks Meta about the number, and tells what follows.</summary>
    private async Task Look(Standing standing, CloudNumber number, CancellationToken cancellationToken)
    {
        var (told, refusal) = await numbers.Look(number.Account, number.NumberId, cancellationToken);
        standing.LookedAt = time.GetTimestamp();
        if (refusal is not null)
        {
            var meaning = refusal.Error is { } error ? CloudErrors.Of(error, refusal.Status) : new CloudMeaning(Reasons.NetworkFailure, null);
            if (meaning.Reason == Reasons.AccessRefused) await numbers.KeepProblem(number.Account, meaning.Reason, cancellationToken);
            // What is only Meta's own trouble of the moment leaves a session that stands as it is.
            if (meaning.Fault is null && standing.Told == SessionState.Connected) return;
            await Tell(standing, meaning.Fault is null ? SessionState.Disconnected : meaning.Ends ?? SessionState.LoggedOut, meaning.Reason, cancellationToken);
            return;
        }
        await numbers.Keep(number.Sender, told!.Facts, cancellationToken);
        if (told.Phone != standing.Session.Phone) await Tell(standing, SessionState.LoggedOut, Reasons.NoCloudAccount, cancellationToken);
        else if (told.Facts.Status == "banned") await Tell(standing, SessionState.Banned, Reasons.SenderBanned, cancellationToken);
        else if (standing.Told != SessionState.Connected) await Tell(standing, SessionState.Connected, null, cancellationToken);
    }

    /// <summary>Looks again at the numbers of an account, or at those that were not looked at for long.</summary>
    /// <param name="account">Null: of all.</param>
    /// <param name="onlyDue">Only those whose time has come.</param>
    public async Task LookAgain(CloudAccountId? account, bool onlyDue, CancellationToken cancellationToken)
    {
        foreach (var standing in _sessions.Values)
        {
            if (standing.Told != SessionState.Connected || onlyDue && time.GetElapsedTime(standing.LookedAt) < options.LookEvery) continue;
            if (await book.NumberOf(standing.Session.Sender, cancellationToken) is not { } number || account is { } only && number.Account.Id != only) continue;
            await standing.Turn.WaitAsync(cancellationToken);
            try
            {
                if (IsCurrent(standing) && standing.Told == SessionState.Connected) await Look(standing, number, cancellationToken);
            }
            catch (GraphAwayException away)
            {
                // It may be Meta, or our way there; sends will tell.
                standing.LookedAt = time.GetTimestamp();
                CannotAsk(logger, away, standing.Session.Sender.Value);
            }
            finally
            {
                standing.Turn.Release();
            }
        }
    }

    public async Task Stop(Session session, CancellationToken cancellationToken)
    {
        if (!_sessions.TryGetValue(session.Sender, out var standing) || session.Fence < standing.Session.Fence) return;
        // What is being looked at is told before, or not at all.
        await standing.Turn.WaitAsync(cancellationToken);
        try
        {
            if (!_sessions.TryRemove(new(session.Sender, standing))) return;
            if (standing.Told is SessionState.Booting or SessionState.Connected) await Tell(standing, SessionState.Disconnected, null, cancellationToken);
        }
        finally
        {
            standing.Turn.Release();
        }
    }

    private bool IsCurrent(Standing standing) => _sessions.TryGetValue(standing.Session.Sender, out var current) && current == standing;

    /// <summary>There is no login to give up: the account stays with the tenant, and the next start asks it again.</summary>
    public async Task Logout(Session session, CancellationToken cancellationToken)
    {
        if (_sessions.TryGetValue(session.Sender, out var standing) && session.Fence < standing.Session.Fence) return;
        _sessions.TryRemove(session.Sender, out _);
        await Tell(new Standing(session), SessionState.LoggedOut, null, cancellationToken);
    }

    public async Task<SendResult> Send(Session session, Outgoing outgoing, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return new SendResult.Retry(Reasons.Stopping);
        if (!_sessions.TryGetValue(session.Sender, out var standing) || standing.Told != SessionState.Connected) return new SendResult.Retry(Reasons.NotConnected);
        if (session.Fence < standing.Session.Fence) return new SendResult.Retry(Reasons.SenderReplaced);
        if (Capabilities.Objection(outgoing.Content) is { } objection) return new SendResult.Refused(Reasons.ContentNotSupported, Fault.Content, objection);
        CloudNumber? number;
        CloudTemplate? template = null;
        string? mediaId = null;
        try
        {
            number = await book.NumberOf(session.Sender, cancellationToken);
            if (number is null) return new SendResult.Retry(Reasons.NoCloudAccount);
            if (outgoing.Content.Template is { } named)
            {
                var found = await templates.Check(number.Account, outgoing.Content, cancellationToken);
                if (found.Refusal is { } reason) return new SendResult.Refused(reason, Fault.Content, found.Sentence);
                template = found.Template;
            }
            if (outgoing.Content.Media is { } media)
            {
                (mediaId, var refusal, var why) = await uploads.Bring(session.Tenant, number, media, cancellationToken);
                await End(standing, why);
                if (refusal is not null) return refusal;
            }
            if (outgoing.Typing is { } typing) await Task.Delay(typing, time, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new SendResult.Retry(Reasons.Stopping);
        }
        catch (Exception away) when (away is IOException or NpgsqlException)
        {
            return new SendResult.Retry(Reasons.NetworkFailure, RawError: away is GraphAwayException ? away.Message : away.GetType().Name);
        }
        return await Send(standing, number, CloudContent.Body(outgoing, mediaId, template), outgoing, cancellationToken);
    }

    private async Task<SendResult> Send(Standing standing, CloudNumber number, object body, Outgoing outgoing, CancellationToken cancellationToken)
    {
        var (answer, noAnswer) = await graph.Send(number.Account, number.NumberId, body, cancellationToken);
        if (answer is null) return noAnswer!;
        if (answer.IsGood && answer.Body!.Value.Items("messages").FirstOrDefault().TextOrNull("id") is { Length: > 0 } id) return new SendResult.Accepted(id, time.GetUtcNow());
        var result = CloudErrors.Result(answer, out var meaning);
        await End(standing, meaning);
        if (outgoing.Content.Media is { } media && (meaning?.Reason == Reasons.MediaRefused || answer.Error is { Code: 100 or 131009 }))
        {
            // Perhaps only the id is worth nothing any more: whoever tries again brings the file anew.
            try
            {
                await uploads.Forget(standing.Session.Tenant, number.NumberId, media, CancellationToken.None);
            }
            catch (NpgsqlException)
            {
                // It is forgotten when its month is over.
            }
        }
        return result;
    }

    /// <summary>Meta's answer to a message may be the end of the session.</summary>
    private async Task End(Standing standing, CloudMeaning? meaning)
    {
        if (meaning?.Ends is not { } state || standing.Told != SessionState.Connected || !IsCurrent(standing)) return;
        await Tell(standing, state, meaning.Reason, CancellationToken.None);
        book.Forget();
    }

    public async Task<Stream?> Fetch(Session session, string mediaReference, CancellationToken cancellationToken)
    {
        var number = await book.NumberOf(session.Sender, cancellationToken) ?? throw new IOException(Reasons.NoCloudAccount.Sentence);
        var answer = await graph.Get(number.Account, Uri.EscapeDataString(mediaReference), cancellationToken);
        if (answer.IsGood && answer.Body!.Value.TextOrNull("url") is { } url) return await graph.Download(number.Account, url, cancellationToken);
        // It is there no more; anything else may be better in a while.
        return answer.Status == 404 || answer.Error is { Code: 100 } ? null : throw new GraphAwayException($"Meta did not give the file: {answer.Error?.Raw ?? $"HTTP {answer.Status}"}");
    }

    public async Task MarkRead(Session session, string from, IReadOnlyList<string> providerIds, CancellationToken cancellationToken)
    {
        if (await book.NumberOf(session.Sender, cancellationToken) is not { } number) return;
        foreach (var id in providerIds) await graph.Post(number.Account, $"{number.NumberId}/messages", new { messaging_product = "whatsapp", status = "read", message_id = id }, cancellationToken);
    }

    public async Task<TemplateCheck> Check(TenantId tenant, SenderId? sender, MessageContent content, CancellationToken cancellationToken)
    {
        IReadOnlyList<CloudAccount> accounts = sender is { } one ? await book.NumberOf(one, cancellationToken) is { } number ? [number.Account] : [] : await book.AccountsOf(tenant, cancellationToken);
        var check = TemplateCheck.Unknown;
        foreach (var account in accounts)
        {
            var found = await templates.Check(account, content, cancellationToken);
            check = new TemplateCheck(found.Refusal, found.Sentence, found.Template?.Text(content.Template!));
            if (found.Refusal is null) return check;
        }
        return check;
    }

    private async Task Tell(Standing standing, SessionState state, Reason? reason, CancellationToken cancellationToken)
    {
        standing.Told = state;
        var session = standing.Session;
        await door.Put(new SessionChanged(session.Sender, Name, "state." + Guid.CreateVersion7().ToString("N"), state, session.Fence, Reason: reason), null, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Meta could not be asked about the number of sender {Sender}")]
    private static partial void CannotAsk(ILogger logger, Exception away, Guid sender);
}
