using System.Text.Json;
using Parley.Tests.Support;

namespace Parley.Tests.Dashboard;

/// <summary>What the dashboard says, as it stands in its files: for tests that hold it to what the server can tell.</summary>
internal static class DashboardTexts
{
    public static IReadOnlyList<string> Languages { get; } = ["en", "pt-BR"];

    public static TheoryData<string> EachLanguage => [.. Languages];

    /// <summary>The texts of a folder by their keys.</summary>
    /// <param name="folder">Below web/src, such as ui/Why.</param>
    /// <param name="part">The key of an object within; null for the whole file.</param>
    public static Dictionary<string, string> Of(string folder, string language, string? part = null)
    {
        using var file = JsonDocument.Parse(Repository.Read($"web/src/{folder}/texts.{language}.json"));
        var texts = (part?.Split('.') ?? []).Aggregate(file.RootElement, (within, key) => within.GetProperty(key));
        return texts.EnumerateObject().Where(text => text.Value.ValueKind == JsonValueKind.String).ToDictionary(text => text.Name, text => text.Value.GetString()!, StringComparer.Ordinal);
    }
}
