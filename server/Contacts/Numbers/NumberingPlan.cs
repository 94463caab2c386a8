using System.Numerics;

namespace Parley.Contacts.Numbers;

/// <summary>The numbering plan of one region: which numbers exist there, and how they are dialled and written.</summary>
internal sealed class NumberingPlan
{
    private readonly DigitPattern? _internationalPrefix;
    private readonly DigitPattern? _trunk;
    private readonly string? _trunkBecomes;
    private readonly DigitPattern? _starts;
    private readonly int _lengths;
    private readonly int[] _kindsByLength = new int[MaxLength + 1];
    private readonly Lazy<DigitAutomaton> _automaton;
    private readonly List<NumberFormat> _formats = [];

    /// <summary>The longest national number that the metadata knows is 17 digits (Japan's toll-free ones).</summary>
    public const int MaxLength = 17;

    /// <param name="lines">The region's lines of numbering_plans.txt, each "name value".</param>
    public NumberingPlan(string region, string callingCode, IEnumerable<string> lines)
    {
        Region = region;
        CallingCode = callingCode;
        List<string> patterns = [];
        foreach (var line in lines)
        {
            var (name, value) = Cut(line);
            switch (name)
            {
                case "idd":
                    _internationalPrefix = DigitPattern.Parse(value);
                    break;
                case "trunk":
                    _trunk = DigitPattern.Parse(value);
                    break;
                case "becomes":
                    _trunkBecomes = value;
                    break;
                case "starts":
                    _starts = DigitPattern.Parse(value);
                    break;
                case "lengths":
                    _lengths = ReadLengths(value);
                    break;
                case "number":
                    patterns.Add(value);
                    break;
                case "format":
                    _formats.Add(NumberFormat.Read(value));
                    break;
                default:
                    var (lengths, pattern) = Cut(value);
                    AllowKind(patterns.Count, ReadLengths(lengths));
                    patterns.Add(pattern);
                    break;
            }
        }

        _automaton = new Lazy<DigitAutomaton>(() => new DigitAutomaton(patterns));
    }

    /// <summary>ISO 3166-1 alpha-2, or 001 for codes that belong to no country (satellite, international freephone).</summary>
    public string Region { get; }

    public string CallingCode { get; }

    /// <summary>Regions that share a calling code and are told apart by first digits say so here.</summary>
    public bool ClaimsByFirstDigits => _starts is not null;

    public IReadOnlyList<NumberFormat> Formats => _formats;

    /// <summary>The size of the plan in memory: 22 bytes a state.</summary>
    public int States => _automaton.Value.States;

    public bool Claims(ReadOnlySpan<char> national) => _starts?.MatchesStart(national) ?? IsValid(national);

    /// <summary>Whether such a number is given out to somebody, by the plan: its first digits, its length and its kind.</summary>
    public bool IsValid(ReadOnlySpan<char> national)
    {
        if (national.Length > MaxLength)
            return false;
        var matched = _automaton.Value.Match(national);
        return (matched & 1) != 0 && (matched & _kindsByLength[national.Length]) != 0;
    }

    /// <summary>Shorter than every number of the plan.</summary>
    public bool IsTooShort(int digits) => digits < BitOperations.TrailingZeroCount(_lengths);

    /// <summary>Longer than every number of the plan.</summary>
    public bool IsTooLong(int digits) => digits > BitOperations.Log2((uint)_lengths);

    /// <summary>Of a length that some number of the plan has, or longer than all of them.</summary>
    public bool IsLongEnough(int digits) => IsTooLong(digits) || (_lengths >> digits & 1) != 0;

    /// <returns>How many digits of the international prefix (00, 011, 0014…) stand first; 0 when there is none.</returns>
    public int InternationalPrefix(ReadOnlySpan<char> digits)
    {
        var length = _internationalPrefix?.MatchStart(digits, stackalloc Range[DigitPattern.MaxGroups]) ?? 0;
        // No calling code begins with 0, so what is followed by one was no international prefix.
        return length > 0 && length < digits.Length && digits[length] != '0' ? length : 0;
    }

    /// <summary>
    /// Takes the trunk prefix and carrier code off (or turns a local form into the full one, as the plan says).
    /// <paramref name="result"/> needs room for <paramref name="digits"/> and four more.
    /// </summary>
    /// <returns>The number's length in <paramref name="result"/>, or -1 when there is nothing to take off.</returns>
    public int TakeOffTrunk(ReadOnlySpan<char> digits, Span<char> result)
    {
        if (_trunk is null)
            return -1;
        Span<Range> groups = stackalloc Range[DigitPattern.MaxGroups];
        var length = _trunk.MatchStart(digits, groups);
        if (length <= 0)
            return -1;
        var end = _trunkBecomes is null ? 0 : Substitute(digits, groups, result);
        digits[length..].CopyTo(result[end..]);
        end += digits.Length - length;
        // A number that is good as it stands keeps a first digit that merely looks like the trunk prefix.
        return Fits(digits) && !Fits(result[..end]) ? -1 : end;
    }

    /// <summary>The plan's broadest pattern; a number can fit and still be given out to nobody.</summary>
    public bool Fits(ReadOnlySpan<char> national) => (_automaton.Value.Match(national) & 1) != 0;

    /// <summary>Writes the rule ("9$1") with what the groups held; nothing when its group took no part in the match.</summary>
    private int Substitute(ReadOnlySpan<char> digits, ReadOnlySpan<Range> groups, Span<char> result)
    {
        var rule = _trunkBecomes!;
        var group = rule[rule.IndexOf('$') + 1] - '1';
        var (start, length) = groups[group].GetOffsetAndLength(digits.Length);
        if (length == 0)
            return 0;
        var end = 0;
        for (var i = 0; i < rule.Length; i++)
        {
            if (rule[i] == '$')
            {
                digits.Slice(start, length).CopyTo(result[end..]);
                end += length;
                i++;
            }
            else
            {
                result[end++] = rule[i];
            }
        }

        return end;
    }

    private void AllowKind(int place, int lengths)
    {
        for (var length = 0; length <= MaxLength; length++)
        {
            if ((lengths >> length & 1) != 0)
                _kindsByLength[length] |= 1 << place;
        }
    }

    private static int ReadLengths(string value) => value.Split(',').Aggregate(0, (all, one) => all | 1 << int.Parse(one));

    private static (string Name, string Value) Cut(string line)
    {
        var space = line.IndexOf(' ');
        return (line[..space], line[(space + 1)..]);
    }
}
