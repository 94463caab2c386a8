using System.Text.Json;

namespace Parley.Platform.Jobs;

/// <summary>One kind of long work, registered as a singleton by its feature. Workers of any node run it; requests only start it.</summary>
public interface IJobKind
{
    /// <summary>Lower-case words, stored with each job: <c>contacts_import</c>. Never changed once released.</summary>
    string Name { get; }

    /// <summary>Whether a job may be run again from the start after the process died in its middle: true when doing a part twice has the effect
    /// of once. Otherwise it fails then, and says so.</summary>
    bool Restartable { get; }

    /// <summary>Does the work. Open connections for <see cref="JobContext.Tenant"/> and for nobody else.</summary>
    /// <param name="cancellationToken">Fires when somebody cancels, when the process stops, and when the lease is lost: stop at the next safe point.</param>
    Task<JobOutcome> Run(JobContext job, CancellationToken cancellationToken);
}

/// <summary>How a job ended. Exceptions are for bugs and outages.</summary>
public abstract record JobOutcome
{
    private JobOutcome() { }

    /// <param name="Result">What the starter gets to see, written as JSON.</param>
    public sealed record Completed(object? Result = null) : JobOutcome;

    /// <param name="Sentence">What was wrong and what to do, for the person who started it.</param>
    public sealed record Failed(string Sentence) : JobOutcome;
}

/// <summary>How far a job is.</summary>
/// <param name="Stage">A word of the kind's own: <c>checking</c>, <c>writing</c>.</param>
/// <param name="Done">Units done; each kind says which.</param>
/// <param name="Total">Units in all, when known.</param>
/// <param name="Counts">Figures so far, by name.</param>
public sealed record JobProgress(string Stage, long Done, long? Total = null, IReadOnlyDictionary<string, long>? Counts = null)
{
    /// <summary>A stored progress; null before the first.</summary>
    public static JobProgress? Read(JsonElement progress) => progress.TryGetProperty("stage", out _) ? progress.Deserialize<JobProgress>(Json.Options) : null;
}
