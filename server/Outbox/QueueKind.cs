namespace Parley.Outbox;

/// <summary>What a queue holds. Its lane follows from it: the lower lane goes first, so a campaign of a million never delays an answer.</summary>
public enum QueueKind { Person, Answers, Direct, Broadcast, Bulk, Campaign }

public static class Lanes
{
    public static short Of(QueueKind kind) => kind switch
    {
        QueueKind.Person => 0,
        QueueKind.Answers => 1,
        QueueKind.Direct => 2,
        QueueKind.Broadcast or QueueKind.Bulk => 3,
        _ => 4,
    };

    /// <summary>Whether a sender's gap between two messages holds the lane back. People and answers go through it: a campaign delays them by no more
    /// than the message in flight.</summary>
    public static bool KeepsPace(short lane) => lane > Of(QueueKind.Answers);

    /// <summary>Made once per tenant and never closed: what comes message by message, and has no settings of its own.</summary>
    public static bool IsStanding(QueueKind kind) => kind is QueueKind.Person or QueueKind.Answers or QueueKind.Direct;

    public static string Name(int lane) => lane switch
    {
        0 => "people",
        1 => "answers",
        2 => "direct",
        3 => "broadcast and bulk",
        _ => "campaigns",
    };
}
