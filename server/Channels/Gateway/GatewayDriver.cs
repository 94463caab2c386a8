using System.Collections.Frozen;

namespace Parley.Channels.Gateway;

/// <summary>A driver whose sessions live in a gateway.</summary>
internal sealed class GatewayDriver(string name, ChannelCapabilities capabilities, IGatewayPlace place, GatewayClient client, GatewayEvents events, GatewaySessions sessions,
    GatewayOptions options, TimeProvider time, IAttachments? attachments = null)
    : IChannelDriver, IPairingCode, INumberCheck, ITyping, IMediaFetch, IReadMarks, IDriverHealth
{
    /// <summary>How many numbers or messages one call of the wire may name.</summary>
    private const int MostPerCall = 500;

    /// <summary>How long one call of the wire may have "typing…" shown.</summary>
    private static readonly TimeSpan LongestTyping = TimeSpan.FromMinutes(1);

    /// <summary>How long the end of a session, which the gateway has on its disk, may take on its way here.</summary>
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(5);

    public string Name => name;
    public ChannelCapabilities Capabilities => capabilities;
    public string? Problem => place.Problem ?? events.Problem;

    public async Task Start(Session session, CancellationToken cancellationToken)
    {
        await place.Find(cancellationToken);
        // Nothing is started that we would not hear of. Where the gateway was started anew since it was heard, that is yet to be found out.
        var heard = await events.Heard(cancellationToken);
        if (place.Now != heard) throw new GatewayAwayException("The gateway was just started again.");

        var before = sessions.TryGet(session.Sender, out var known) ? (known.Session.Fence, known.Told) : (Fence: 0, Told: null);
        events.TellAgain(session.Sender);
        var standing = sessions.Begin(session);
        var (answer, problem) = await client.Start(session.Sender.ToString(), new StartBody(session.Phone, session.Fence), cancellationToken);
        if (answer is null)
        {
            await sessions.Say(session, SessionState.Disconnected, problem?.Type switch { "fence-old" => Reasons.SenderReplaced, "spool-full" => Reasons.GatewayFull, _ => Reasons.StartFailed }, cancellationToken);
            return;
        }
        // It ran on while we thought that it was lost, so it tells nothing new.
        if (answer.State == SessionState.Connected && before.Fence == session.Fence && before.Told != SessionState.Connected && standing.Told != SessionState.Connected)
            await sessions.Say(session, SessionState.Connected, null, cancellationToken);
    }

    public async Task Stop(Session session, CancellationToken cancellationToken)
    {
        var isKnown = sessions.TryGet(session.Sender, out var standing);
        if (isKnown && session.Fence < standing!.Session.Fence) return; // another's by now
        // Nothing of this process runs there, and no gateway that could have outlived another one is at hand.
        if (!isKnown && place.Now is null) return;
        try
        {
            var refused = await client.Stop(session.Sender.ToString(), session.Fence, logout: false, cancellationToken);
            if (refused is null && standing is { IsLive: true }) await End(standing, cancellationToken);
        }
        catch (GatewayAwayException)
        {
            // A gateway that is gone has stopped it more thoroughly than we could; one that only cannot be reached is told when it is back.
            sessions.OweStop(session);
            if (standing is { IsLive: true }) await sessions.Say(session, SessionState.Disconnected, null, cancellationToken);
        }
        sessions.Forget(session.Sender);
    }

    public async Task Logout(Session session, CancellationToken cancellationToken)
    {
        var isKnown = sessions.TryGet(session.Sender, out var standing);
        if (isKnown && session.Fence < standing!.Session.Fence) return;
        await place.Find(cancellationToken);
        await events.Heard(cancellationToken);
        await client.Stop(session.Sender.ToString(), session.Fence, logout: true, cancellationToken);
        if (standing is { IsLive: true }) await End(standing, cancellationToken);
        sessions.Forget(session.Sender);
    }

    // The gateway has its last word on the disk; here it is told when the door has it.
    private async Task End(GatewaySessions.Standing standing, CancellationToken cancellationToken) =>
        await standing.Ended.WaitAsync(EndPatience, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    public async Task<SendResult> Send(Session session, Outgoing outgoing, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return new SendResult.Retry(Reasons.Stopping);
        if (!sessions.TryGet(session.Sender, out var standing)) return new SendResult.Retry(Reasons.NotConnected);
        if (session.Fence < standing.Session.Fence) return new SendResult.Retry(Reasons.SenderReplaced);
        if (capabilities.Objection(outgoing.Content) is { } objection) return new SendResult.Refused(Reasons.ContentNotSupported, Fault.Content, objection);
        try
        {
            if (outgoing.Content.Media is { } media && await Bring(session, media, cancellationToken) is { } missing) return missing;
            // Apart from the message, so that whoever stops it while it is typed knows that it did not leave.
            if (outgoing.Typing is { } typing) await Typing(session, outgoing.To, typing, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new SendResult.Retry(Reasons.Stopping);
        }
        catch (IOException away)
        {
            return new SendResult.Retry(Reasons.GatewayDown, RawError: away.Message);
        }
        var body = new SendBody(session.Fence, outgoing.ProviderId, outgoing.To, WireContent.Of(outgoing.Content), (long)options.SendTimeout.TotalMilliseconds, ReplyTo: outgoing.ReplyToProviderId);
        var result = await client.Send(session.Sender.ToString(), body, cancellationToken);
        // We took it for connected and it is not: then its end got lost on the way, and whoever looks after it must hear of it.
        if (result is SendResult.Retry { Reason: var reason } && reason == Reasons.NotConnected && standing.Told == SessionState.Connected && standing.Session.Fence == session.Fence)
            await sessions.Say(session, SessionState.Disconnected, Reasons.NotConnected, CancellationToken.None);
        return result;
    }

    /// <summary>Each file goes to the gateway once, however many people get it.</summary>
    /// <returns>Why it cannot; null when it is there.</returns>
    private async Task<SendResult?> Bring(Session session, MediaReference media, CancellationToken cancellationToken)
    {
        if (await client.HasMedia(media.Sha256, cancellationToken)) return null;
        await using var file = attachments is null ? null : await attachments.Open(session.Tenant, media, cancellationToken);
        if (file is null) return new SendResult.Refused(Reasons.MediaMissing, Fault.Content);
        return await client.PutMedia(media.Sha256, file, cancellationToken) is { } problem ? new SendResult.Refused(Reasons.ContentRefused, Fault.Content, problem.Type) : null;
    }

    public async Task RequestPairingCode(Session session, CancellationToken cancellationToken)
    {
        if (IsOurs(session)) await client.RequestPairingCode(session.Sender.ToString(), session.Fence, cancellationToken);
    }

    public async Task<IReadOnlyDictionary<string, bool>> Check(Session session, IReadOnlyCollection<string> numbers, CancellationToken cancellationToken)
    {
        if (!IsOurs(session)) return FrozenDictionary<string, bool>.Empty;
        var answers = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var some in numbers.Chunk(MostPerCall))
            if (await client.Check(session.Sender.ToString(), new CheckBody(session.Fence, some), cancellationToken) is { } checkedNumbers)
                foreach (var (number, isThere) in checkedNumbers.Numbers) answers[number] = isThere;
        return answers;
    }

    public async Task Typing(Session session, string to, TimeSpan duration, CancellationToken cancellationToken)
    {
        if (!IsOurs(session)) return;
        await client.Typing(session.Sender.ToString(), new TypingBody(session.Fence, to, (long)(duration < LongestTyping ? duration : LongestTyping).TotalMilliseconds), cancellationToken);
        await Task.Delay(duration, time, cancellationToken);
    }

    public Task<Stream?> Fetch(Session session, string mediaReference, CancellationToken cancellationToken) =>
        client.GetMedia(session.Sender.ToString(), mediaReference, cancellationToken);

    public async Task MarkRead(Session session, string from, IReadOnlyList<string> providerIds, CancellationToken cancellationToken)
    {
        if (!IsOurs(session)) return;
        foreach (var some in providerIds.Chunk(MostPerCall)) await client.MarkRead(session.Sender.ToString(), new ReadBody(session.Fence, from, some), cancellationToken);
    }

    // What comes with an older fence comes from a node that no longer holds the sender.
    private bool IsOurs(Session session) => sessions.TryGet(session.Sender, out var standing) && session.Fence >= standing.Session.Fence;
}
