using System.Text.RegularExpressions;
using Parley.Contacts.Numbers;
using Shouldly;

namespace Parley.Tests.Contacts.Numbers;

/// <summary>The server's reading of numbers against libphonenumber-js, over all regions of the world.</summary>
[Trait("Requirement", "CON-03")]
public sealed partial class DifferentialTests(NumberOracle oracle) : IClassFixture<NumberOracle>
{
    private const int Seed = 5511;
    private const int NumbersPerRegion = 150;
    private const int MaxShown = 40;

    [Fact]
    public async Task Numbers_of_all_regions_are_read_as_the_reference_library_reads_them()
    {
        var generator = new NumberGenerator(oracle.Metadata, Seed);
        List<NumberOracle.Question> questions = [];
        foreach (var plan in generator.Plans)
        {
            for (var i = 0; i < NumbersPerRegion; i++)
            {
                var national = generator.Draw(plan);
                for (var mutations = i % 3; mutations > 0; mutations--)
                    national = generator.Mutate(national);
                questions.Add(generator.Spell(plan, national));
            }
        }

        await Compare(questions, leastValid: 15_000, leastInvalid: 10_000);
    }

    [Fact]
    public async Task The_example_number_of_every_region_is_read_in_every_spelling()
    {
        List<NumberOracle.Question> questions = [];
        foreach (var (region, national) in oracle.Examples)
        {
            var code = oracle.Metadata.GetProperty("countries").GetProperty(region)[0].GetString();
            questions.AddRange([new(region, national), new("", $"+{code}{national}"), new("", $"{code}{national}"), new("", $"00{code}{national}")]);
        }

        await Compare(questions, leastValid: questions.Count, leastInvalid: 0);
    }

    [Theory]
    [InlineData("BR")]
    [InlineData("MX")]
    [InlineData("AR")]
    public async Task Countries_with_rules_of_their_own_are_read_as_the_decision_says(string region)
    {
        var generator = new NumberGenerator(oracle.Metadata, Seed + 1);
        var plan = generator.Plans.Single(plan => plan.Region == region);
        string[] prefixes = ["", "", "", "1", "9", "0", "01", "044", "045", "015"];
        List<NumberOracle.Question> questions = [];
        for (var i = 0; i < 5_000; i++)
        {
            var national = generator.Draw(plan);
            if (region == "BR" && national.Length == 11)
                national = national.Remove(2, generator.Random.Next(2));
            if (region == "AR" && national.Length == 11 && generator.Random.Next(2) == 0)
                national = $"0{national[1..3]}15{national[3..]}";
            national = prefixes[generator.Random.Next(prefixes.Length)] + national;
            if (i % 3 == 0)
                national = generator.Mutate(national);
            questions.Add(generator.Spell(plan, national));
        }

        await Compare(questions, leastValid: 400, leastInvalid: 400);
    }

    [Fact]
    public async Task The_committed_plans_are_those_of_the_pinned_package()
    {
        using var stream = typeof(PhoneNumber).Assembly.GetManifestResourceStream("Parley.Contacts.Numbers.numbering_plans.txt")!;
        using var reader = new StreamReader(stream);
        (await reader.ReadToEndAsync() == await NumberOracle.Generate()).ShouldBeTrue("run `npm run generate` in scripts/numbers and commit what changed");
    }

    private static async Task Compare(List<NumberOracle.Question> questions, int leastValid, int leastInvalid)
    {
        var answers = await NumberOracle.Ask(questions);
        List<string> disagreements = [];
        foreach (var (question, answer) in questions.Zip(answers))
        {
            var read = PhoneNumber.TryParse(question.Text, question.Region, out var number, out var problem);
            var theirs = answer is null ? "none" : $"{answer.E164} {answer.Region} {answer.International}";
            var ours = !read ? "none"
                : $"{number} {number.CountryCode.Replace("001", "")} {Separators.Replace(number.ToInternational(), " ").TrimEnd()}";
            if (ours != theirs)
                disagreements.Add($"{question.Region,2} | {question.Text,-24} | {ours} ({problem}) | {theirs}");
        }

        if (disagreements.Count > 0)
        {
            Assert.Fail($"""
                Seed {Seed}: {disagreements.Count} of {questions.Count} numbers are read otherwise than by the reference library.
                region | text | server | reference
                {string.Join('\n', disagreements.Take(MaxShown))}
                """);
        }

        // Agreeing on nothing but refusals, or on nothing but good numbers, would prove little.
        answers.Count(answer => answer is not null).ShouldBeGreaterThanOrEqualTo(leastValid);
        answers.Count(answer => answer is null).ShouldBeGreaterThanOrEqualTo(leastInvalid);
    }

    // The library writes every separator as a space.
    [GeneratedRegex(@"[^+\d]+", RegexOptions.NonBacktracking)]
    private static partial Regex Separators { get; }
}
