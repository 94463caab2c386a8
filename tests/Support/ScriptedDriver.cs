using System.Collections.Concurrent;
using Parley.Channels;

namespace Parley.Tests.Support;

/// <summary>A driver that answers what the test says and remembers what it was given. Accepts everything unless told otherwise.</summary>
public sealed class ScriptedDriver(string name = DriverName.Simulator, bool deduplicates = true, int maxInFlight = 8, bool choosesId = true) : IChannelDriver
{
    public string Name { get; } = name;

    public Func<Session, Outgoing, Task<SendResult>> Answer { get; set; } = (_, outgoing) => Task.FromResult<SendResult>(new SendResult.Accepted(outgoing.ProviderId, DateTimeOffset.UnixEpoch));

    public ConcurrentQueue<(Session Session, Outgoing Outgoing)> Sent { get; } = new();

    public ChannelCapabilities Capabilities { get; init; } = new()
    {
        Content = Enum.GetValues<ContentKind>().ToHashSet(),
        MaxTextLength = 4096,
        MaxMediaBytes = new Dictionary<ContentKind, long>(),
        ChoosesMessageId = choosesId,
        DeduplicatesById = deduplicates,
        MaxInFlight = maxInFlight,
        Receipts = true,
        Typing = true,
        NumberCheck = false,
        PairsByQr = true,
        PairsByCode = false,
        Edits = false,
        Deletes = false,
    };

    public Task Start(Session session, CancellationToken cancellationToken) => Task.CompletedTask;
    public Task Stop(Session session, CancellationToken cancellationToken) => Task.CompletedTask;
    public Task Logout(Session session, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<SendResult> Send(Session session, Outgoing outgoing, CancellationToken cancellationToken)
    {
        Sent.Enqueue((session, outgoing));
        return Answer(session, outgoing);
    }
}
