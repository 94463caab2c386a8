using System.Text.Json;
using Parley.Platform;

namespace Parley.Senders;

/// <summary>What a tenant means by the named profiles. One that is null means what it means on this install.</summary>
public sealed record OwnPacing
{
    /// <summary>Shorter than this it would be no gap that a person could make; who wants none takes the profile <c>none</c>.</summary>
    private const int ShortestMs = 100;

    public PacingSpec? Fast { get; init; }
    public PacingSpec? Balanced { get; init; }
    public PacingSpec? Safe { get; init; }
    public PacingSpec? Human { get; init; }

    /// <summary>That of a tenant that never said anything.</summary>
    public static OwnPacing Nothing { get; } = new();

    /// <param name="json">The tenant's column; null: it never said anything.</param>
    public static OwnPacing Parse(string? json) => json is null ? Nothing : JsonSerializer.Deserialize<OwnPacing>(json, Json.Options) ?? Nothing;

    /// <summary>As the column keeps it; null when it says nothing.</summary>
    public string? ToJson() => this == Nothing ? null : JsonSerializer.Serialize(this, Json.Options);

    public PacingSpec? Of(PacingProfile profile) => profile switch
    {
        PacingProfile.Fast => Fast,
        PacingProfile.Balanced => Balanced,
        PacingProfile.Safe => Safe,
        PacingProfile.Human => Human,
        _ => null,
    };

    /// <summary>What is wrong with it, by field; null when it can be used.</summary>
    public (string Field, string Sentence)? Objection()
    {
        foreach (var (field, gap) in new[] { ("fast", Fast), ("balanced", Balanced), ("safe", Safe), ("human", Human) })
        {
            if (gap is null) continue;
            if (gap.Profile is not null) return (field, $"{field} takes numbers: minMs and maxMs, and pauseEvery, pauseMinMs and pauseMaxMs for pauses.");
            if (gap.Objection() is { } objection) return (field, objection);
            if (gap.MinMs < ShortestMs) return (field, $"minMs of {field} must be at least {ShortestMs}; the profile none has no gap.");
        }
        return null;
    }
}
