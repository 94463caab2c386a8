using System.Globalization;

namespace Parley.Contacts.Numbers;

/// <summary>Reads the text of a <see cref="DigitPattern"/>; anything it does not know is a <see cref="FormatException"/>.</summary>
internal sealed class PatternSyntax(string text)
{
    private const ushort AnyDigit = 0b11_1111_1111;

    private int _at;
    private int _groups;

    public Piece Read()
    {
        var piece = ReadChoice();
        return _at == text.Length ? piece : throw Unreadable();
    }

    private Piece ReadChoice()
    {
        List<Piece> choices = [ReadSequence()];
        while (Skip('|'))
            choices.Add(ReadSequence());
        return choices.Count == 1 ? choices[0] : new Piece.Choice(choices);
    }

    private Piece.Sequence ReadSequence()
    {
        List<Piece> parts = [];
        while (_at < text.Length && text[_at] is not ('|' or ')'))
            parts.Add(ReadRepeated());
        return new Piece.Sequence(parts);
    }

    private Piece ReadRepeated()
    {
        var piece = ReadOne();
        if (Skip('?'))
            return new Piece.Repeat(piece, 0, 1);
        if (!Skip('{'))
            return piece;
        var least = ReadNumber();
        var most = Skip(',') ? ReadNumber() : least;
        Expect('}');
        return new Piece.Repeat(piece, least, most);
    }

    private Piece ReadOne()
    {
        switch (text[_at++])
        {
            case >= '0' and <= '9':
                return new Piece.Digit((ushort)(1 << (text[_at - 1] - '0')));
            case '\\':
                Expect('d');
                return new Piece.Digit(AnyDigit);
            case '[':
                return new Piece.Digit(ReadSet());
            case '$':
                return new Piece.Last();
            case '(':
                var group = -1;
                if (Skip('?'))
                    Expect(':');
                else
                    group = _groups++;
                var inner = ReadChoice();
                Expect(')');
                return group < 0 ? inner : new Piece.Group(group, inner);
            default:
                throw Unreadable();
        }
    }

    private ushort ReadSet()
    {
        ushort digits = 0;
        while (!Skip(']'))
        {
            if (Skip('\\'))
            {
                Expect('d');
                digits = AnyDigit;
                continue;
            }

            var from = ReadDigit();
            var to = Skip('-') ? ReadDigit() : from;
            for (var digit = from; digit <= to; digit++)
                digits |= (ushort)(1 << digit);
        }

        return digits;
    }

    private int ReadDigit() =>
        _at < text.Length && char.IsAsciiDigit(text[_at]) ? text[_at++] - '0' : throw Unreadable();

    private int ReadNumber()
    {
        var start = _at;
        while (_at < text.Length && char.IsAsciiDigit(text[_at]))
            _at++;
        return int.Parse(text.AsSpan(start, _at - start), CultureInfo.InvariantCulture);
    }

    private bool Skip(char wanted)
    {
        if (_at == text.Length || text[_at] != wanted)
            return false;
        _at++;
        return true;
    }

    private void Expect(char wanted)
    {
        if (!Skip(wanted))
            throw Unreadable();
    }

    private FormatException Unreadable() => new($"The pattern '{text}' cannot be read at place {_at}.");
}
