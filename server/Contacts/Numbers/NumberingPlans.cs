using System.Reflection;

namespace Parley.Contacts.Numbers;

/// <summary>Every numbering plan of the world, read once from numbering_plans.txt.</summary>
internal sealed class NumberingPlans
{
    private const int MaxCallingCode = 999;

    private readonly NumberingPlan[]?[] _byCallingCode = new NumberingPlan[MaxCallingCode + 1][];
    private readonly NumberingPlan?[] _byRegion = new NumberingPlan[26 * 26];
    private readonly List<NumberingPlan> _all = [];

    private NumberingPlans(TextReader text)
    {
        string? region = null;
        List<string> lines = [];
        while (text.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
                continue;
            if (line.StartsWith("region ", StringComparison.Ordinal))
            {
                Add(region, lines);
                (region, lines) = (line, []);
            }
            else
            {
                lines.Add(line);
            }
        }

        Add(region, lines);
    }

    public static NumberingPlans World { get; } = Load();

    public IReadOnlyList<NumberingPlan> All => _all;

    /// <summary>The plan of an ISO 3166-1 alpha-2 region in either case, or null.</summary>
    public NumberingPlan? OfRegion(ReadOnlySpan<char> region) =>
        region.Length == 2 && char.IsAsciiLetter(region[0]) && char.IsAsciiLetter(region[1]) ? _byRegion[Place(region)] : null;

    /// <summary>The plans that share the calling code which <paramref name="digits"/> begin with, the main one first; none when no code fits.</summary>
    public ReadOnlySpan<NumberingPlan> OfInternational(ReadOnlySpan<char> digits)
    {
        var code = 0;
        // Calling codes have one to three digits, and none is the beginning of another.
        for (var i = 0; i < digits.Length && i < 3; i++)
        {
            code = code * 10 + digits[i] - '0';
            if (code == 0)
                break;
            if (_byCallingCode[code] is { } plans)
                return plans;
        }

        return [];
    }

    private static NumberingPlans Load()
    {
        const string name = "Parley.Contacts.Numbers.numbering_plans.txt";
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is missing from the assembly.");
        using var reader = new StreamReader(stream);
        return new NumberingPlans(reader);
    }

    private void Add(string? header, List<string> lines)
    {
        if (header is null)
            return;
        var words = header.Split(' ');
        var plan = new NumberingPlan(words[1], words[2], lines);
        _all.Add(plan);
        if (plan.Region.Length == 2)
            _byRegion[Place(plan.Region)] = plan;
        ref var sharing = ref _byCallingCode[int.Parse(plan.CallingCode)];
        sharing = [.. sharing ?? [], plan];
    }

    private static int Place(ReadOnlySpan<char> region) => ((region[0] | 0x20) - 'a') * 26 + (region[1] | 0x20) - 'a';
}
