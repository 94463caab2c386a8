using System.Diagnostics.Metrics;

namespace Parley.Platform.Telemetry;

/// <summary>Parley's own instruments; docs/operate/metrics.md says what each tells, and a test keeps the two alike.
/// Tags are of few values (a driver, an outcome, a reason slug), never an id, a number or a text.</summary>
public static class ParleyMetrics
{
    public const string MeterName = "Parley";

    private static readonly Meter Meter = new(MeterName);
    private static readonly InstrumentAdvice<double> Short = new() { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] };
    private static readonly InstrumentAdvice<double> Long = new() { HistogramBucketBoundaries = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 900, 3600] };
    private static readonly InstrumentAdvice<int> Batch = new() { HistogramBucketBoundaries = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000] };

    // Outbox
    public static Counter<long> MessagesEnqueued { get; } = Meter.CreateCounter<long>("parley.messages.enqueued", "{message}");
    public static Counter<long> MessagesSent { get; } = Meter.CreateCounter<long>("parley.messages.sent", "{message}");
    public static Counter<long> MessagesFailed { get; } = Meter.CreateCounter<long>("parley.messages.failed", "{message}");
    public static Counter<long> MessagesRetried { get; } = Meter.CreateCounter<long>("parley.messages.retried", "{message}");
    public static Counter<long> MessagesSuppressed { get; } = Meter.CreateCounter<long>("parley.messages.suppressed", "{message}");
    public static Counter<long> MessagesUnknown { get; } = Meter.CreateCounter<long>("parley.messages.unknown", "{message}");
    public static Counter<long> MessagesRescued { get; } = Meter.CreateCounter<long>("parley.messages.rescued", "{message}");
    public static Histogram<double> DispatchLateness { get; } = Meter.CreateHistogram("parley.dispatch.lateness", "s", advice: Long);
    public static Histogram<double> ClaimDuration { get; } = Meter.CreateHistogram("parley.claim.duration", "s", advice: Short);
    public static Histogram<int> ClaimBatch { get; } = Meter.CreateHistogram("parley.claim.batch", "{message}", advice: Batch);
    public static Histogram<double> SendDuration { get; } = Meter.CreateHistogram("parley.send.duration", "s", advice: Short);
    public static Histogram<double> FinalizeDuration { get; } = Meter.CreateHistogram("parley.finalize.duration", "s", advice: Short);
    public static Histogram<int> FinalizeBatch { get; } = Meter.CreateHistogram("parley.finalize.batch", "{message}", advice: Batch);

    // Inbox
    public static Counter<long> InboxEvents { get; } = Meter.CreateCounter<long>("parley.inbox.events", "{event}");
    public static Counter<long> InboxDuplicates { get; } = Meter.CreateCounter<long>("parley.inbox.duplicates", "{event}");
    public static Histogram<double> InboxAcceptDuration { get; } = Meter.CreateHistogram("parley.inbox.accept.duration", "s", advice: Short);
    public static Histogram<double> InboxRouteDuration { get; } = Meter.CreateHistogram("parley.inbox.route.duration", "s", advice: Short);
    public static Counter<long> Receipts { get; } = Meter.CreateCounter<long>("parley.receipts", "{receipt}");

    // Senders
    public static UpDownCounter<long> Sessions { get; } = Meter.CreateUpDownCounter<long>("parley.sessions", "{session}");
    public static Counter<long> SessionChanges { get; } = Meter.CreateCounter<long>("parley.session.changes", "{change}");

    // Jobs
    public static Counter<long> JobsFinished { get; } = Meter.CreateCounter<long>("parley.jobs.finished", "{job}");
    public static Histogram<double> JobDuration { get; } = Meter.CreateHistogram("parley.job.duration", "s", advice: Long);

    // Media
    public static Counter<long> MediaUploads { get; } = Meter.CreateCounter<long>("parley.media.uploads", "{file}");
    public static Counter<long> MediaUploadedBytes { get; } = Meter.CreateCounter<long>("parley.media.uploaded", "By");

    // Realtime
    public static UpDownCounter<long> RealtimeWatchers { get; } = Meter.CreateUpDownCounter<long>("parley.realtime.watchers", "{connection}");
    public static Counter<long> RealtimeEvents { get; } = Meter.CreateCounter<long>("parley.realtime.events", "{event}");
    public static Counter<long> RealtimeDropped { get; } = Meter.CreateCounter<long>("parley.realtime.dropped", "{event}");
}
