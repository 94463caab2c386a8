namespace Parley.Channels.Simulator;

/// <summary>One started session: takes what its line tells, in order, keeps the login, and hands the rest to the door.
/// An idle one is a few small objects: nothing waits for its next event, the line wakes it.</summary>
internal sealed partial class SimulatorSession(
    Session session, INetwork network, IChannelDoor door, ILoginStore logins, TimeProvider time, ILogger logger, Action<SimulatorSession> ended,
    CancellationToken gone) : ILineListener, IThreadPoolWorkItem
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile ILine? _line;
    private volatile SessionChanged? _state;
    private SessionState _endsAs = SessionState.Disconnected;
    private Reason? _endsBecause;
    private long _fence = session.Fence;
    private int _awake;
    private volatile bool _announce;
    private volatile bool _ending;

    public ILine? Line => _line;
    public long Fence => Volatile.Read(ref _fence);
    public bool IsConnected => _state?.State == SessionState.Connected;

    /// <summary>Completes when the last event was handed to the door.</summary>
    public Task Ended => _ended.Task;

    public async Task Begin(CancellationToken cancellationToken)
    {
        try
        {
            await Tell(SessionState.Booting);
            var login = await logins.Read(session, cancellationToken);
            _line = network.Open(LoginOf(session, login), this);
            if (_ending) _line.Close(_endsAs == SessionState.LoggedOut);
            Wake();
        }
        catch
        {
            ended(this);
            _ended.TrySetResult();
            throw;
        }
    }

    public static Login LoginOf(Session session, byte[]? credentials) =>
        new(session.Tenant, session.Sender, Digits.TryParse(session.Phone, out var phone) ? phone : 0, credentials);

    /// <summary>Started once more. When it changed hands and stayed here, or waits for the way to come back, it says where it stands.</summary>
    public void Adopt(long fence)
    {
        if (fence < Fence || fence == Fence && _state?.State != SessionState.Disconnected) return;
        Volatile.Write(ref _fence, fence);
        _announce = true;
        Wake();
    }

    public void End(bool logout)
    {
        if (logout) _endsAs = SessionState.LoggedOut;
        _ending = true;
        _line?.Close(logout);
    }

    public void Wake()
    {
        // 0 asleep, 1 awake, 2 awake and must look once more
        if (Interlocked.Exchange(ref _awake, 2) == 0) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    public void Execute() => _ = TakeAll();

    private async Task TakeAll()
    {
        do
        {
            Volatile.Write(ref _awake, 1);
            if (_announce)
            {
                _announce = false;
                if (_state is { } state) await Insist(() => Tell(state with { Fence = Fence, EventId = NewEventId() }));
            }
            while (_line is { } line && line.TryTake(out var happened)) await Insist(() => Hand(line, happened!));
        }
        while (Interlocked.CompareExchange(ref _awake, 0, 1) != 1);
    }

    // Nothing that the network told may be lost because the database was away when it came. This is the end of the session's own
    // loop, so nobody above would see the exception either.
    private async ValueTask Insist(Func<ValueTask> act)
    {
        while (!gone.IsCancellationRequested)
        {
            try
            {
                await act();
                return;
            }
            catch (OperationCanceledException) when (gone.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem)
            {
                CouldNotHandIn(logger, problem, session.Sender.Value);
                await Task.Delay(TimeSpan.FromSeconds(1), time, gone).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async ValueTask Hand(ILine line, NetworkEvent happened)
    {
        switch (happened)
        {
            case Kept kept:
                await door.Put(kept.Event, () => line.Acknowledge(kept.Sequence), gone);
                break;
            case QrShown qr:
                await Tell(State(SessionState.WaitQr) with { Qr = qr.Qr, QrExpiresAt = qr.ExpiresAt });
                break;
            case CodeShown code:
                await Tell(State(SessionState.WaitCode) with { PairingCode = code.Code, QrExpiresAt = code.ExpiresAt });
                break;
            case Linked linked when Digits.Text(linked.Number) != session.Phone:
                (_endsAs, _endsBecause) = (SessionState.LoggedOut, Reasons.WrongPhone);
                line.Close(logout: true);
                break;
            case Linked linked:
                await logins.Write(session with { Fence = Fence }, linked.Credentials, gone);
                break;
            case LineOpened when _endsBecause is null:
                await Tell(SessionState.Connected);
                break;
            case LineLost lost:
                await Tell(State(SessionState.Disconnected) with { Reason = lost.Reason });
                break;
            case LineClosed closed:
                await HandEnd(closed.Reason);
                break;
        }
    }

    private async ValueTask HandEnd(Reason? reason)
    {
        var state = reason?.Slug == Reasons.SenderLoggedOut.Slug ? SessionState.LoggedOut
            : reason?.Slug == Reasons.SenderBanned.Slug ? SessionState.Banned
            : _endsAs;
        if (state == SessionState.LoggedOut) await logins.Write(session with { Fence = Fence }, null, gone);
        ended(this); // before it is told, so that whoever hears it can start again
        await Tell(State(state) with { Reason = reason ?? _endsBecause });
        _ended.TrySetResult();
    }

    private SessionChanged State(SessionState state) => new(session.Sender, DriverName.Simulator, NewEventId(), state, Fence);

    private ValueTask Tell(SessionState state) => Tell(State(state));

    private ValueTask Tell(SessionChanged state)
    {
        _state = state;
        return door.Put(state, null, gone);
    }

    private static string NewEventId() => "state." + Guid.CreateVersion7().ToString("N");

    [LoggerMessage(Level = LogLevel.Error, Message = "Could not hand in what happened to sender {Sender}; trying again")]
    private static partial void CouldNotHandIn(ILogger logger, Exception problem, Guid sender);
}
