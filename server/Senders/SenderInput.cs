using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Channels;
using Parley.Platform;
using Parley.Platform.Http;

namespace Parley.Senders;

/// <summary>A plan for a new number: the day quota begins small and grows.</summary>
public sealed record WarmUpInput
{
    /// <summary>Messages on the first day.</summary>
    [Range(1, 100_000)]
    public int Start { get; init; } = 20;

    /// <summary>What each day multiplies it by.</summary>
    [Range(1.01, 10)]
    public double Factor { get; init; } = 1.5;

    /// <summary>The first day (UTC); today when left out.</summary>
    public DateOnly? Since { get; init; }

    internal string ToJson(DateTimeOffset now) =>
        JsonSerializer.Serialize(new WarmUp(Start, Factor, Since ?? DateOnly.FromDateTime(now.UtcDateTime)), Json.Options);
}

/// <summary>What is said about a sender when it is created and when it is changed, checked in one place.</summary>
internal static class SenderInput
{
    public const int MaxName = 80;
    public const int MaxQuota = 1_000_000;

    /// <summary>A name as it is stored, or why it cannot be one.</summary>
    public static ProblemHttpResult? Name(string text, out string name)
    {
        name = text.Trim();
        if (name.Length is 0 or > MaxName || name.Any(char.IsControl)) return Problems.Validation.Field("name", $"name must have 1 to {MaxName} characters and no control characters.");
        return Guid.TryParse(name, out _) ? Problems.Validation.Field("name", "name must not look like an id: both name a sender in the API.") : null;
    }

    public static ProblemHttpResult? Drivers(string driver, string? fallback, Drivers drivers)
    {
        if (Unknown("driver", driver, drivers) is { } unknown) return unknown;
        if (fallback is null) return null;
        return fallback == driver
            ? Problems.Validation.Field("fallbackDriver", "fallbackDriver must be another driver than driver.")
            : Unknown("fallbackDriver", fallback, drivers);
    }

    public static ProblemHttpResult? Pacing(PacingSpec? pacing) => pacing?.Objection() is { } objection ? Problems.Validation.Field("pacing", objection) : null;

    /// <summary>The answer to a name or number that another sender of the tenant has.</summary>
    public static ProblemHttpResult? Taken(string? constraint) => constraint switch
    {
        "senders_name" => Problems.Conflict.Field("name", "Another sender has this name."),
        "senders_phone" => Problems.Conflict.Field("phoneNumber", "Another sender has this number."),
        _ => null,
    };

    private static ProblemHttpResult? Unknown(string field, string name, Drivers drivers)
    {
        if (!DriverName.All.Contains(name, StringComparer.Ordinal)) return Problems.Validation.Field(field, $"{field} must be one of: {string.Join(", ", DriverName.All)}.");
        return drivers.Find(name) is null
            ? Problems.NotSupported.With($"This install has no driver {name}; it has: {string.Join(", ", drivers.All.Select(d => d.Name).Order(StringComparer.Ordinal))}.")
            : null;
    }
}
