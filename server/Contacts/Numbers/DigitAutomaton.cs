namespace Parley.Contacts.Numbers;

/// <summary>
/// Several patterns matched at once in one walk over the digits, without backing up: one table look-up per digit.
/// Built once per numbering plan, when it is first needed (at most 507 states and 8 ms; all plans together take 321 kB).
/// </summary>
internal sealed class DigitAutomaton
{
    private const int Dead = 0;
    private const int Start = 1;

    private readonly ushort[] _next;
    private readonly ushort[] _accepted;

    /// <param name="patterns">At most sixteen; the nth answers as bit n of <see cref="Match"/>.</param>
    public DigitAutomaton(IReadOnlyList<string> patterns)
    {
        if (patterns.Count > 16)
            throw new ArgumentException("An automaton matches sixteen patterns at most.", nameof(patterns));
        var states = new StateTable();
        states.Number([.. patterns.Select((pattern, tag) => DigitPattern.Compile(pattern, tag))]);
        for (var state = Start; state < states.Count; state++)
        {
            for (var digit = 0; digit < 10; digit++)
                states.Next[state * 10 + digit] = (ushort)states.Number(states.StepsAfter(state, (char)('0' + digit)));
        }

        _next = [.. states.Next];
        _accepted = [.. states.Accepted];
    }

    public int States => _accepted.Length;

    /// <summary>Which patterns match all of <paramref name="digits"/>: bit n for the nth.</summary>
    public int Match(ReadOnlySpan<char> digits)
    {
        var state = Start;
        foreach (var digit in digits)
        {
            state = _next[state * 10 + (digit - '0')];
            if (state == Dead)
                return 0;
        }

        return _accepted[state];
    }

    /// <summary>The subset construction: a state is the set of steps that may take the next digit.</summary>
    private sealed class StateTable
    {
        private readonly Dictionary<PatternStep, int> _stepIds = new(ReferenceEqualityComparer.Instance);
        private readonly List<PatternStep.OneOf[]> _steps = [[]];
        private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

        public List<ushort> Next { get; } = [.. new ushort[10]];

        public List<ushort> Accepted { get; } = [0];

        public int Count => _steps.Count;

        public int Number(List<PatternStep> reached)
        {
            if (reached.Count == 0)
                return Dead;
            ushort accepted = 0;
            var takers = new SortedDictionary<int, PatternStep.OneOf>();
            foreach (var step in reached)
                Follow(step, takers, ref accepted);

            var key = string.Create(takers.Count + 1, (takers, accepted), static (span, set) =>
            {
                span[0] = (char)set.accepted;
                var at = 1;
                foreach (var id in set.takers.Keys)
                    span[at++] = (char)id;
            });
            if (_numbers.TryGetValue(key, out var known))
                return known;

            var number = _steps.Count;
            _numbers.Add(key, number);
            _steps.Add([.. takers.Values]);
            Accepted.Add(accepted);
            Next.AddRange(new ushort[10]);
            return number;
        }

        public List<PatternStep> StepsAfter(int state, char digit)
        {
            List<PatternStep> after = [];
            foreach (var taker in _steps[state])
            {
                if (taker.Takes(digit) && !after.Contains(taker.Next))
                    after.Add(taker.Next);
            }

            return after;
        }

        private void Follow(PatternStep step, SortedDictionary<int, PatternStep.OneOf> takers, ref ushort accepted)
        {
            switch (step)
            {
                case PatternStep.OneOf taker:
                    if (!_stepIds.TryGetValue(taker, out var id))
                        _stepIds.Add(taker, id = _stepIds.Count);
                    takers[id] = taker;
                    break;
                case PatternStep.Fork fork:
                    Follow(fork.First, takers, ref accepted);
                    Follow(fork.Second, takers, ref accepted);
                    break;
                case PatternStep.Edge edge:
                    Follow(edge.Next, takers, ref accepted);
                    break;
                case PatternStep.Accept accept:
                    accepted |= (ushort)(1 << accept.Tag);
                    break;
                default:
                    throw new InvalidOperationException("A pattern for whole numbers has no '$' in it.");
            }
        }
    }
}
