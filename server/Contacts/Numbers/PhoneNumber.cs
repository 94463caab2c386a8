using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using Parley.Platform.Http;

namespace Parley.Contacts.Numbers;

/// <summary>
/// A valid phone number in E.164, one value for all spellings of it (docs/decisions/one-number-one-contact.md).
/// Eight bytes, compared by its digits. Never write one to a log; people who may not see it get <see cref="ToMasked"/>.
/// </summary>
[JsonConverter(typeof(PhoneNumberJson)), WrittenAs(typeof(string))]
public readonly record struct PhoneNumber : IComparable<PhoneNumber>, ISpanFormattable
{
    /// <summary>E.164 allows fifteen digits, country code included.</summary>
    public const int MaxDigits = 15;

    /// <summary>What is shorter is no number of any country, but a service's.</summary>
    public const int MinDigits = 5;

    // Fifteen digits fit, and no country code begins with 0, so nothing is lost.
    private readonly ulong _digits;

    private PhoneNumber(ulong digits) => _digits = digits;

    /// <summary>The digits as one number, 0 for <c>default</c>: for sets of millions.</summary>
    internal ulong Value => _digits;

    /// <summary>The digits without the plus: 5511987654321.</summary>
    public string Digits => _digits.ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// The region whose number it is: ISO 3166-1 alpha-2 (BR), or 001 when the code belongs to no country.
    /// Empty for <c>default</c>.
    /// </summary>
    public string CountryCode => _digits == 0 ? "" : Numbering.RegionOf(Write(stackalloc char[MaxDigits]));

    /// <summary>Whether <paramref name="region"/> (BR, us) can be given as a default region.</summary>
    public static bool IsRegion([NotNullWhen(true)] string? region) => NumberingPlans.World.OfRegion(region) is not null;

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, string?, out PhoneNumber, out NumberProblem)"/>
    public static bool TryParse(string? input, string? defaultRegion, out PhoneNumber number, out NumberProblem problem) =>
        TryParse(input.AsSpan(), defaultRegion, out number, out problem);

    /// <summary>
    /// Reads a number as people, files and WhatsApp write it: <c>+55 (11) 98765-4321</c>, <c>0055…</c>, national form,
    /// <c>5511…@s.whatsapp.net</c>, <c>…@c.us</c>, <c>tel:</c>, <c>whatsapp:</c>, <c>wa.me/…</c>, digits of any script.
    /// </summary>
    /// <param name="input">At most 100 characters; longer ones are refused unread.</param>
    /// <param name="defaultRegion">Where numbers without a country code are from (BR). Null or unknown: nowhere.</param>
    /// <param name="number">The number, or <c>default</c>.</param>
    /// <param name="problem">Why not; <see cref="NumberProblem.None"/> on success.</param>
    public static bool TryParse(ReadOnlySpan<char> input, string? defaultRegion, out PhoneNumber number, out NumberProblem problem)
    {
        number = default;
        Span<char> digits = stackalloc char[WrittenNumber.MaxDigits];
        problem = WrittenNumber.Read(input, digits, out var written);
        if (problem != NumberProblem.None)
            return false;
        Span<char> e164 = stackalloc char[Numbering.Room];
        problem = Numbering.Read(digits[..written.Digits], written.Form, defaultRegion, e164, out var length);
        if (problem != NumberProblem.None)
            return false;
        number = new PhoneNumber(ulong.Parse(e164[..length], NumberStyles.None, CultureInfo.InvariantCulture));
        return true;
    }

    /// <summary>
    /// The number of an account, as the network names it. The network knows better than any plan which numbers there are: one of a range
    /// that the metadata does not know yet is taken as its digits stand.
    /// </summary>
    /// <param name="address">E.164 with or without its plus, or <c>5511…@s.whatsapp.net</c>.</param>
    /// <param name="number">The number, or <c>default</c> for what is no account with a number: groups, newsletters, internal ids.</param>
    public static bool TryFromNetwork(ReadOnlySpan<char> address, out PhoneNumber number)
    {
        if (TryParse(address, null, out number, out _))
            return true;
        var envelope = NumberEnvelope.Open(address);
        var digits = envelope.Number.TrimStart('+');
        if (envelope.Problem != NumberProblem.None || digits.Length is < MinDigits or > MaxDigits || digits[0] == '0' || digits.ContainsAnyExceptInRange('0', '9'))
            return false;
        number = new PhoneNumber(ulong.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture));
        return true;
    }

    /// <summary>
    /// The number that <see cref="ToString()"/> wrote (+5511987654321), taken as it is: a number that was stored stays
    /// readable when its country changes its plan. For anything a person or a network wrote, use TryParse.
    /// </summary>
    /// <exception cref="FormatException">Not a plus and 5 to 15 digits.</exception>
    public static PhoneNumber FromE164(ReadOnlySpan<char> e164)
    {
        if (e164.Length is < MinDigits + 1 or > MaxDigits + 1 || e164[0] != '+' || e164[1] == '0'
            || !ulong.TryParse(e164[1..], NumberStyles.None, CultureInfo.InvariantCulture, out var digits))
            throw new FormatException("A stored phone number is a plus and 5 to 15 digits.");
        return new PhoneNumber(digits);
    }

    /// <summary>
    /// The digits under which WhatsApp may know this number, the E.164 ones first. Accounts older than a change of
    /// their country's plan keep the old form as their address: 55 31 8765-4321 without the ninth digit, 52 1 55…
    /// A driver that cannot ask the network which one it is uses the first.
    /// </summary>
    public IReadOnlyList<string> AddressDigits() => WhatsAppSpelling.AddressDigits(Digits);

    /// <summary>For people: +55 11 98765-4321.</summary>
    public string ToInternational() => _digits == 0 ? "" : NumberText.International(Digits);

    /// <summary>For people who may not see the whole number: +55 11 •••• 4321.</summary>
    public string ToMasked() => _digits == 0 ? "" : NumberText.Masked(Digits);

    /// <summary>The E.164 form: +5511987654321. Empty for <c>default</c>.</summary>
    public override string ToString() => _digits == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"+{_digits}");

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    /// <inheritdoc/>
    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        charsWritten = 0;
        if (_digits == 0)
            return true;
        if (destination.IsEmpty || !_digits.TryFormat(destination[1..], out charsWritten, default, CultureInfo.InvariantCulture))
            return false;
        destination[0] = '+';
        charsWritten++;
        return true;
    }

    /// <summary>In the order of the written digits, so that a country's numbers stand together.</summary>
    public int CompareTo(PhoneNumber other) =>
        Write(stackalloc char[MaxDigits]).SequenceCompareTo(other.Write(stackalloc char[MaxDigits]));

    public static bool operator <(PhoneNumber left, PhoneNumber right) => left.CompareTo(right) < 0;

    public static bool operator <=(PhoneNumber left, PhoneNumber right) => left.CompareTo(right) <= 0;

    public static bool operator >(PhoneNumber left, PhoneNumber right) => left.CompareTo(right) > 0;

    public static bool operator >=(PhoneNumber left, PhoneNumber right) => left.CompareTo(right) >= 0;

    private ReadOnlySpan<char> Write(Span<char> room)
    {
        _digits.TryFormat(room, out var length, default, CultureInfo.InvariantCulture);
        return room[..length];
    }
}
