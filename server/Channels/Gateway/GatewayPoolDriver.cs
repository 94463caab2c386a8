using System.Collections.Frozen;

namespace Parley.Channels.Gateway;

/// <summary>The driver over all gateways of an engine: finds each session's own and leaves the rest to it.</summary>
internal sealed class GatewayPoolDriver(string name, ChannelCapabilities capabilities, GatewayPool pool)
    : IChannelDriver, IPairingCode, INumberCheck, ITyping, IMediaFetch, IReadMarks, ILoginFiles, IDriverHealth
{
    public string Name => name;
    public ChannelCapabilities Capabilities => capabilities;
    public string? Problem => pool.Problem;

    public async Task Start(Session session, CancellationToken cancellationToken)
    {
        var room = await pool.Assign(session.Sender, cancellationToken);
        // Its own room sees to that by itself; what another one told, where it was before, is told again too.
        foreach (var other in pool.Rooms)
            if (other != room) other.Events.TellAgain(session.Sender);
        await room.Driver.Start(session, cancellationToken);
    }

    public async Task Stop(Session session, CancellationToken cancellationToken)
    {
        if (Room(session) is not { } room) return;
        await room.Driver.Stop(session, cancellationToken);
        await Leave(room, session);
    }

    public async Task Logout(Session session, CancellationToken cancellationToken)
    {
        // Its login is given up at the network, for which one that is not started needs a place as well.
        var room = await pool.Assign(session.Sender, cancellationToken);
        await room.Driver.Logout(session, cancellationToken);
        await Leave(room, session);
    }

    // A stop under an older fence changed nothing: then it is still there.
    private Task Leave(GatewayRoom room, Session session) => room.Sessions.TryGet(session.Sender, out _) ? Task.CompletedTask : pool.Free(session.Sender);

    public Task<SendResult> Send(Session session, Outgoing outgoing, CancellationToken cancellationToken) =>
        Room(session)?.Driver.Send(session, outgoing, cancellationToken)
        ?? Task.FromResult<SendResult>(new SendResult.Retry(cancellationToken.IsCancellationRequested ? Reasons.Stopping : Reasons.NotConnected));

    public Task RequestPairingCode(Session session, CancellationToken cancellationToken) => Room(session)?.Driver.RequestPairingCode(session, cancellationToken) ?? Task.CompletedTask;

    public Task<IReadOnlyDictionary<string, bool>> Check(Session session, IReadOnlyCollection<string> numbers, CancellationToken cancellationToken) =>
        Room(session)?.Driver.Check(session, numbers, cancellationToken) ?? Task.FromResult<IReadOnlyDictionary<string, bool>>(FrozenDictionary<string, bool>.Empty);

    public Task Typing(Session session, string to, TimeSpan duration, CancellationToken cancellationToken) => Room(session)?.Driver.Typing(session, to, duration, cancellationToken) ?? Task.CompletedTask;

    public Task<Stream?> Fetch(Session session, string mediaReference, CancellationToken cancellationToken) =>
        Room(session)?.Driver.Fetch(session, mediaReference, cancellationToken) ?? throw new GatewayAwayException("The session is not connected, so its files cannot be fetched now.");

    public Task MarkRead(Session session, string from, IReadOnlyList<string> providerIds, CancellationToken cancellationToken) =>
        Room(session)?.Driver.MarkRead(session, from, providerIds, cancellationToken) ?? Task.CompletedTask;

    public Task<(byte[]? File, LoginRefusal? Refusal)> Export(Session session, string passphrase, CancellationToken cancellationToken) =>
        AtRest<(byte[]?, LoginRefusal?)>(session, (null, LoginRefusal.Running), async room =>
        {
            var (file, problem) = await room.Client.Export(session.Sender.ToString(), passphrase, cancellationToken);
            return (file, problem is null ? null : Refusal(problem));
        }, cancellationToken);

    public Task<LoginRefusal?> Import(Session session, Stream file, string passphrase, CancellationToken cancellationToken) =>
        AtRest(session, LoginRefusal.Running, async room => await room.Client.Import(session.Sender.ToString(), session.Phone, passphrase, file, cancellationToken) is { } problem ? Refusal(problem) : (LoginRefusal?)null, cancellationToken);

    /// <summary>With any process, for a session that has none: its login is in the database, and whoever works on it takes it over.</summary>
    private async Task<T> AtRest<T>(Session session, T running, Func<GatewayRoom, Task<T>> work, CancellationToken cancellationToken)
    {
        if (pool.Find(session.Sender) is not null) return running;
        var room = await pool.Assign(session.Sender, cancellationToken);
        try
        {
            await room.Place.Find(cancellationToken);
            return await work(room);
        }
        finally
        {
            // Who started it meanwhile has the place.
            await Leave(room, session);
        }
    }

    private static LoginRefusal Refusal(ProblemAnswer problem) => problem.Type switch
    {
        "session-unknown" => LoginRefusal.NoLogin,
        "session-running" => LoginRefusal.Running,
        "file-unreadable" => LoginRefusal.NoSuchFile,
        "file-damaged" => LoginRefusal.Damaged,
        "other-engine" => LoginRefusal.OtherDriver,
        "passphrase-wrong" => LoginRefusal.WrongPassphrase,
        "other-number" => LoginRefusal.OtherNumber,
        var other => throw new GatewayAwayException($"The gateway refused the login: {other}."),
    };

    // A gateway elsewhere outlives this server, and may have sessions that were started before this server was.
    private GatewayRoom? Room(Session session) => pool.Find(session.Sender) ?? pool.Elsewhere;
}
