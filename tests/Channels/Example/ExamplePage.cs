using System.Text.RegularExpressions;
using Parley.Tests.Support;

namespace Parley.Tests.Channels.Example;

/// <summary>docs/extend/add-a-driver.md, as its tests read it.</summary>
internal static partial class ExamplePage
{
    public const string Path = "docs/extend/add-a-driver.md";

    public static string Text { get; } = Repository.Read(Path);

    /// <summary>What stands in fences of that language, in its order, by lines.</summary>
    public static IReadOnlyList<string[]> Blocks(string language) =>
        [.. Fence().Matches(Text).Where(fence => fence.Groups["language"].Value == language).Select(fence => fence.Groups["code"].Value.TrimEnd('\n').Split('\n'))];

    /// <summary>Lines without their indentation, and without the empty ones.</summary>
    public static string[] Bare(IEnumerable<string> lines) => [.. lines.Select(line => line.Trim()).Where(line => line.Length > 0)];

    [GeneratedRegex("^```(?<language>[a-z]*)\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Fence();
}
