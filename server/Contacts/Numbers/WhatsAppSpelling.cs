namespace Parley.Contacts.Numbers;

/// <summary>
/// Where the forms that people and WhatsApp use differ from the numbering plan: Brazil's mobiles without the ninth
/// digit, Mexico's mobiles with the old 1, Argentina's with and without the 9. The rules and why they merge no two
/// people are in docs/decisions/one-number-one-contact.md.
/// </summary>
internal static class WhatsAppSpelling
{
    private const int BrazilMobile = 11;
    private const int MexicoNational = 10;
    private const int ArgentinaNational = 10;

    private static readonly string[] _mexicoPrefixes = ["044", "045", "01", "1"];

    /// <summary>
    /// The form of <paramref name="national"/> that stands for all others, written to <paramref name="canonical"/>
    /// (room for one more digit than came in).
    /// </summary>
    /// <returns>Its length, or -1 when the number is its own canonical form.</returns>
    public static int Canonical(NumberingPlan plan, ReadOnlySpan<char> national, Span<char> canonical)
    {
        switch (plan.Region)
        {
            case "BR" when national.Length == BrazilMobile - 1 && national[2] >= '6':
                national[..2].CopyTo(canonical);
                canonical[2] = '9';
                national[2..].CopyTo(canonical[3..]);
                return plan.IsValid(canonical[..BrazilMobile]) ? BrazilMobile : -1;
            case "AR" when national.Length == ArgentinaNational:
                canonical[0] = '9';
                national.CopyTo(canonical[1..]);
                return plan.IsValid(canonical[..(ArgentinaNational + 1)]) ? ArgentinaNational + 1 : -1;
            case "MX":
                foreach (var prefix in _mexicoPrefixes)
                {
                    if (national.Length == MexicoNational + prefix.Length && national.StartsWith(prefix))
                    {
                        national[prefix.Length..].CopyTo(canonical);
                        return MexicoNational;
                    }
                }

                return -1;
            default:
                return -1;
        }
    }

    /// <summary>See <see cref="PhoneNumber.AddressDigits"/>.</summary>
    public static string[] AddressDigits(string digits) => digits switch
    {
        ['5', '5', _, _, '9', >= '6', ..] when digits.Length == 2 + BrazilMobile => [digits, digits.Remove(4, 1)],
        ['5', '2', ..] when digits.Length == 2 + MexicoNational => [digits, digits.Insert(2, "1")],
        ['5', '4', '9', ..] when digits.Length == 3 + ArgentinaNational => [digits, digits.Remove(2, 1)],
        _ => [digits],
    };
}
