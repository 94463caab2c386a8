namespace Parley.Platform.Jobs;

/// <summary>How long jobs run and how many at a time.</summary>
public sealed class JobsOptions
{
    /// <summary>Jobs that one process runs at the same time. More makes each of them slower and takes connections from sending.</summary>
    public int Slots { get; init; } = 2;

    /// <summary>A job belongs to a worker for this long after its last sign of life; then another one may take it.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often the lease is renewed.</summary>
    public TimeSpan Renewal { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Time between two written progresses.</summary>
    public TimeSpan ProgressEvery { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How often an idle worker looks, should a bell be missed.</summary>
    public TimeSpan Look { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A job whose process died this often is given up: it may be what kills them.</summary>
    public short Attempts { get; init; } = 5;

    /// <summary>Pause before a job is tried again that an outage (of the database, say) interrupted.</summary>
    public TimeSpan RetryAfterOutage { get; init; } = TimeSpan.FromSeconds(5);
}
