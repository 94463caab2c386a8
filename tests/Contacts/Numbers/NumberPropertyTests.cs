using System.Diagnostics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Parley.Contacts.Numbers;
using Shouldly;

namespace Parley.Tests.Contacts.Numbers;

[Trait("Requirement", "CON-01")]
[Trait("Requirement", "CON-03")]
public sealed class NumberPropertyTests(NumberOracle oracle) : IClassFixture<NumberOracle>
{
    private const int Seed = 7;

    [Fact]
    public void Whatever_a_number_writes_reads_back_as_the_same_number()
    {
        foreach (var number in ValidNumbers(perRegion: 40))
        {
            Read(number.ToString(), number);
            Read(number.ToInternational(), number);
            Read(number.ToInternational(), number, "BR");
            PhoneNumber.FromE164(number.ToString()).ShouldBe(number);
            foreach (var digits in number.AddressDigits())
            {
                Read($"{digits}@s.whatsapp.net", number);
                Read($"{digits}:7@c.us", number, "US");
                Read($"https://wa.me/{digits}", number);
            }
        }
    }

    [Fact]
    public void A_masked_number_hides_at_least_three_digits()
    {
        foreach (var number in ValidNumbers(perRegion: 40))
        {
            var shown = number.ToMasked().Count(char.IsAsciiDigit);
            var calling = number.ToMasked().IndexOf(' ') - 1;
            (number.Digits.Length - shown).ShouldBeGreaterThanOrEqualTo(
                Math.Min(3, number.Digits.Length - calling - 2), $"{number} {number.ToMasked()}");
        }
    }

    [Fact]
    public void No_text_makes_the_reader_throw() =>
        Prop.ForAll<string, string>((text, region) => IsSound(text, region)).QuickCheckThrowOnFailure();

    [Fact]
    public void No_text_made_of_the_signs_of_numbers_makes_the_reader_throw()
    {
        string[] parts =
        [
            "0", "1", "5", "9", "00", "55", "+", "＋", "(", ")", "-", ".", "/", " ", "\u00A0", "\u200E", "٣", "９", "𝟗", "\uD835", "\uDC00", "x", "ext", "#", ",", ";",
            "@", "@c.us", "@s.whatsapp.net", "@g.us", ":1", "_2", "tel:", ";ext=", ";phone-context=", "+55", "whatsapp:", "wa.me/", "https://", "?phone=", "%2B", "%", "'", "\0",
            "api.whatsapp.com/send", "&", "1191234", "98765432",
        ];
        string?[] regions = [null, "", "BR", "us", "XX", "001", "Brazil", "A", "🇧🇷"];
        var random = new Random(Seed);
        for (var i = 0; i < 200_000; i++)
        {
            var text = new StringBuilder();
            for (var length = random.Next(12); length > 0; length--)
                text.Append(parts[random.Next(parts.Length)]);
            IsSound(text.ToString(), regions[random.Next(regions.Length)]).ShouldBeTrue(text.ToString());
        }
    }

    [Fact]
    public void A_hundred_digits_in_every_region_are_refused_and_do_no_harm()
    {
        foreach (var region in NumberingPlans.World.All.Select(plan => plan.Region))
        {
            for (var length = 1; length <= WrittenNumber.MaxLength + 1; length++)
            {
                var accepted = PhoneNumber.TryParse(new string('9', length), region, out _, out _);
                (accepted && length > PhoneNumber.MaxDigits + 5).ShouldBeFalse();
            }
        }
    }

    [Fact]
    public void A_huge_text_is_refused_without_being_read()
    {
        var huge = new string('5', 20_000_000);
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < 100_000; i++)
        {
            PhoneNumber.TryParse(huge, "BR", out _, out var problem).ShouldBeFalse();
            problem.ShouldBe(NumberProblem.TooLong);
        }

        // Reading it would take hours: two million million signs.
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void Every_problem_has_a_sentence_and_a_slug_of_its_own()
    {
        var problems = Enum.GetValues<NumberProblem>();
        problems.Select(problem => problem.Sentence()).Distinct().Count().ShouldBe(problems.Length);
        problems.Select(problem => problem.Slug()).Distinct().Count().ShouldBe(problems.Length);
        problems.ShouldAllBe(problem => problem.Sentence().EndsWith('.'));
    }

    private static bool IsSound(string? text, string? region)
    {
        var read = PhoneNumber.TryParse(text, region, out var number, out var problem);
        if (read != (problem == NumberProblem.None))
            return false;
        return read
            ? PhoneNumber.TryParse(number.ToString(), null, out var again, out _) && again == number
            : number == default && problem.Sentence().Length > 0;
    }

    private static void Read(string text, PhoneNumber expected, string? region = null)
    {
        PhoneNumber.TryParse(text, region, out var number, out var problem).ShouldBeTrue($"{text}: {problem}");
        number.ShouldBe(expected, text);
    }

    private IEnumerable<PhoneNumber> ValidNumbers(int perRegion)
    {
        var generator = new NumberGenerator(oracle.Metadata, Seed);
        var found = 0;
        foreach (var plan in generator.Plans)
        {
            for (var i = 0; i < perRegion; i++)
            {
                if (!PhoneNumber.TryParse($"+{plan.CallingCode}{generator.Draw(plan)}", null, out var number, out _))
                    continue;
                found++;
                yield return number;
            }
        }

        found.ShouldBeGreaterThan(perRegion * generator.Plans.Count / 2);
    }
}
