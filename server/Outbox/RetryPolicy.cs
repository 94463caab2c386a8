using Parley.Channels;
using Parley.Conversations;

namespace Parley.Outbox;

/// <summary>What becomes of a message after an attempt.</summary>
/// <param name="Next">The state it goes to.</param>
/// <param name="DueAt">When it may be claimed again; null when it may not.</param>
/// <param name="CountsAttempt">False takes the attempt back: it was not the message's doing.</param>
/// <param name="Dead">A person should look.</param>
/// <param name="Bind">It may have left through this driver and sender, so it stays with them.</param>
/// <param name="Unpin">Another sender of the pool may take it.</param>
/// <param name="AwaitUntil">Stays <c>sending</c> until then, waiting for an echo or a receipt.</param>
public readonly record struct Aftermath(MessageState Next, DateTimeOffset? DueAt, bool CountsAttempt, bool Dead, bool Bind, bool Unpin, DateTimeOffset? AwaitUntil);

/// <summary>The table of engine outcomes: driver's answer → what happens. Pure.</summary>
public static class RetryPolicy
{
    /// <param name="attempt">Number of the attempt that just ended, from 1.</param>
    /// <param name="attempts">How many the message has.</param>
    /// <param name="deduplicates">A repeat with the same provider id reaches the person once.</param>
    /// <param name="random">0 to 1, for the jitter.</param>
    /// <param name="mayHaveLeft">An earlier attempt ended without an answer, so "this one did not leave" does not say that none did.</param>
    public static Aftermath After(SendResult result, int attempt, int attempts, bool deduplicates, DateTimeOffset now, OutboxOptions options, double random, bool mayHaveLeft = false) => result switch
    {
        SendResult.Accepted => new(MessageState.Sent, null, true, false, false, false, null),

        // A second, so that a refusing sender that is the only one does not spin.
        SendResult.Refused { Fault: Fault.Sender } => new(MessageState.Queued, now + TimeSpan.FromSeconds(1), false, false, false, true, null),
        SendResult.Refused => new(MessageState.Failed, null, true, false, false, false, null),

        // Not the message's doing, and no end of it: it waits as it would for a sender that is not connected.
        SendResult.Retry retry when IsSlowDown(retry.Reason) => new(MessageState.Retrying, now + Wait(1, retry.After, options, random), false, false, false, false, null),
        SendResult.Retry retry when attempt < attempts => new(MessageState.Retrying, now + Wait(attempt, retry.After, options, random), true, false, false, false, null),
        SendResult.Retry when mayHaveLeft => new(MessageState.Sending, null, true, false, true, false, now + options.UnknownDeadline),
        SendResult.Retry => new(MessageState.Failed, null, true, true, false, false, null),

        SendResult.Unknown when deduplicates && attempt < attempts => new(MessageState.Retrying, now + Wait(attempt, null, options, random), true, false, true, false, null),
        // Out of attempts, or a repeat could reach the person twice: wait for an echo or a receipt, then a person decides.
        SendResult.Unknown => new(MessageState.Sending, null, true, false, true, false, now + options.UnknownDeadline),

        _ => throw new ArgumentOutOfRangeException(nameof(result), result.GetType().Name, "An answer that the table does not know."),
    };

    /// <summary>Waiting time before the next attempt, drawn around the table's value; the network's own wish is the least.</summary>
    public static TimeSpan Wait(int attempt, TimeSpan? wish, OutboxOptions options, double random)
    {
        var planned = options.Backoff[Math.Min(attempt, options.Backoff.Count) - 1] * (1 - options.BackoffJitter + 2 * options.BackoffJitter * random);
        return wish > planned ? wish.Value : planned;
    }

    private static bool IsSlowDown(Reason reason) => reason == Reasons.RateLimited || reason == Reasons.PairRateLimited;

    /// <summary>How long the sender sends nothing more; null when it goes on. The network may have asked it to slow down (and not only towards one person), or does not let it
    /// start chats for now: that lasts hours, others of the pool take over meanwhile, and alone it tries once a minute rather than once a second.</summary>
    public static TimeSpan? SlowsSender(SendResult? result, OutboxOptions options) => result switch
    {
        SendResult.Retry retry when retry.Reason == Reasons.RateLimited => Min(retry.After ?? options.Backoff[0], LongestRest),
        SendResult.Refused { Fault: Fault.Sender } refused when refused.Reason == Reasons.SenderRestricted => RestrictedRest,
        _ => null,
    };

    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan RestrictedRest = TimeSpan.FromMinutes(1);

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    /// <summary>Whether the answer costs the sender health: only a refusal that is its own fault does. What did not leave for want of a gateway, a network or
    /// a session, and what nobody answered for, says nothing about the number. Nor does <c>rate-limited</c>: the network says how long to wait, and the sender
    /// waits; one such moment meets everything that is in flight (up to 64 without pace), which counted would pause a sound sender at once.</summary>
    public static bool CostsHealth(SendResult? result) => result is SendResult.Refused { Fault: Fault.Sender };
}
