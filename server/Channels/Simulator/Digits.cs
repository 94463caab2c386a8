using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Parley.Channels.Simulator;

/// <summary>Phone numbers as the stand-in keeps them: the digits of E.164 in a long, so that a million of them are eight megabytes.</summary>
internal static class Digits
{
    /// <summary>Reads 5 to 15 digits, with or without the plus.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out long number)
    {
        number = 0;
        var digits = text.AsSpan();
        if (digits.StartsWith("+")) digits = digits[1..];
        return digits.Length is >= 5 and <= 15 && digits[0] != '0'
            && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>Whether the number has these digits in a row.</summary>
    public static bool Contains(long number, ReadOnlySpan<char> digits)
    {
        Span<char> text = stackalloc char[20];
        number.TryFormat(text, out var length, provider: CultureInfo.InvariantCulture);
        return text[..length].IndexOf(digits) >= 0;
    }

    public static string Text(long number) => string.Create(CultureInfo.InvariantCulture, $"+{number}");
}
