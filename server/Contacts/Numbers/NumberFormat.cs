using System.Text;

namespace Parley.Contacts.Numbers;

/// <summary>One way of grouping the digits of a national number for people: "$1 $2-$3".</summary>
internal sealed class NumberFormat
{
    private readonly DigitPattern _groups;
    private readonly DigitPattern? _leading;
    private readonly string _layout;

    private NumberFormat(DigitPattern groups, DigitPattern? leading, string layout)
    {
        _groups = groups;
        _leading = leading;
        _layout = layout;
    }

    /// <param name="line">"groups leading layout"; a leading of "-" stands for any.</param>
    public static NumberFormat Read(string line)
    {
        var parts = line.Split(' ', 3);
        return new NumberFormat(DigitPattern.Parse(parts[0]), parts[1] == "-" ? null : DigitPattern.Parse(parts[1]), parts[2]);
    }

    /// <summary>Appends <paramref name="national"/> to <paramref name="text"/> if this format is for such numbers.</summary>
    public bool TryAppend(ReadOnlySpan<char> national, StringBuilder text)
    {
        Span<Range> groups = stackalloc Range[DigitPattern.MaxGroups];
        if (_leading is not null && !_leading.MatchesStart(national))
            return false;
        if (_groups.MatchStart(national, groups) != national.Length)
            return false;
        for (var i = 0; i < _layout.Length; i++)
        {
            if (_layout[i] == '$')
                text.Append(national[groups[_layout[++i] - '1']]);
            else
                text.Append(_layout[i]);
        }

        return true;
    }
}
