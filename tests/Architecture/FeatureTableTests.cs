using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Architecture;

public sealed class FeatureTableTests
{
    [Fact]
    public void A_feature_names_only_those_that_its_line_allows() => FeatureTable.Violations(FeatureTable.Lines).ShouldBeEmpty();

    [Fact]
    public void Every_folder_of_the_server_has_a_line() =>
        Directory.EnumerateDirectories(Path.Combine(Repository.Root, "server")).Select(folder => Path.GetFileName(folder)!)
            .Where(name => name is not ("bin" or "obj" or "Schema" or "Properties") && !FeatureTable.Lines.ContainsKey(name)).ShouldBeEmpty();

    [Fact]
    public void A_right_that_is_taken_from_any_line_is_missed_at_once()
    {
        foreach (var (from, to) in FeatureTable.Found.Keys.Where(pair => pair.To != "Platform"))
        {
            var stricter = FeatureTable.Lines.ToDictionary(line => line.Key, line => line.Key == from ? [.. line.Value.Where(name => name != to)] : line.Value, StringComparer.Ordinal);
            FeatureTable.Violations(stricter).ShouldHaveSingleItem().ShouldStartWith($"{from} names {to} ");
        }
        FeatureTable.Found.Keys.ShouldContain(("Outbox", "Channels"));
    }

    [Fact]
    public void Platform_names_no_feature() => FeatureTable.Found.Keys.Where(pair => pair.From == "Platform").ShouldBeEmpty();

    [Fact]
    public void A_name_in_a_comment_or_in_a_text_is_none() =>
        Sources.Code("""
            using Parley.Media; // Parley.Outbox
            var text = "Parley.Inbox";
            """).ShouldSatisfyAllConditions(code => code.ShouldContain("Parley.Media"), code => code.ShouldNotContain("Outbox"), code => code.ShouldNotContain("Inbox"));
}
