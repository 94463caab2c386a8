namespace Parley.Contacts.Numbers;

/// <summary>A part of a pattern as written. <see cref="Build"/> turns it into steps that lead on to the next part's.</summary>
internal abstract record Piece
{
    public abstract PatternStep Build(PatternStep next);

    public sealed record Digit(ushort Digits) : Piece
    {
        public override PatternStep Build(PatternStep next) => new PatternStep.OneOf(Digits, next);
    }

    public sealed record Sequence(List<Piece> Parts) : Piece
    {
        public override PatternStep Build(PatternStep next)
        {
            for (var i = Parts.Count - 1; i >= 0; i--)
                next = Parts[i].Build(next);
            return next;
        }
    }

    public sealed record Choice(List<Piece> Choices) : Piece
    {
        public override PatternStep Build(PatternStep next)
        {
            var step = Choices[^1].Build(next);
            for (var i = Choices.Count - 2; i >= 0; i--)
                step = new PatternStep.Fork(Choices[i].Build(next), step);
            return step;
        }
    }

    public sealed record Repeat(Piece Repeated, int Least, int Most) : Piece
    {
        public override PatternStep Build(PatternStep next)
        {
            // As many as can be had come first: x{1,3} is x(?:x(?:x)?)?
            var step = next;
            for (var i = Least; i < Most; i++)
                step = new PatternStep.Fork(Repeated.Build(step), next);
            for (var i = 0; i < Least; i++)
                step = Repeated.Build(step);
            return step;
        }
    }

    public sealed record Group(int Number, Piece Inner) : Piece
    {
        public override PatternStep Build(PatternStep next) =>
            new PatternStep.Edge(Number, opens: true, Inner.Build(new PatternStep.Edge(Number, opens: false, next)));
    }

    public sealed record Last : Piece
    {
        public override PatternStep Build(PatternStep next) => new PatternStep.End(next);
    }
}
