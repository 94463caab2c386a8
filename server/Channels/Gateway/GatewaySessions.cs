using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Parley.Senders;

namespace Parley.Channels.Gateway;

/// <summary>The sessions that this process started at one gateway, and what was told of each last. A gateway that dies cannot tell that its sessions are over;
/// this tells it in its place, and whoever wants them connected starts them again.</summary>
/// <param name="isElsewhere">Another of this server's gateways has the session by now: what this one still says of its state is out of date.</param>
internal sealed class GatewaySessions(string driver, IChannelDoor door, Func<SenderId, bool>? isElsewhere = null)
{
    private readonly ConcurrentDictionary<SenderId, Standing> _standing = new();
    private readonly ConcurrentDictionary<SenderId, Session> _owedStops = new();

    /// <summary>A session that was started here and not stopped.</summary>
    internal sealed class Standing(Session session)
    {
        private readonly Lock _gate = new();
        private TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private SessionState? _told;

        public Session Session { get; private set; } = session;

        /// <summary>What was told last under its fence; null when nothing was.</summary>
        public SessionState? Told
        {
            get
            {
                lock (_gate) return _told;
            }
        }

        /// <summary>Until it is told that it ended.</summary>
        public Task Ended
        {
            get
            {
                lock (_gate) return _ended.Task;
            }
        }

        public bool IsLive
        {
            get
            {
                lock (_gate) return !IsEnd(_told);
            }
        }

        public void Adopt(Session session)
        {
            lock (_gate)
            {
                if (session.Fence < Session.Fence) return;
                Session = session;
                if (!_ended.Task.IsCompleted) return;
                // What ended begins anew.
                (_told, _ended) = (null, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            }
        }

        public void Tell(SessionState state, long fence)
        {
            lock (_gate)
            {
                if (fence != Session.Fence) return;
                _told = state;
                if (IsEnd(state)) _ended.TrySetResult();
                else if (_ended.Task.IsCompleted) _ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }

        private static bool IsEnd(SessionState? state) => state is SessionState.Disconnected or SessionState.LoggedOut or SessionState.Banned;
    }

    /// <summary>Takes it on, or its newer fence.</summary>
    public Standing Begin(Session session)
    {
        _owedStops.TryRemove(session.Sender, out _);
        var standing = _standing.GetOrAdd(session.Sender, static (_, fresh) => new Standing(fresh), session);
        standing.Adopt(session);
        return standing;
    }

    public bool TryGet(SenderId sender, [NotNullWhen(true)] out Standing? standing) => _standing.TryGetValue(sender, out standing);

    public void Forget(SenderId sender) => _standing.TryRemove(sender, out _);

    public bool IsElsewhere(SenderId sender) => isElsewhere?.Invoke(sender) ?? false;

    /// <summary>It was to be stopped and the gateway could not be reached: if it still runs there, it is stopped when the gateway is back.</summary>
    public void OweStop(Session session) => _owedStops[session.Sender] = session;

    /// <summary>The stops that the gateway was not told of; each until it is started again or <see cref="StopPaid"/>.</summary>
    public IReadOnlyCollection<Session> OwedStops => [.. _owedStops.Values];

    public void StopPaid(Session session) => _owedStops.TryRemove(new(session.Sender, session));

    /// <summary>The gateway told it, and the door has it.</summary>
    public void Told(SessionChanged changed)
    {
        if (_standing.TryGetValue(changed.Sender, out var standing)) standing.Tell(changed.State, changed.Fence);
    }

    /// <summary>Tells in the gateway's place what it did not.</summary>
    public async Task Say(Session session, SessionState state, Reason? reason, CancellationToken cancellationToken)
    {
        await door.Put(new SessionChanged(session.Sender, driver, "server." + Guid.CreateVersion7().ToString("N"), state, session.Fence, Reason: reason), null, cancellationToken);
        if (_standing.TryGetValue(session.Sender, out var standing)) standing.Tell(state, session.Fence);
    }

    /// <summary>Whatever they were, they are not connected now.</summary>
    /// <returns>How many were.</returns>
    public async Task<int> Lose(CancellationToken cancellationToken)
    {
        var lost = 0;
        foreach (var standing in _standing.Values)
        {
            if (!standing.IsLive) continue;
            lost++;
            await Say(standing.Session, SessionState.Disconnected, Reasons.GatewayDown, cancellationToken);
        }
        return lost;
    }
}
