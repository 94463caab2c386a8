using System.Diagnostics;
using Parley.Channels;
using Parley.Platform.Data;
using Parley.Platform.Telemetry;

namespace Parley.Outbox;

/// <summary>What the engine counts of itself; docs/operate/metrics.md says what each figure means. Costs next to nothing while nobody collects.</summary>
internal static class OutboxMetrics
{
    /// <summary>A line of sums on its way into the tallies. A sum that is taken back stays counted here: these figures only grow.</summary>
    public static void Tallied(string metric, string method, string reason, int amount)
    {
        if (amount <= 0) return;
        var by = new KeyValuePair<string, object?>("method", method);
        switch (metric)
        {
            case Metric.Sent: ParleyMetrics.MessagesSent.Add(amount, by); break;
            case Metric.Failed: ParleyMetrics.MessagesFailed.Add(amount, by, new("reason", reason)); break;
            case Metric.Retried: ParleyMetrics.MessagesRetried.Add(amount, by); break;
            case Metric.Suppressed: ParleyMetrics.MessagesSuppressed.Add(amount, new KeyValuePair<string, object?>("reason", reason)); break;
            case Metric.Unknown: ParleyMetrics.MessagesUnknown.Add(amount, by); break;
            case Metric.Delivered or Metric.Read: ParleyMetrics.Receipts.Add(amount, new KeyValuePair<string, object?>("kind", metric)); break;
        }
    }

    public static void Enqueued(IReadOnlyList<NewMessage> messages)
    {
        if (!ParleyMetrics.MessagesEnqueued.Enabled) return;
        foreach (var origin in messages.CountBy(message => message.Origin))
            ParleyMetrics.MessagesEnqueued.Add(origin.Value, new KeyValuePair<string, object?>("origin", Words<Conversations.Origin>.Of(origin.Key)));
    }

    public static void Enqueued(Conversations.Origin origin, int count) =>
        ParleyMetrics.MessagesEnqueued.Add(count, new KeyValuePair<string, object?>("origin", Words<Conversations.Origin>.Of(origin)));

    /// <summary>A claim that took something.</summary>
    public static void Claimed(IReadOnlyList<Claimed> messages, TimeSpan took, DateTimeOffset now)
    {
        if (messages.Count == 0) return;
        ParleyMetrics.ClaimDuration.Record(took.TotalSeconds);
        ParleyMetrics.ClaimBatch.Record(messages.Count);
        if (!ParleyMetrics.DispatchLateness.Enabled) return;
        foreach (var message in messages)
            ParleyMetrics.DispatchLateness.Record(Math.Max(0, (now - message.Head.DueAt).TotalSeconds), new KeyValuePair<string, object?>("lane", message.Queue.Lane));
    }

    public static void HandedOver(Outcome outcome)
    {
        if (outcome.Result is null || !ParleyMetrics.SendDuration.Enabled) return;
        ParleyMetrics.SendDuration.Record(outcome.Duration.TotalSeconds, new KeyValuePair<string, object?>("method", outcome.Method), new KeyValuePair<string, object?>("outcome", Word(outcome.Result)));
    }

    /// <summary>What a message's span says of how it ended.</summary>
    public static void Ended(Activity? span, Outcome outcome)
    {
        if (span is null) return;
        var reason = outcome.Result switch { SendResult.Retry retry => retry.Reason, SendResult.Refused refused => refused.Reason, SendResult.Unknown unknown => unknown.Reason, _ => null };
        span.SetTag("parley.message.id", outcome.Message.Id.ToString()).SetTag("parley.attempt", (int)outcome.Message.Attempt)
            .SetTag("parley.driver", outcome.Method).SetTag("parley.outcome", Word(outcome.Result)).SetTag("parley.reason", reason?.Slug);
        if (outcome.Before is { } before) span.SetTag("parley.driver.before", before.Method);
        if (outcome.Result is SendResult.Unknown) span.SetStatus(ActivityStatusCode.Error);
    }

    private static string Word(SendResult? result) => result switch { null => "handed-back", SendResult.Accepted => "accepted", SendResult.Retry => "retry", SendResult.Refused => "refused", _ => "unknown" };

    public static void Finalized(int count, TimeSpan took)
    {
        ParleyMetrics.FinalizeDuration.Record(took.TotalSeconds);
        ParleyMetrics.FinalizeBatch.Record(count);
    }
}
