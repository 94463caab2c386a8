using System.Text.RegularExpressions;
using Parley.Channels;
using Parley.Tests.Architecture;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Channels.Example;

/// <summary>What docs/extend/add-a-driver.md shows is what is compiled here and passes the contract.</summary>
public sealed partial class ExamplePageTests
{
    private static readonly IReadOnlyList<SourceFile> Files = Sources.Under("tests/Channels/Example", ".cs");

    // The driver is what would stand in server/: all of it is shown.
    private static readonly IReadOnlyList<SourceFile> Driver = [.. Files.Where(file => file.Text.Contains("\nnamespace Parley.Channels.Pigeon;", StringComparison.Ordinal))];

    private static readonly IReadOnlyList<string[]> Blocks = [.. ExamplePage.Blocks("csharp").Select(ExamplePage.Bare)];

    [Fact]
    public void Every_block_of_code_stands_in_one_of_the_files_as_it_is_shown()
    {
        Blocks.Count.ShouldBeGreaterThan(5);
        foreach (var block in Blocks)
            Files.Count(file => Holds(file, block)).ShouldBe(1, string.Join('\n', block));
    }

    [Fact]
    public void The_blocks_together_are_the_whole_driver()
    {
        Driver.Count.ShouldBeGreaterThan(3);
        foreach (var file in Driver)
            Blocks.Where(block => Holds(file, block)).SelectMany(block => block).ShouldBe(ExamplePage.Bare(file.Text.Split('\n')), file.Path);
    }

    [Fact]
    public void A_word_that_differs_is_found()
    {
        var block = Blocks[^1].ToArray();
        block[^1] += " ";
        Files.Count(file => Holds(file, ExamplePage.Bare(block))).ShouldBe(1);
        block[^1] += "x";
        Files.Count(file => Holds(file, ExamplePage.Bare(block))).ShouldBe(0);
    }

    [Fact]
    public void The_driver_is_as_short_as_an_example_should_be() =>
        Driver.Where(file => file.Name is "PigeonDriver.cs" or "PigeonLine.cs").Sum(file => file.Lines).ShouldBeLessThanOrEqualTo(200);

    [Fact]
    public void The_changes_to_other_files_fit_them()
    {
        var changes = ExamplePage.Blocks("diff");
        changes.ShouldNotBeEmpty();
        foreach (var change in changes)
        {
            change[0].ShouldStartWith("--- ");
            var lines = ExamplePage.Bare(Repository.Read(change[0][4..]).Split('\n'));
            foreach (var line in change.Skip(1).Where(line => line.Trim().Length > 0))
                lines.Contains(line[1..].Trim()).ShouldBe(line[0] != '+', $"{change[0]}: {line}");
        }
    }

    [Fact]
    public void The_migration_leaves_every_driver_that_there_is_its_name()
    {
        var migration = string.Join('\n', ExamplePage.Blocks("sql").ShouldHaveSingleItem());
        DriverName.All.Append("pigeon").Where(name => migration.Split($"'{name}'").Length != 3).ShouldBeEmpty();
    }

    [Fact]
    public void Every_file_and_folder_that_the_page_names_is_there()
    {
        var names = Named().Matches(ExamplePage.Text).Select(match => match.Groups["path"].Value).ToList();
        names.Count.ShouldBeGreaterThan(10);
        // All but the folder that whoever follows the page makes.
        names.Where(name => name != "server/Channels/Pigeon" && !Exists(name)).ShouldBeEmpty();
        var links = Link().Matches(ExamplePage.Text).Select(match => match.Groups["path"].Value).ToList();
        links.ShouldNotBeEmpty();
        links.Where(link => !Exists(Path.Combine("docs/extend", link))).ShouldBeEmpty();

        static bool Exists(string path) => File.Exists(Path.Combine(Repository.Root, path)) || Directory.Exists(Path.Combine(Repository.Root, path));
    }

    [Fact]
    public void The_calls_of_the_pretended_provider_are_those_that_it_has()
    {
        var standin = Files.Single(file => file.Name == "StandinPigeon.cs").Text;
        var calls = Call().Matches(ExamplePage.Text).Select(match => match.Groups["path"].Value).ToList();
        calls.Count.ShouldBe(3);
        calls.Where(path => !standin.Contains($"\"{path}\"", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void What_the_page_says_of_an_engine_has_the_names_that_an_engine_has()
    {
        var names = EngineName().Matches(ExamplePage.Text).Select(match => match.Groups["name"].Value).ToList();
        names.Count.ShouldBeGreaterThan(5);
        var engine = Repository.Read("gateway/src/engine.ts");
        names.Where(name => !Regex.IsMatch(engine, $@"\b{name}\(", RegexOptions.None, TimeSpan.FromSeconds(1))).ShouldBeEmpty();
    }

    private static bool Holds(SourceFile file, string[] block)
    {
        var lines = ExamplePage.Bare(file.Text.Split('\n'));
        return Enumerable.Range(0, Math.Max(0, lines.Length - block.Length + 1)).Any(at => lines.AsSpan(at, block.Length).SequenceEqual(block));
    }

    [GeneratedRegex("`(?<path>(server|tests|web|docs|gateway|contracts)/[\\w./-]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Named();

    [GeneratedRegex(@"\]\((?<path>[^)#:]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"^\| `(GET|POST) (?<path>/v1/[^`?]+)", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Call();

    [GeneratedRegex(@"`(Engine|Connection|Listener)\.(?<name>\w+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EngineName();
}
