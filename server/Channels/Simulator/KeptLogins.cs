using Parley.Senders;

namespace Parley.Channels.Simulator;

/// <summary>The driver's logins, sealed in the database.</summary>
internal sealed class KeptLogins(SessionSecrets secrets) : ILoginStore
{
    public Task<byte[]?> Read(Session session, CancellationToken cancellationToken) => secrets.Read(session.Sender, DriverName.Simulator, cancellationToken);

    public Task Write(Session session, byte[]? login, CancellationToken cancellationToken) => secrets.Write(session, DriverName.Simulator, login, cancellationToken);
}
