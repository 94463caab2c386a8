using System.Collections.Concurrent;
using Parley.Channels;
using Parley.Channels.Simulator;
using Parley.Senders;

namespace Parley.Tests.Channels.Simulator;

/// <summary>Keeps logins as long as the test lasts.</summary>
internal sealed class MemoryLogins : ILoginStore
{
    private readonly ConcurrentDictionary<SenderId, byte[]> _logins = new();

    public Task<byte[]?> Read(Session session, CancellationToken cancellationToken) => Task.FromResult(_logins.GetValueOrDefault(session.Sender));

    public Task Write(Session session, byte[]? login, CancellationToken cancellationToken)
    {
        if (login is null) _logins.TryRemove(session.Sender, out _);
        else _logins[session.Sender] = login;
        return Task.CompletedTask;
    }
}
