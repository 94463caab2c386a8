using System.Diagnostics;

namespace Parley.Platform.Telemetry;

/// <summary>Parley's own spans. Names and tags hold ids, counts and reason slugs; never a phone number and never a text.</summary>
public static class ParleyTracing
{
    public const string SourceName = "Parley";

    /// <summary>One claim: free senders and the heads of their queues are locked, decided about, and written.</summary>
    public const string Claim = "claim";

    /// <summary>One message in the hands of a driver, and of the fallback when that took over.</summary>
    public const string Send = "send";

    /// <summary>One batch of outcomes, until its commit.</summary>
    public const string Finalise = "finalise";

    /// <summary>One event that came in, until the commit of what followed from it.</summary>
    public const string Route = "route";

    /// <summary>Starts nothing (null) unless somebody listens.</summary>
    public static ActivitySource Source { get; } = new(SourceName);
}
