using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Npgsql;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Architecture;

/// <summary>Pages that list what is elsewhere list all of it.</summary>
public sealed partial class DocumentTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly string Settings = Repository.Read("docs/operate/install.md");
    private static readonly string Dependencies = Repository.Read("docs/dependencies.md");

    [Fact]
    [Trait("Requirement", "OPS-01")]
    public void Every_variable_that_the_server_reads_stands_in_one_table()
    {
        var read = Sources.Under("server", ".cs").SelectMany(file => Variable().Matches(file.Text)).Select(match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal).ToList();
        read.Count.ShouldBeGreaterThan(25);
        read.Where(name => !Settings.Contains($"`{name}`", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    [Trait("Requirement", "OPS-01")]
    public void Every_number_of_a_section_stands_in_the_line_of_that_section()
    {
        var sections = Sources.Under("server", ".cs").SelectMany(file => Section().Matches(file.Text)).ToDictionary(match => match.Groups["section"].Value, match => match.Groups["type"].Value, StringComparer.Ordinal);
        sections.Count.ShouldBeGreaterThan(5);
        foreach (var (section, name) in sections)
        {
            var line = Settings.Split('\n').SingleOrDefault(line => line.StartsWith($"| `{section}` |", StringComparison.Ordinal)).ShouldNotBeNull($"section {section}");
            typeof(ParleyServer).Assembly.GetTypes().Single(type => type.Name == name).GetProperties().Where(property => property.CanWrite && !line.Contains($"`{property.Name}`", StringComparison.Ordinal))
                .Select(property => $"{section}: {property.Name}").ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Every_state_of_the_schema_stands_in_a_graph()
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["jobs"] = "job", ["outbox_queues"] = "queue", ["inbox_events"] = "event", ["inbound_media"] = "event", ["messages"] = "message", ["campaigns"] = "campaign",
            ["broadcast_sends"] = "broadcast", ["sessions"] = "session", ["senders"] = "sender",
        };
        var checks = await Checks();
        checks.Count.ShouldBeGreaterThan(5);
        foreach (var (table, words) in checks)
        {
            var page = files.GetValueOrDefault(table).ShouldNotBeNull($"{table} has states and no graph in docs/states");
            var text = Repository.Read($"docs/states/{page}.md");
            text.ShouldContain("```mermaid");
            var drawn = Word().Matches(text).Select(match => match.Value).ToHashSet(StringComparer.Ordinal);
            words.Where(word => !drawn.Contains(word)).Select(word => $"{table}: {word}").ShouldBeEmpty();
        }
    }

    [Fact]
    public void Every_package_stands_among_the_dependencies()
    {
        var nuget = XDocument.Parse(Repository.Read("Directory.Packages.props")).Descendants("PackageVersion").Select(package => package.Attribute("Include")!.Value);
        var npm = Sources.Under("", "package.json").SelectMany(file => JsonSerializer.Deserialize<JsonElement>(file.Text).EnumerateObject())
            .Where(part => part.Name is "dependencies" or "devDependencies").SelectMany(part => part.Value.EnumerateObject()).Select(package => package.Name);
        var named = nuget.Concat(npm).Distinct(StringComparer.Ordinal).ToList();
        named.Count.ShouldBeGreaterThan(20);
        named.Where(name => !Dependencies.Contains($"`{name}`", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void The_pinned_version_of_postgresqls_binaries_stands_among_the_dependencies() =>
        Dependencies.ShouldContain(Pinned().Match(Repository.Read("scripts/postgres.sh")).Groups["version"].Value + " |");

    private async Task<List<(string Table, string[] Words)>> Checks()
    {
        await using var connection = await database.Db.OpenEngine(default);
        await using var ask = new NpgsqlCommand("""
            SELECT c.conrelid::regclass::text, pg_get_constraintdef(c.oid) FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND c.conkey = ARRAY[a.attnum]
            WHERE c.contype = 'c' AND c.connamespace = 'public'::regnamespace AND a.attname IN ('state', 'status') ORDER BY 1
            """, connection);
        await using var rows = await ask.ExecuteReaderAsync();
        var checks = new List<(string, string[])>();
        while (await rows.ReadAsync()) checks.Add((rows.GetString(0), [.. Quoted().Matches(rows.GetString(1)).Select(match => match.Groups["word"].Value)]));
        return checks;
    }

    [GeneratedRegex(@"([cC]onfiguration\[|Value\(|Number\(configuration, |Delay\(configuration, |GetEnvironmentVariable\(|[vV]ariable\()""(?<name>[A-Z][A-Z0-9_]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Variable();

    [GeneratedRegex(@"(Options<(?<type>\w+)>\(""(?<section>\w+)""|GetSection\(""(?<section>\w+)""\)\.Get<(?<type>\w+)>)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Section();

    [GeneratedRegex("[a-z][a-z_]*", RegexOptions.None, 1000)]
    private static partial Regex Word();

    [GeneratedRegex("'(?<word>[a-z_]+)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Quoted();

    [GeneratedRegex("POSTGRES_PACKAGE_VERSION=(?<version>\\S+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Pinned();
}
