using System.Collections.Concurrent;
using System.Collections.Frozen;
using Parley.Senders;

namespace Parley.Channels.Simulator;

/// <summary>The stand-in's driver: does everything a driver can do, against a network of virtual phones.</summary>
internal sealed class SimulatorDriver(INetwork network, IChannelDoor door, ILoginStore logins, TimeProvider time, ILogger<SimulatorDriver> logger, SimulatorOptions options, IAttachments? attachments = null)
    : IChannelDriver, IPairingCode, INumberCheck, ITyping, IMediaFetch, IReadMarks, IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private readonly ConcurrentDictionary<SenderId, SimulatorSession> _sessions = new();

    public string Name => DriverName.Simulator;

    public INetwork Network => network;

    public ChannelCapabilities Capabilities { get; } = new()
    {
        Content = ContentKinds.Sendable,
        MaxTextLength = WhatsAppLimits.MaxTextLength,
        MaxMediaBytes = WhatsAppLimits.MaxMediaBytes,
        ChoosesMessageId = true,
        DeduplicatesById = options.Deduplicates,
        MaxInFlight = 64,
        Receipts = true,
        Typing = true,
        NumberCheck = true,
        PairsByQr = true,
        PairsByCode = true,
        Edits = false,
        Deletes = false,
    };

    public async Task Start(Session session, CancellationToken cancellationToken)
    {
        var fresh = new SimulatorSession(session, network, door, logins, time, logger, Remove, _gone.Token);
        var standing = _sessions.GetOrAdd(session.Sender, fresh);
        if (standing == fresh) await fresh.Begin(cancellationToken);
        else standing.Adopt(session.Fence);

        void Remove(SimulatorSession ended) => _sessions.TryRemove(new(session.Sender, ended));
    }

    public async Task Stop(Session session, CancellationToken cancellationToken)
    {
        if (Standing(session) is not { } standing) return;
        standing.End(logout: false);
        await standing.Ended.WaitAsync(cancellationToken);
    }

    public async Task Logout(Session session, CancellationToken cancellationToken)
    {
        if (Standing(session) is { } standing)
        {
            standing.End(logout: true);
            await standing.Ended.WaitAsync(cancellationToken);
            return;
        }
        await network.Revoke(SimulatorSession.LoginOf(session, await logins.Read(session, cancellationToken)), cancellationToken);
        await logins.Write(session, null, cancellationToken);
        await door.Put(new SessionChanged(session.Sender, Name, "state." + Guid.CreateVersion7().ToString("N"), SessionState.LoggedOut, session.Fence), null, cancellationToken);
    }

    public Task<SendResult> Send(Session session, Outgoing outgoing, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return Task.FromResult<SendResult>(new SendResult.Retry(Reasons.Stopping));
        if (!_sessions.TryGetValue(session.Sender, out var standing) || !standing.IsConnected) return Task.FromResult<SendResult>(new SendResult.Retry(Reasons.NotConnected));
        if (session.Fence < standing.Fence) return Task.FromResult<SendResult>(new SendResult.Retry(Reasons.SenderReplaced));
        if (Capabilities.Objection(outgoing.Content) is { } objection)
            return Task.FromResult<SendResult>(new SendResult.Refused(Reasons.ContentNotSupported, Fault.Content, objection));

        var line = standing.Line!;
        if (outgoing.Typing is not null || outgoing.Content.Media is not null) return SendPrepared(session, line, outgoing, cancellationToken);
        var sent = line.Send(outgoing, cancellationToken);
        return sent.IsCompletedSuccessfully ? Task.FromResult(sent.Result) : sent.AsTask();
    }

    private async Task<SendResult> SendPrepared(Session session, ILine line, Outgoing outgoing, CancellationToken cancellationToken)
    {
        try
        {
            if (outgoing.Content.Media is { } media && !await Bring(session, line, media, cancellationToken))
                return new SendResult.Refused(Reasons.MediaMissing, Fault.Content);
            if (outgoing.Typing is { } typing)
            {
                line.Typing(outgoing.To);
                await Task.Delay(typing, time, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new SendResult.Retry(Reasons.Stopping);
        }
        catch (IOException problem)
        {
            return new SendResult.Retry(Reasons.NetworkFailure, RawError: problem.Message);
        }
        return await line.Send(outgoing, cancellationToken);
    }

    // Each file goes to the network once, however many people get it. False when it is no longer stored here.
    private async Task<bool> Bring(Session session, ILine line, MediaReference media, CancellationToken cancellationToken)
    {
        if (await line.HasMedia(media.Sha256, cancellationToken)) return true;
        await using var file = attachments is null ? null : await attachments.Open(session.Tenant, media, cancellationToken);
        if (file is null) return false;
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, cancellationToken);
        await line.PutMedia(media.Sha256, bytes.ToArray(), cancellationToken);
        return true;
    }

    public Task RequestPairingCode(Session session, CancellationToken cancellationToken)
    {
        Standing(session)?.Line?.RequestPairingCode();
        return Task.CompletedTask;
    }

    public async Task<IReadOnlyDictionary<string, bool>> Check(Session session, IReadOnlyCollection<string> numbers, CancellationToken cancellationToken) =>
        Connected(session) is { } line ? await line.Check(numbers, cancellationToken) : FrozenDictionary<string, bool>.Empty;

    public async Task Typing(Session session, string to, TimeSpan duration, CancellationToken cancellationToken)
    {
        if (Connected(session) is not { } line) return;
        line.Typing(to);
        await Task.Delay(duration, time, cancellationToken);
    }

    public async Task<Stream?> Fetch(Session session, string mediaReference, CancellationToken cancellationToken)
    {
        var line = Connected(session) ?? throw new IOException(Reasons.NotConnected.Sentence);
        return await line.GetMedia(mediaReference, cancellationToken) is { } bytes ? new MemoryStream(bytes, writable: false) : null;
    }

    public Task MarkRead(Session session, string from, IReadOnlyList<string> providerIds, CancellationToken cancellationToken)
    {
        Connected(session)?.MarkRead(from, providerIds);
        return Task.CompletedTask;
    }

    // What comes with an older fence comes from a node that no longer holds the sender.
    private SimulatorSession? Standing(Session session) =>
        _sessions.TryGetValue(session.Sender, out var standing) && session.Fence >= standing.Fence ? standing : null;

    private ILine? Connected(Session session) => Standing(session) is { IsConnected: true } standing ? standing.Line : null;

    /// <summary>Hands nothing in any more. The logins stay, and what was not handed in stays with the network.</summary>
    public void Dispose() => _gone.Cancel();
}
