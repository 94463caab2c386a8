namespace Parley.Channels.Simulator;

/// <summary>Where the driver keeps the login of a session between starts.</summary>
internal interface ILoginStore
{
    /// <returns>Null when the session is not linked.</returns>
    Task<byte[]?> Read(Session session, CancellationToken cancellationToken);

    /// <summary>Keeps it; null forgets it.</summary>
    Task Write(Session session, byte[]? login, CancellationToken cancellationToken);
}
