namespace Parley.Senders;

/// <summary>How health grows and falls (section <c>Health</c> of the configuration).</summary>
public sealed class HealthOptions
{
    /// <summary>Points that an accepted message gives.</summary>
    public int SuccessGain { get; set; } = 1;

    /// <summary>Points that a failure of the sender's own costs.</summary>
    public int FailureCost { get; set; } = 5;

    /// <summary>Quiet time that gives one point back.</summary>
    public TimeSpan DriftEvery { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Below this health the sender is skipped while another can send.</summary>
    public int SkipBelow { get; set; } = 50;

    /// <summary>After this many failures in a row the sender is skipped while another can send.</summary>
    public int SkipAfterFailures { get; set; } = 5;

    /// <summary>After this many failures in a row the sender pauses by itself.</summary>
    public int PauseAfterFailures { get; set; } = 10;

    /// <summary>What is wrong with them, in a sentence that names the setting; null when they can be used.</summary>
    public string? Objection()
    {
        if (SuccessGain is < 0 or > 100) return "Health:SuccessGain must be from 0 to 100.";
        if (FailureCost is < 0 or > 100) return "Health:FailureCost must be from 0 to 100.";
        if (DriftEvery < TimeSpan.FromSeconds(1)) return "Health:DriftEvery must be at least one second.";
        if (SkipBelow is < 0 or > 100) return "Health:SkipBelow must be from 0 to 100.";
        if (SkipAfterFailures < 1) return "Health:SkipAfterFailures must be at least 1.";
        return PauseAfterFailures < SkipAfterFailures ? "Health:PauseAfterFailures must not be below Health:SkipAfterFailures." : null;
    }
}
