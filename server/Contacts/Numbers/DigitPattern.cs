namespace Parley.Contacts.Numbers;

/// <summary>
/// A pattern over decimal digits, in the part of regular expressions that numbering plans are written in:
/// digits, <c>\d</c>, <c>[2-57]</c>, <c>(?:…)</c>, <c>(…)</c>, <c>|</c>, <c>?</c>, <c>{n}</c>, <c>{n,m}</c> and <c>$</c>.
/// There is no unbounded repetition, so every pattern is a graph without cycles.
/// </summary>
internal sealed class DigitPattern
{
    /// <summary>The most groups a pattern has: the numbering plans need five.</summary>
    public const int MaxGroups = 9;

    private readonly PatternStep _start;

    private DigitPattern(PatternStep start) => _start = start;

    public static DigitPattern Parse(string text) => new(Compile(text, tag: 0));

    /// <summary>The graph of <paramref name="text"/>; its accepting step carries <paramref name="tag"/>.</summary>
    public static PatternStep Compile(string text, int tag) =>
        new PatternSyntax(text).Read().Build(new PatternStep.Accept(tag));

    /// <summary>
    /// Matches at the start of <paramref name="digits"/>, first alternative first, as regular expressions do.
    /// <paramref name="groups"/> needs <see cref="MaxGroups"/> places and receives what each group held.
    /// </summary>
    /// <returns>How many digits the match took, or -1.</returns>
    public int MatchStart(ReadOnlySpan<char> digits, Span<Range> groups)
    {
        groups.Clear();
        return Run(_start, digits, 0, groups);
    }

    public bool MatchesStart(ReadOnlySpan<char> digits) =>
        MatchStart(digits, stackalloc Range[MaxGroups]) >= 0;

    private static int Run(PatternStep step, ReadOnlySpan<char> digits, int at, Span<Range> groups)
    {
        while (true)
        {
            switch (step)
            {
                case PatternStep.Accept:
                    return at;
                case PatternStep.OneOf one:
                    if (at == digits.Length || !one.Takes(digits[at]))
                        return -1;
                    at++;
                    step = one.Next;
                    break;
                case PatternStep.Fork fork:
                    var first = Run(fork.First, digits, at, groups);
                    if (first >= 0)
                        return first;
                    step = fork.Second;
                    break;
                case PatternStep.Edge edge:
                    var before = groups[edge.Group];
                    groups[edge.Group] = edge.Opens ? new Range(at, at) : new Range(before.Start, at);
                    var end = Run(edge.Next, digits, at, groups);
                    if (end < 0)
                        groups[edge.Group] = before;
                    return end;
                case PatternStep.End last:
                    if (at != digits.Length)
                        return -1;
                    step = last.Next;
                    break;
                default:
                    throw new InvalidOperationException($"A pattern has no step {step.GetType().Name}.");
            }
        }
    }
}

/// <summary>One step of a compiled pattern; what follows it is part of it, so tails are shared.</summary>
internal abstract class PatternStep
{
    /// <summary>Takes one digit out of a set (bit n stands for the digit n).</summary>
    public sealed class OneOf(ushort digits, PatternStep next) : PatternStep
    {
        public PatternStep Next => next;

        public bool Takes(char digit) => (digits >> (digit - '0') & 1) != 0;
    }

    /// <summary>Tries <paramref name="first"/>, then <paramref name="second"/>.</summary>
    public sealed class Fork(PatternStep first, PatternStep second) : PatternStep
    {
        public PatternStep First => first;

        public PatternStep Second => second;
    }

    /// <summary>Where a group opens or closes.</summary>
    public sealed class Edge(int group, bool opens, PatternStep next) : PatternStep
    {
        public int Group => group;

        public bool Opens => opens;

        public PatternStep Next => next;
    }

    /// <summary>Stands only after the last digit.</summary>
    public sealed class End(PatternStep next) : PatternStep
    {
        public PatternStep Next => next;
    }

    /// <summary>The pattern has matched; <paramref name="tag"/> says which, where several are matched at once.</summary>
    public sealed class Accept(int tag) : PatternStep
    {
        public int Tag => tag;
    }
}
