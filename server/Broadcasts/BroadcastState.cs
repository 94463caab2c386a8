using Parley.Platform.Data;

namespace Parley.Broadcasts;

/// <summary>Where the sending of a list stands; docs/states/broadcast.md has the graph.</summary>
public enum BroadcastState
{
    /// <summary>For the time of its next group.</summary>
    Waiting,
    /// <summary>A group is going out.</summary>
    Sending,
    /// <summary>All groups went out.</summary>
    Completed,
    /// <summary>A person ended it, or deleted the list.</summary>
    Stopped,
}

/// <summary>What can happen to a sending.</summary>
public enum BroadcastMove { SendGroup, EndGroup, Complete, Stop }

/// <summary>The table of legal moves. Every UPDATE restates the states that its move may leave.</summary>
public static class BroadcastMoves
{
    private static readonly Dictionary<BroadcastMove, (BroadcastState[] From, BroadcastState To)> Table = new()
    {
        [BroadcastMove.SendGroup] = ([BroadcastState.Waiting], BroadcastState.Sending),
        [BroadcastMove.EndGroup] = ([BroadcastState.Sending], BroadcastState.Waiting),
        [BroadcastMove.Complete] = ([BroadcastState.Waiting, BroadcastState.Sending], BroadcastState.Completed),
        [BroadcastMove.Stop] = ([BroadcastState.Waiting, BroadcastState.Sending], BroadcastState.Stopped),
    };

    /// <returns>Null when the move is not legal from there.</returns>
    public static BroadcastState? Next(BroadcastState from, BroadcastMove move) => Table[move].From.Contains(from) ? Table[move].To : null;

    public static string To(BroadcastMove move) => Words<BroadcastState>.Of(Table[move].To);

    /// <summary>The states that the move may leave, as the database writes them.</summary>
    public static string[] From(BroadcastMove move) => Array.ConvertAll(Table[move].From, Words<BroadcastState>.Of);
}
