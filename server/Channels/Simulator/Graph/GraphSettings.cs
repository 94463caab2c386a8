using System.Text.Json;

namespace Parley.Channels.Simulator.Graph;

/// <summary>A pretend business account at a pretend Graph API.</summary>
internal sealed record GraphSettings
{
    public required string BusinessId { get; init; }
    public required string AccessToken { get; init; }
    public required string AppSecret { get; init; }

    /// <summary>Where its events go; null: they wait.</summary>
    public Uri? Webhook { get; init; }

    public IReadOnlyList<GraphNumberSettings> Numbers { get; init; } = [];
    public IReadOnlyList<GraphTemplate> Templates { get; init; } = [];

    /// <summary>Only templates go to who has not written to the number for a day.</summary>
    public bool KeepsWindow { get; init; } = true;

    /// <summary>Takes every message, and tells by webhook what became of it, as the real one often does.</summary>
    public bool RefusesLate { get; init; }

    /// <summary>People's numbers are not told, only their business-scoped ids.</summary>
    public bool HidesNumbers { get; init; }

    /// <summary>Messages per number and second; more are refused with 130429.</summary>
    public int CallsPerSecond { get; init; } = 80;
}

/// <param name="Id">As Meta would number it: digits.</param>
internal sealed record GraphNumberSettings(string Id, long Phone, string VerifiedName)
{
    public string Quality { get; init; } = "GREEN";
    public string MessagingLimit { get; init; } = "TIER_250";
    public string NameStatus { get; init; } = "APPROVED";
}

/// <param name="Status">APPROVED, PENDING, REJECTED, PAUSED …</param>
/// <param name="Components">As Meta writes them.</param>
internal sealed record GraphTemplate(string Name, string Language, string Category, string Status, string ParameterFormat, JsonElement Components)
{
    /// <summary>Digits, the same for the same template.</summary>
    public string Id => GraphIds.Of($"{Name}\n{Language}");
}

internal static class GraphIds
{
    /// <summary>Fifteen digits that stand for a text.</summary>
    public static string Of(string text) => (BitConverter.ToUInt64(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text))) % 900_000_000_000_000 + 100_000_000_000_000).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
