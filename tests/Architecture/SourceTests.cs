using System.Text.RegularExpressions;
using Shouldly;

namespace Parley.Tests.Architecture;

/// <summary>How files and types of the repository look.</summary>
public sealed partial class SourceTests
{
    [Theory]
    [InlineData("server", 170)]
    [InlineData("bench", 170)]
    [InlineData("tests", 250)] // the cases of one use case stand together
    public void A_file_over_350_lines_says_why_in_its_first_line_and_nine_in_ten_are_short(string folder, int most)
    {
        var files = Sources.Under(folder, ".cs");
        files.Where(file => file.Lines > 350 && !Reason().IsMatch(file.Text)).Select(file => $"{file.Path}: {file.Lines} lines").ShouldBeEmpty();
        files.Select(file => file.Lines).Order().ElementAt(files.Count * 9 / 10).ShouldBeLessThan(most);
    }

    [Theory]
    [InlineData("// one protocol, one page", true)]
    [InlineData("using System;", false)]
    public void A_reason_is_a_comment_that_says_something(string line, bool isReason) => Reason().IsMatch(line).ShouldBe(isReason);

    [Fact]
    public void No_type_has_a_name_that_says_nothing() =>
        new[] { "server", "tests", "bench" }.SelectMany(folder => Sources.Under(folder, ".cs")).SelectMany(file => Refused().Matches(Sources.Code(file.Text)).Select(match => $"{file.Path}: {match.Value}"))
            .ShouldBeEmpty();

    [Theory]
    [InlineData("class SenderManager", true)]
    [InlineData("record struct HttpUtil(int A)", true)]
    [InlineData("class DatabaseBytes", false)]
    [InlineData("class Commonplace", false)]
    public void A_refused_word_is_a_whole_word_of_a_name(string declaration, bool refused) => Refused().IsMatch(declaration).ShouldBe(refused);

    [Fact]
    public void Nothing_is_left_to_be_done_later() =>
        Texts().SelectMany(file => Later().Matches(file.Text).Select(match => $"{file.Path}: {match.Value}")).ShouldBeEmpty();

    [Fact]
    public void The_texts_speak_of_the_project_alone() =>
        Texts().SelectMany(file => Elsewhere().Matches(file.Text).Select(match => $"{file.Path}: {match.Value}")).ShouldBeEmpty();

    [Fact]
    public void Every_statement_in_a_file_is_snake_case_and_used_by_the_code_beside_it()
    {
        foreach (var file in Sources.Under("server", ".sql").Where(file => file.Folder != "server/Schema"))
        {
            file.Name.ShouldMatch("^[a-z][a-z0-9]*(_[a-z0-9]+)*\\.sql$");
            var name = $"\"{file.Path["server/".Length..]}\"";
            Sources.Under(file.Folder, ".cs").Where(code => code.Folder == file.Folder && code.Text.Contains(name, StringComparison.Ordinal)).ShouldNotBeEmpty($"nothing in its folder names {name}");
        }
    }

    [Fact]
    public void Migrations_have_numbers_of_their_own()
    {
        var names = Sources.Under("server/Schema", ".sql").Select(file => file.Name).ToList();
        names.ShouldAllBe(name => Migration().IsMatch(name));
        // Two have this number, and a migration that stands is not renamed.
        names.Where(name => name != "0061_campaign_recipients.sql").GroupBy(name => name[..4]).Where(same => same.Count() > 1).Select(same => string.Join(", ", same)).ShouldBeEmpty();
    }

    // This file names what it refuses.
    private static IEnumerable<SourceFile> Texts() =>
        Sources.Under("", ".cs", ".sql", ".md", ".sh", ".mjs", ".ts", ".tsx", ".json", ".props", ".csproj", ".yml").Concat(Sources.Under("", "parley"))
            .Where(file => !file.Path.EndsWith("Architecture/SourceTests.cs", StringComparison.Ordinal) && !file.Name.Contains("package-lock", StringComparison.Ordinal));

    [GeneratedRegex(@"\A(//|/\*)\s*\w+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reason();

    [GeneratedRegex(@"\b(class|record|struct|interface|enum)\s+(struct\s+|class\s+)?I?([A-Z][a-z0-9]*)*(Manager|Helper|Util|Utils|Common|Base|Impl|Service)([A-Z][a-z0-9]*)*\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Refused();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b|NotImplementedException", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Later();

    [GeneratedRegex(@"(?<![\w.])/work/\S*|/home/\w+|/Users/\w+|\b(nuget\.org|npmjs\.(com|org)|artifactory)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Elsewhere();

    [GeneratedRegex("^[0-9]{4}_[a-z_]+\\.sql$", RegexOptions.None, 1000)]
    private static partial Regex Migration();
}
