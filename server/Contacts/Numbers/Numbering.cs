namespace Parley.Contacts.Numbers;

/// <summary>How the digits were written.</summary>
internal enum WrittenForm
{
    /// <summary>Digits that may be national or international.</summary>
    Open,

    /// <summary>Surely with a country code: a plus, a WhatsApp address, a link.</summary>
    International,

    /// <summary>Hardly with a foreign one: brackets stand first, which is how area codes are written.</summary>
    National,
}

/// <summary>Finds the E.164 number that digits stand for.</summary>
internal static class Numbering
{
    /// <summary>Room that <see cref="Read"/> needs for its result.</summary>
    public const int Room = WrittenNumber.MaxDigits + 8;

    /// <summary>
    /// With a default region, digits without a plus are read as a foreign number only from this length on: a local
    /// number whose area code was forgotten must not reach a stranger abroad.
    /// </summary>
    private const int ShortestForeign = 10;

    /// <summary>The international prefix nearly everywhere, so people write it also where it is another one.</summary>
    private const string PlainPrefix = "00";

    public static string RegionOf(ReadOnlySpan<char> e164)
    {
        var plans = NumberingPlans.World.OfInternational(e164);
        return plans.IsEmpty ? "" : PlanOf(plans, e164[plans[0].CallingCode.Length..]).Region;
    }

    /// <summary>The plan of a national number; the calling code's main one when no region claims it.</summary>
    public static NumberingPlan PlanOf(ReadOnlySpan<NumberingPlan> sharing, ReadOnlySpan<char> national) =>
        Owner(sharing, national, unclaimed: sharing[0]);

    /// <summary>Writes the number's E.164 digits to <paramref name="e164"/>.</summary>
    public static NumberProblem Read(
        ReadOnlySpan<char> digits, WrittenForm form, string? defaultRegion, Span<char> e164, out int length)
    {
        if (form == WrittenForm.International)
            return ReadInternational(digits, e164, out length);
        var home = NumberingPlans.World.OfRegion(defaultRegion);
        if (home is null)
            return ReadHomeless(digits, form, e164, out length);

        // 00 and the home code mean home also where 0055 begins with a carrier's prefix, as it does in Brazil.
        if (digits.StartsWith(PlainPrefix) && digits[PlainPrefix.Length..].StartsWith(home.CallingCode)
            && ReadInternational(digits[PlainPrefix.Length..], e164, out length) == NumberProblem.None)
            return NumberProblem.None;
        var prefix = home.InternationalPrefix(digits);
        var problem = prefix > 0 ? ReadInternational(digits[prefix..], e164, out length)
            : FitsOnlyWithCode(digits, home) ? ReadInternational(digits, e164, out length)
            : ReadNational(digits, home, e164, out length);
        if (problem == NumberProblem.None)
            return problem;
        if (digits.StartsWith(PlainPrefix))
            return ReadInternational(digits[PlainPrefix.Length..], e164, out length);
        var mayBeForeign = form == WrittenForm.Open && digits.Length >= ShortestForeign;
        return (mayBeForeign || digits.StartsWith(home.CallingCode))
            && ReadInternational(digits, e164, out length) == NumberProblem.None
            ? NumberProblem.None
            : problem;
    }

    /// <summary>Whether the digits begin with the calling code of <paramref name="home"/>, and make no number unless it is taken off.</summary>
    private static bool FitsOnlyWithCode(ReadOnlySpan<char> digits, NumberingPlan home)
    {
        if (!digits.StartsWith(home.CallingCode))
            return false;
        Span<char> whole = stackalloc char[Room];
        Span<char> rest = stackalloc char[Room];
        var national = TakeOffTrunk(home, digits, whole, out _);
        return home.IsTooLong(national.Length)
            || (!home.Fits(national) && home.Fits(TakeOffTrunk(home, digits[home.CallingCode.Length..], rest, out _)));
    }

    private static NumberProblem ReadHomeless(ReadOnlySpan<char> digits, WrittenForm form, Span<char> e164, out int length)
    {
        length = 0;
        if (form == WrittenForm.National)
            return NumberProblem.CountryMissing;
        if (digits.StartsWith(PlainPrefix))
            return ReadInternational(digits[PlainPrefix.Length..], e164, out length);
        var problem = ReadInternational(digits, e164, out length);
        return problem is NumberProblem.None || digits.Length > PhoneNumber.MaxDigits ? problem : NumberProblem.CountryMissing;
    }

    private static NumberProblem ReadInternational(ReadOnlySpan<char> digits, Span<char> e164, out int length)
    {
        length = 0;
        var sharing = NumberingPlans.World.OfInternational(digits);
        return sharing.IsEmpty
            ? NumberProblem.UnknownCountryCode
            : ReadNational(digits[sharing[0].CallingCode.Length..], sharing[0], e164, out length);
    }

    /// <param name="home">The plan whose trunk prefix and local forms are understood.</param>
    private static NumberProblem ReadNational(ReadOnlySpan<char> digits, NumberingPlan home, Span<char> e164, out int length)
    {
        length = 0;
        Span<char> changed = stackalloc char[Room];
        Span<char> canonical = stackalloc char[Room];
        scoped var national = TakeOffTrunk(home, digits, changed, out var plan);
        var respelled = WhatsAppSpelling.Canonical(plan, national, canonical);
        if (respelled >= 0)
            national = canonical[..respelled];

        if (home.CallingCode.Length + national.Length > PhoneNumber.MaxDigits || plan.IsTooLong(national.Length))
            return NumberProblem.TooLong;
        if (!plan.IsValid(national))
            return plan.IsTooShort(national.Length) ? NumberProblem.TooShort : NumberProblem.NotInNumberingPlan;

        home.CallingCode.CopyTo(e164);
        national.CopyTo(e164[home.CallingCode.Length..]);
        length = home.CallingCode.Length + national.Length;
        return NumberProblem.None;
    }

    /// <summary>The national number without its trunk prefix, and the plan that it belongs to.</summary>
    private static ReadOnlySpan<char> TakeOffTrunk(
        NumberingPlan home, ReadOnlySpan<char> digits, Span<char> changed, out NumberingPlan plan)
    {
        var sharing = NumberingPlans.World.OfInternational(home.CallingCode);
        var length = home.TakeOffTrunk(digits, changed);
        if (length >= 0)
        {
            plan = Owner(sharing, changed[..length], unclaimed: home);
            if (plan.IsLongEnough(length))
                return changed[..length];
        }

        plan = Owner(sharing, digits, unclaimed: home);
        return digits;
    }

    /// <summary>Whose number it is among those that share a calling code; <paramref name="unclaimed"/> when it is nobody's.</summary>
    private static NumberingPlan Owner(
        ReadOnlySpan<NumberingPlan> sharing, ReadOnlySpan<char> national, NumberingPlan unclaimed)
    {
        if (sharing.Length > 1)
        {
            foreach (var plan in sharing)
            {
                if (plan.Claims(national))
                    return plan;
            }
        }

        return unclaimed;
    }
}
