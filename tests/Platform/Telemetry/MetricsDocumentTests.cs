using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Parley.Platform.Telemetry;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Platform.Telemetry;

[Trait("Requirement", "OPS-03")]
public sealed partial class MetricsDocumentTests
{
    [Fact]
    public void The_document_lists_exactly_the_instruments_that_exist()
    {
        var documented = Rows().Matches(Repository.Read("docs/operate/metrics.md"))
            .Select(row => $"{row.Groups["name"].Value} {row.Groups["kind"].Value} {row.Groups["unit"].Value}").Order(StringComparer.Ordinal);
        var existing = typeof(ParleyMetrics).GetProperties()
            .Select(property => (Instrument)property.GetValue(null)!)
            .Select(instrument => $"{instrument.Name} {Kind(instrument)} {instrument.Unit}").Order(StringComparer.Ordinal);
        documented.ShouldBe(existing);
    }

    [Fact]
    public void Every_instrument_is_played()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(Repository.Root, "server"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)).Select(File.ReadAllText).ToList();
        typeof(ParleyMetrics).GetProperties().Select(property => property.Name)
            .Where(name => !sources.Exists(source => source.Contains($"ParleyMetrics.{name}.Add(", StringComparison.Ordinal) || source.Contains($"ParleyMetrics.{name}.Record(", StringComparison.Ordinal)))
            .ShouldBeEmpty();
    }

    private static string Kind(Instrument instrument) => instrument.GetType().Name.Split('`')[0] switch
    {
        "Counter" => "counter",
        "UpDownCounter" => "up-down counter",
        "Histogram" => "histogram",
        var other => other,
    };

    [GeneratedRegex(@"^\| `(?<name>parley\.[a-z.]+)` \| (?<kind>[a-z -]+) \| `(?<unit>[^`]+)` \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Rows();
}
