namespace Parley.Conversations;

/// <summary>What people do with messages over the API, for whoever shows it live. The engine tells of its own moves itself.</summary>
public sealed class MessageMoves
{
    public event Action<MessageMove>? Moved;

    /// <summary>Said after the commit.</summary>
    public void Tell(MessageMove move) => Moved?.Invoke(move);
}
