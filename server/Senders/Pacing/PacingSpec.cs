using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Platform;
using Parley.Platform.Http;

namespace Parley.Senders;

/// <summary>Pacing as it is written in the database and in the API: <c>{"profile": "balanced"}</c>, or the five numbers, in milliseconds.
/// The API also takes the profile's bare name. A profile stays a name until it is used, so that a changed meaning reaches every sender.</summary>
[JsonConverter(typeof(PacingSpecJson)), WrittenAs(typeof(PacingProfile), typeof(PacingSpecJson.Shape))]
public sealed record PacingSpec
{
    private const int Longest = 3_600_000;

    public PacingProfile? Profile { get; init; }

    /// <summary>Shortest gap, 0 to 3,600,000 ms.</summary>
    public int? MinMs { get; init; }

    /// <summary>Longest gap, <see cref="MinMs"/> to 3,600,000 ms.</summary>
    public int? MaxMs { get; init; }

    /// <summary>A pause after this many messages, 1 to 10,000; left out: no pauses.</summary>
    public int? PauseEvery { get; init; }

    public int? PauseMinMs { get; init; }
    public int? PauseMaxMs { get; init; }

    public static PacingSpec Of(PacingProfile profile) => new() { Profile = profile };

    /// <summary>The same in numbers.</summary>
    public static PacingSpec Of(Pacing pacing)
    {
        var numbers = new PacingSpec { MinMs = (int)pacing.Min.TotalMilliseconds, MaxMs = (int)pacing.Max.TotalMilliseconds };
        return pacing.PauseEvery == 0 ? numbers
            : numbers with { PauseEvery = pacing.PauseEvery, PauseMinMs = (int)pacing.PauseMin.TotalMilliseconds, PauseMaxMs = (int)pacing.PauseMax.TotalMilliseconds };
    }

    public static PacingSpec Parse(string json) => JsonSerializer.Deserialize<PacingSpec>(json, Json.Options) ?? Of(PacingProfile.Balanced);

    public string ToJson() => JsonSerializer.Serialize(this, Json.Options);

    /// <summary>What is wrong with it, in a sentence; null when it can be used.</summary>
    public string? Objection()
    {
        if (Profile is not null)
            return MinMs is null && MaxMs is null && PauseEvery is null && PauseMinMs is null && PauseMaxMs is null
                ? null : "Give a pacing profile or your own numbers, not both.";
        if (MinMs is not { } min || MaxMs is not { } max) return "Pacing needs a profile, or minMs and maxMs.";
        if (min < 0 || max > Longest || min > max) return $"minMs and maxMs must be from 0 to {Longest}, and minMs not above maxMs.";
        if (PauseEvery is null) return PauseMinMs is null && PauseMaxMs is null ? null : "pauseMinMs and pauseMaxMs need pauseEvery.";
        if (PauseEvery is < 1 or > 10_000) return "pauseEvery must be from 1 to 10000.";
        return PauseMinMs is { } low && PauseMaxMs is { } high && low >= 0 && high <= Longest && low <= high
            ? null : $"pauseEvery needs pauseMinMs and pauseMaxMs, from 0 to {Longest}, and pauseMinMs not above pauseMaxMs.";
    }

    /// <param name="own">The tenant's, whose word goes before the install's.</param>
    public Pacing Resolve(PacingOptions options, OwnPacing own) => Profile is not { } profile ? Numbers() : own.Of(profile)?.Numbers() ?? options.Of(profile);

    private Pacing Numbers() => new(
        TimeSpan.FromMilliseconds(MinMs ?? 0), TimeSpan.FromMilliseconds(MaxMs ?? 0), PauseEvery ?? 0,
        TimeSpan.FromMilliseconds(PauseMinMs ?? 0), TimeSpan.FromMilliseconds(PauseMaxMs ?? 0));
}
