using System.Text.RegularExpressions;
using Parley.Contacts.Numbers;
using Shouldly;

namespace Parley.Tests.Contacts.Numbers;

/// <summary>The house's matcher against the framework's regular expressions, on every pattern of the numbering plans.</summary>
[Trait("Requirement", "CON-03")]
public sealed class DigitPatternTests(NumberOracle oracle) : IClassFixture<NumberOracle>
{
    private const int Seed = 3;
    private const int TextsPerPattern = 40;

    [Fact]
    public void Whole_numbers_match_as_regular_expressions_do()
    {
        var generator = new NumberGenerator(oracle.Metadata, Seed);
        foreach (var plan in generator.Plans)
        {
            var automaton = new DigitAutomaton(plan.Patterns);
            Regex[] expressions = [.. plan.Patterns.Select(pattern => new Regex($"^(?:{pattern})\\z", RegexOptions.ECMAScript, TimeSpan.FromSeconds(5)))];
            for (var i = 0; i < TextsPerPattern; i++)
            {
                var digits = i % 2 == 0 ? generator.Draw(plan) : generator.Mutate(generator.Draw(plan));
                var expected = expressions.Select((expression, place) => expression.IsMatch(digits) ? 1 << place : 0).Sum();
                automaton.Match(digits).ShouldBe(expected, $"{plan.Region} {digits}");
            }
        }
    }

    [Fact]
    public void Beginnings_and_groups_match_as_regular_expressions_do()
    {
        var generator = new NumberGenerator(oracle.Metadata, Seed);
        Span<Range> groups = stackalloc Range[DigitPattern.MaxGroups];
        foreach (var text in PatternsWithGroups())
        {
            var pattern = DigitPattern.Parse(text);
            var expression = new Regex($"^(?:{text})", RegexOptions.ECMAScript, TimeSpan.FromSeconds(5));
            for (var i = 0; i < TextsPerPattern; i++)
            {
                var digits = generator.Draw(text.Replace("$", "")) + generator.Draw(@"\d{0,9}");
                if (i % 2 == 0)
                    digits = generator.Mutate(digits + "0");
                var match = expression.Match(digits);
                var length = pattern.MatchStart(digits, groups);
                length.ShouldBe(match.Success ? match.Length : -1, $"{text} {digits}");
                for (var group = 1; match.Success && group < match.Groups.Count; group++)
                    digits[groups[group - 1]].ShouldBe(match.Groups[group].Value, $"{text} {digits} ${group}");
            }
        }
    }

    [Theory]
    [InlineData("1*")]
    [InlineData("(1")]
    [InlineData("1)")]
    [InlineData("[1")]
    [InlineData("[a]")]
    [InlineData("1{2")]
    [InlineData("\\w")]
    [InlineData("(?=1)")]
    [InlineData("a")]
    [InlineData("(?:1")]
    [InlineData("\\")]
    public void What_is_no_such_pattern_is_refused(string text) => Should.Throw<FormatException>(() => DigitPattern.Parse(text));

    private List<string> PatternsWithGroups()
    {
        List<string> patterns = [];
        foreach (var plan in oracle.Metadata.GetProperty("countries").EnumerateObject())
        {
            // The international prefix, the trunk prefix and the first digits, see scripts/numbers/generate.mjs.
            foreach (var place in new[] { 1, 7, 10 })
            {
                if (place < plan.Value.GetArrayLength() && plan.Value[place].ValueKind == System.Text.Json.JsonValueKind.String)
                    patterns.Add(plan.Value[place].GetString()!);
            }
        }

        patterns.Count.ShouldBeGreaterThan(250);
        return patterns;
    }
}
