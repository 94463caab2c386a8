using System.Text;
using System.Text.Json;
using Parley.Contacts.Numbers;

namespace Parley.Tests.Contacts.Numbers;

/// <summary>Random numbers of every region and kind, drawn from the patterns of the metadata itself. Same seed, same numbers.</summary>
internal sealed class NumberGenerator(JsonElement metadata, int seed)
{
    // Places in the metadata's arrays, see scripts/numbers/generate.mjs.
    private const int CallingCode = 0;
    private const int Number = 2;
    private const int Trunk = 5;
    private const int Kinds = 11;

    private readonly Random _random = new(seed);

    public Random Random => _random;

    public IReadOnlyList<RegionPlan> Plans { get; } =
    [
        .. metadata.GetProperty("countries").EnumerateObject().Select(region => RegionPlan.Of(region.Name, region.Value)),
        .. metadata.GetProperty("nonGeographic").EnumerateObject().Select(region => RegionPlan.Of("", region.Value)),
    ];

    /// <summary>A national number that one pattern of the plan makes; nearly always a valid one.</summary>
    public string Draw(RegionPlan plan) => Draw(plan.Patterns[_random.Next(plan.Patterns.Count)]);

    public string Draw(string pattern)
    {
        var digits = new StringBuilder();
        for (var step = DigitPattern.Compile(pattern, tag: 0); ;)
        {
            switch (step)
            {
                case PatternStep.OneOf one:
                    var digit = (char)('0' + _random.Next(10));
                    while (!one.Takes(digit))
                        digit = digit == '9' ? '0' : (char)(digit + 1);
                    digits.Append(digit);
                    step = one.Next;
                    break;
                case PatternStep.Fork fork:
                    step = _random.Next(2) == 0 ? fork.First : fork.Second;
                    break;
                case PatternStep.Edge edge:
                    step = edge.Next;
                    break;
                default:
                    return digits.ToString();
            }
        }
    }

    /// <summary>What typing does to a number: a digit lost, doubled, added, changed, or two swapped.</summary>
    public string Mutate(string digits)
    {
        var at = _random.Next(digits.Length);
        var digit = (char)('0' + _random.Next(10));
        return _random.Next(5) switch
        {
            0 => digits.Remove(at, 1),
            1 => digits.Insert(at, digits[at].ToString()),
            2 => digits.Insert(at, digit.ToString()),
            3 => digits.Remove(at, 1).Insert(at, digit.ToString()),
            _ => at == 0 ? digits : digits.Remove(at - 1, 2).Insert(at - 1, $"{digits[at]}{digits[at - 1]}"),
        };
    }

    /// <summary>One way in which people write the national number, with the region that it is then read for.</summary>
    public NumberOracle.Question Spell(RegionPlan plan, string national)
    {
        var e164 = plan.CallingCode + national;
        return _random.Next(9) switch
        {
            0 => new(plan.Region, $"+{e164}"),
            1 => new("", $"+{e164}"),
            2 => new(plan.Region, national),
            3 => new(plan.Region, plan.Trunk + national),
            4 => new(plan.Region, $"00{e164}"),
            5 => new("", e164),
            6 => new(plan.Region, e164),
            7 => new(Plans[_random.Next(Plans.Count)].Region, _random.Next(2) == 0 ? e164 : national),
            _ => new(plan.Region, $"+{plan.CallingCode} ({plan.Trunk}) {national[..(national.Length / 2)]}-{national[(national.Length / 2)..]}"),
        };
    }

    internal sealed record RegionPlan(string Region, string CallingCode, string Trunk, IReadOnlyList<string> Patterns)
    {
        public static RegionPlan Of(string region, JsonElement plan) => new(
            region,
            plan[NumberGenerator.CallingCode].GetString()!,
            plan[NumberGenerator.Trunk] is { ValueKind: JsonValueKind.String } trunk ? trunk.GetString()! : "",
            [
                plan[Number].GetString()!,
                .. plan[Kinds].EnumerateArray()
                    .Where(kind => kind.ValueKind == JsonValueKind.Array && kind[0].GetString() is not "")
                    .Select(kind => kind[0].GetString()!),
            ]);
    }
}
