using System.Collections.Concurrent;
using Parley.Channels;
using Parley.Platform.Data;
using Parley.Senders;

namespace Parley.Tests.Senders;

/// <summary>A network of sessions that does what the test says. Several nodes share one, as they share WhatsApp: it notices when two hold the same sender.
/// By itself it shows a QR to whoever has no login, and connects whoever has one.</summary>
internal sealed class StagedDriver(Db db, SendersOptions options, string name = DriverName.Simulator) : IChannelDriver, IPairingCode, IDriverHealth
{
    private readonly ApplySessionChanges _apply = new(options);
    private readonly ConcurrentDictionary<SenderId, Session> _live = new();
    private readonly ConcurrentDictionary<SenderId, bool> _logins = new();

    public string Name => name;

    public string? Problem { get; set; }

    public ChannelCapabilities Capabilities { get; set; } = new()
    {
        Content = new HashSet<ContentKind> { ContentKind.Text },
        MaxTextLength = 4096,
        MaxMediaBytes = new Dictionary<ContentKind, long>(),
        ChoosesMessageId = true,
        DeduplicatesById = true,
        MaxInFlight = 8,
        Receipts = true,
        Typing = true,
        NumberCheck = false,
        PairsByQr = true,
        PairsByCode = true,
        Edits = false,
        Deletes = false,
    };

    /// <summary>What happens at a start, instead of the usual.</summary>
    public Func<Session, Task>? OnStart { get; set; }

    /// <summary>What becomes of a message, instead of being accepted.</summary>
    public Func<Outgoing, SendResult>? OnSend { get; set; }

    public ConcurrentQueue<(string Call, SenderId Sender, long Fence)> Calls { get; } = new();

    /// <summary>Starts that found the sender connected under an older fence by somebody who had not stopped it.</summary>
    public ConcurrentQueue<SenderId> Doubles { get; } = new();

    public int Count(string call, SenderId sender) => Calls.Count(c => c.Call == call && c.Sender == sender);

    public bool IsLive(SenderId sender) => _live.ContainsKey(sender);

    public void HasLogin(SenderId sender) => _logins[sender] = true;

    public async Task Start(Session session, CancellationToken cancellationToken)
    {
        Calls.Enqueue(("start", session.Sender, session.Fence));
        if (OnStart is { } instead)
        {
            await instead(session);
            return;
        }
        if (_live.TryGetValue(session.Sender, out var standing) && standing.Fence != session.Fence) Doubles.Enqueue(session.Sender);
        _live[session.Sender] = session;
        await Tell(session, SessionState.Booting);
        if (_logins.ContainsKey(session.Sender)) await Tell(session, SessionState.Connected);
        else await Tell(session, SessionState.WaitQr, qr: "2@" + Guid.NewGuid().ToString("N"));
    }

    public async Task Stop(Session session, CancellationToken cancellationToken)
    {
        Calls.Enqueue(("stop", session.Sender, session.Fence));
        if (_live.TryRemove(session.Sender, out _)) await Tell(session, SessionState.Disconnected);
    }

    public async Task Logout(Session session, CancellationToken cancellationToken)
    {
        Calls.Enqueue(("logout", session.Sender, session.Fence));
        _live.TryRemove(session.Sender, out _);
        _logins.TryRemove(session.Sender, out _);
        await Tell(session, SessionState.LoggedOut);
    }

    public Task<SendResult> Send(Session session, Outgoing outgoing, CancellationToken cancellationToken) =>
        Task.FromResult(OnSend?.Invoke(outgoing) ?? new SendResult.Accepted(outgoing.ProviderId, TimeProvider.System.GetUtcNow()));

    public async Task RequestPairingCode(Session session, CancellationToken cancellationToken)
    {
        Calls.Enqueue(("code", session.Sender, session.Fence));
        await Tell(session, SessionState.WaitCode, code: "ABCD-1234");
    }

    /// <summary>A person scans the QR.</summary>
    public Task Scan(SenderId sender)
    {
        HasLogin(sender);
        return Tell(_live[sender], SessionState.Connected);
    }

    /// <summary>The connection breaks.</summary>
    public Task Break(SenderId sender, Reason reason, SessionState state = SessionState.Disconnected)
    {
        _live.TryRemove(sender, out var session);
        if (state == SessionState.LoggedOut) _logins.TryRemove(sender, out _);
        return Tell(session!, state, reason);
    }

    /// <summary>Tells an event as the inbox's door does: in one transaction.</summary>
    public async Task Tell(Session session, SessionState state, Reason? reason = null, string? qr = null, string? code = null)
    {
        await using var connection = await db.OpenEngine(default);
        await using var transaction = await connection.BeginTransactionAsync();
        var now = TimeProvider.System.GetUtcNow();
        await _apply.Apply(connection,
            [new SessionChanged(session.Sender, name, Guid.NewGuid().ToString(), state, session.Fence, qr, qr is null ? null : now.AddSeconds(20), code, reason)], now, default);
        await transaction.CommitAsync();
    }
}
