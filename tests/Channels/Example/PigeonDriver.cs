using System.Collections.Concurrent;
using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using Parley.Senders;

namespace Parley.Channels.Pigeon;

/// <summary>The driver <c>pigeon</c>: numbers that the provider Pigeon hosts.</summary>
internal sealed class PigeonDriver(PigeonApi api, IChannelDoor door, PigeonOptions options, ILogger<PigeonDriver> logger) : IChannelDriver, INumberCheck, IDriverHealth, IDisposable
{
    public const string DriverName = "pigeon";

    private readonly ConcurrentDictionary<SenderId, PigeonLine> _lines = new();

    public string Name => DriverName;

    public string? Problem => api.Problem;

    public ChannelCapabilities Capabilities { get; } = new()
    {
        Content = new[] { ContentKind.Text }.ToFrozenSet(),
        MaxTextLength = 4096,
        MaxMediaBytes = FrozenDictionary<ContentKind, long>.Empty,
        ChoosesMessageId = true,
        DeduplicatesById = true,
        MaxInFlight = 16,
        Receipts = true,
        Typing = false,
        NumberCheck = true,
        PairsByQr = false,
        PairsByCode = false,
        Edits = false,
        Deletes = false,
        HoldsConnection = false,
        Echoes = false,
    };

    public async Task Start(Session session, CancellationToken cancellationToken)
    {
        if (_lines.TryGetValue(session.Sender, out var standing))
        {
            if (session.Fence <= standing.Session.Fence) return;
            if (Leave(standing)) await standing.Quit();
        }
        var line = new PigeonLine(session, api, door, options, logger, Leave);
        if (_lines.TryAdd(session.Sender, line)) line.Begin();
    }

    public async Task Stop(Session session, CancellationToken cancellationToken)
    {
        if (!_lines.TryGetValue(session.Sender, out var line) || session.Fence < line.Session.Fence || !Leave(line)) return;
        await line.Quit();
        await line.Tell(SessionState.Disconnected, null, cancellationToken);
    }

    public async Task Logout(Session session, CancellationToken cancellationToken)
    {
        if (!_lines.TryGetValue(session.Sender, out var line)) line = new PigeonLine(session, api, door, options, logger, Leave);
        else if (session.Fence < line.Session.Fence) return;
        else if (Leave(line)) await line.Quit();
        await line.Tell(SessionState.LoggedOut, null, cancellationToken);
    }

    /// <summary>Whoever takes a line away ends it and says so; nobody else does.</summary>
    private bool Leave(PigeonLine line) => _lines.TryRemove(new(line.Session.Sender, line));

    public async Task<SendResult> Send(Session session, Outgoing outgoing, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return new SendResult.Retry(Reasons.Stopping);
        if (!_lines.TryGetValue(session.Sender, out var line) || !line.IsConnected) return new SendResult.Retry(Reasons.NotConnected);
        if (session.Fence < line.Session.Fence) return new SendResult.Retry(Reasons.SenderReplaced);
        if (Capabilities.Objection(outgoing.Content) is { } objection) return new SendResult.Refused(Reasons.ContentNotSupported, Fault.Content, objection);
        return await api.Send(new PigeonMessage(outgoing.ProviderId, session.Phone, outgoing.To, outgoing.Content.Text!, outgoing.ReplyToProviderId), cancellationToken);
    }

    public async Task<IReadOnlyDictionary<string, bool>> Check(Session session, IReadOnlyCollection<string> numbers, CancellationToken cancellationToken) =>
        _lines.TryGetValue(session.Sender, out var line) && line.IsConnected ? (await api.Check(numbers, cancellationToken)).Accounts : FrozenDictionary<string, bool>.Empty;

    /// <summary>Hands nothing in any more.</summary>
    public void Dispose()
    {
        foreach (var line in _lines.Values) line.Cut();
    }
}
