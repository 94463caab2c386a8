using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Parley.Contacts.Numbers;

/// <summary>Takes the digits out of a number as it is written. What the digits mean is not decided here.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct WrittenNumber(int Digits, WrittenForm Form)
{
    /// <summary>Longer texts are refused unread, so that nobody can make the server read a book.</summary>
    public const int MaxLength = 100;

    /// <summary>More digits than any spelling of a number has: prefix, carrier code and seventeen of its own.</summary>
    public const int MaxDigits = 28;

    private const int ShortestBeforeExtension = 5;

    /// <param name="digits">Room for <see cref="MaxDigits"/>; receives ASCII digits.</param>
    public static NumberProblem Read(ReadOnlySpan<char> text, Span<char> digits, out WrittenNumber written)
    {
        written = default;
        if (text.Length > MaxLength)
            return NumberProblem.TooLong;
        text = TrimInvisible(text);
        if (text.IsEmpty)
            return NumberProblem.Empty;
        // A table program that took the column for amounts wrote this; the 0 must not become a digit of the number.
        if (text.EndsWith(".0") && !text[..^2].ContainsAnyExceptInRange('0', '9'))
            text = text[..^2];

        var envelope = NumberEnvelope.Open(text);
        if (envelope.Problem != NumberProblem.None)
            return envelope.Problem;
        var count = 0;
        var plus = false;
        if (!envelope.Context.IsEmpty)
        {
            var problem = Scan(envelope.Context, envelope.IsUri, digits, ref count, ref plus);
            if (problem != NumberProblem.None)
                return problem;
        }

        var scanned = Scan(envelope.Number, envelope.IsUri, digits, ref count, ref plus);
        if (scanned != NumberProblem.None)
            return scanned;
        if (count == 0)
            return NumberProblem.NotANumber;
        var form = plus || envelope.IsInternational ? WrittenForm.International
            : text[0] is '(' or '（' ? WrittenForm.National
            : WrittenForm.Open;
        written = new WrittenNumber(count, form);
        return NumberProblem.None;
    }

    private static NumberProblem Scan(ReadOnlySpan<char> text, bool isUri, Span<char> digits, ref int count, ref bool plus)
    {
        for (var at = 0; at < text.Length;)
        {
            var sign = text[at];
            if (char.IsAsciiDigit(sign))
            {
                if (count == digits.Length)
                    return NumberProblem.TooLong;
                digits[count++] = sign;
                at++;
                continue;
            }

            if (sign == '%' && isUri && TryUnescape(text[at..], out sign))
                at += 2;
            if (sign is '+' or '＋' or '﹢')
            {
                if (plus || count > 0)
                    return NumberProblem.NotANumber;
                plus = true;
                at++;
                continue;
            }

            if (sign is ' ' or '-' or '.' or '(' or ')')
            {
                at++;
                continue;
            }

            if (Rune.DecodeFromUtf16(text[at..], out var rune, out var length) != System.Buffers.OperationStatus.Done)
                return NumberProblem.NotANumber;
            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber)
            {
                if (count == digits.Length)
                    return NumberProblem.TooLong;
                digits[count++] = (char)('0' + (int)Rune.GetNumericValue(rune));
            }
            else if (!IsPunctuation(rune))
            {
                return count >= ShortestBeforeExtension && NumberExtension.Is(text[at..])
                    ? NumberProblem.Extension
                    : NumberProblem.NotANumber;
            }

            at += length;
        }

        return NumberProblem.None;
    }

    /// <summary>What people put between the digits: spaces of all kinds, dashes, dots, slashes, brackets, marks nobody sees.</summary>
    private static bool IsPunctuation(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.SpaceSeparator or UnicodeCategory.DashPunctuation or UnicodeCategory.Format => true,
        UnicodeCategory.OpenPunctuation or UnicodeCategory.ClosePunctuation => rune.Value is not ('{' or '}'),
        // Tabs and line ends; the marks that make an emoji of a digit.
        UnicodeCategory.Control => Rune.IsWhiteSpace(rune),
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => rune.Value is (>= 0xFE00 and <= 0xFE0F) or 0x20E3,
        _ => rune.Value is '/' or '．' or '／' or '·' or '‧' or '~' or '～' or '−' or 'ー',
    };

    private static bool TryUnescape(ReadOnlySpan<char> text, out char sign)
    {
        sign = '%';
        if (text.Length < 3 || !byte.TryParse(text[1..3], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            return false;
        sign = (char)value;
        return sign is '+' or ' ' or '-' or '(' or ')';
    }

    /// <summary>Spaces and invisible marks at both ends, and the quotation marks that spreadsheets put there.</summary>
    private static ReadOnlySpan<char> TrimInvisible(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty && IsInvisible(text[0]))
            text = text[1..];
        while (!text.IsEmpty && IsInvisible(text[^1]))
            text = text[..^1];
        return text;
    }

    private static bool IsInvisible(char sign) =>
        sign is '\'' or '"' or '’'
        || (!char.IsAsciiLetterOrDigit(sign)
            && (char.IsWhiteSpace(sign) || char.GetUnicodeCategory(sign) == UnicodeCategory.Format));
}
