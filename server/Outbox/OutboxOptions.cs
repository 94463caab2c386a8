using Parley.Platform;
using Parley.Senders;

namespace Parley.Outbox;

/// <summary>Numbers of the sending engine (section <c>Outbox</c> of the configuration). The defaults are the product's promises.</summary>
public sealed class OutboxOptions
{
    /// <summary>Messages that one claim takes at most; larger batches cost fewer commits and hold locks longer.</summary>
    public int ClaimBatch { get; set; } = 1000;

    /// <summary>Senders that one claim looks at.</summary>
    public int SendersPerClaim { get; set; } = 1000;

    /// <summary>How long a claimed message is ours. Must exceed <see cref="SendTimeout"/> plus typing time, twice (primary and fallback).</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>A driver that has not answered by then leaves the outcome unknown.</summary>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Attempts of a message that comes by itself: the API's, a person's, an answer. Campaigns, bulk sends and broadcasts say their own. 1 to 10.</summary>
    public int Attempts { get; set; } = 3;

    /// <summary>Waits before the second, third … attempt; the last one repeats.</summary>
    public IReadOnlyList<TimeSpan> Backoff { get; set; } = [TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(8)];

    /// <summary>Each wait is drawn from ± this share.</summary>
    public double BackoffJitter { get; set; } = 0.2;

    /// <summary>At the end of the process, what is in flight has so long to be answered. What is not by then is written down as unknown, or handed back
    /// when it had not left. Whatever ends the process by force (a supervisor) must wait a few seconds longer.</summary>
    public TimeSpan DrainFor { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long an unknown outcome waits for an echo or a receipt before a person has to decide.</summary>
    public TimeSpan UnknownDeadline { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How often the dispatcher looks for work that no bell announced (due times, another process's bell that was lost).</summary>
    public TimeSpan LookAgain { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>A sent message without a receipt for this long is flagged.</summary>
    public TimeSpan NoReceiptAfter { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Outcomes that one finalising transaction writes at most.</summary>
    public int FinalizeBatch { get; set; } = 2000;

    /// <exception cref="FormatException">A setting is wrong; the message says which and what it takes.</exception>
    public static OutboxOptions Read(IConfiguration configuration) => configuration.Options("Outbox", options =>
    {
        // The binder got an empty list, because it adds to one that is there; the default comes after it.
        if (options.Backoff.Count == 0) options.Backoff = new OutboxOptions().Backoff;
        return options.Objection();
    }, new OutboxOptions { Backoff = [] });

    /// <summary>What is wrong with them, in a sentence that names the setting; null when they can be used.</summary>
    public string? Objection()
    {
        if (ClaimBatch < 1 || SendersPerClaim < 1 || FinalizeBatch < 1) return "Outbox:ClaimBatch, Outbox:SendersPerClaim and Outbox:FinalizeBatch must be at least 1.";
        if (Attempts is < 1 or > 10) return "Outbox:Attempts must be from 1 to 10.";
        if (SendTimeout <= TimeSpan.Zero) return "Outbox:SendTimeout must be positive.";
        if (Lease <= 2 * (SendTimeout + PacingPolicy.LongestTyping))
            return $"Outbox:Lease must be more than twice Outbox:SendTimeout and the {PacingPolicy.LongestTyping.TotalSeconds} seconds of the longest typing, or a message that is still being sent is taken for lost.";
        if (Backoff.Any(wait => wait <= TimeSpan.Zero || wait > TimeSpan.FromDays(1))) return "Outbox:Backoff must be positive waits of a day at most.";
        if (BackoffJitter is not (>= 0 and < 1)) return "Outbox:BackoffJitter must be from 0 to below 1.";
        if (DrainFor < TimeSpan.Zero) return "Outbox:DrainFor must not be negative.";
        if (UnknownDeadline <= TimeSpan.Zero) return "Outbox:UnknownDeadline must be positive.";
        if (LookAgain <= TimeSpan.Zero || LookAgain > TimeSpan.FromMinutes(1)) return "Outbox:LookAgain must be positive and at most a minute: what no bell announces waits so long.";
        return NoReceiptAfter <= TimeSpan.Zero ? "Outbox:NoReceiptAfter must be positive." : null;
    }
}
