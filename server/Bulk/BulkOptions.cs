namespace Parley.Bulk;

/// <summary>Numbers of bulk sends (section <c>Bulk</c> of the configuration).</summary>
public sealed class BulkOptions
{
    /// <summary>Recipients of one request; more are a campaign or a broadcast list.</summary>
    public int Most { get; set; } = 10_000;

    /// <summary>Up to so many recipients the answer waits for the results; more are answered at once with an id.</summary>
    public int AnsweredAtOnce { get; set; } = 100;

    /// <summary>How long the answer waits for results; callers choose up to a minute with <c>Prefer: wait=20</c>.</summary>
    public TimeSpan Wait { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>What is wrong with them, in a sentence that names the setting; null when they can be used.</summary>
    public string? Objection() => Most is < 1 or > 50_000 ? "Bulk:Most must be from 1 to 50000."
        : AnsweredAtOnce is < 0 or > 1_000 ? "Bulk:AnsweredAtOnce must be from 0 to 1000."
        : Wait < TimeSpan.Zero || Wait > TimeSpan.FromMinutes(1) ? "Bulk:Wait must be from 0 to a minute." : null;
}
