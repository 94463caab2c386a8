using System.Text;

namespace Parley.Contacts.Numbers;

/// <summary>Phone numbers as people read them.</summary>
internal static class NumberText
{
    private const string Hidden = " •••• ";

    /// <summary>+55 11 98765-4321; the digits in one piece where the plan says nothing.</summary>
    public static string International(string digits)
    {
        var plans = NumberingPlans.World.OfInternational(digits);
        if (plans.IsEmpty)
            return $"+{digits}";
        var callingCode = plans[0].CallingCode;
        var national = digits.AsSpan(callingCode.Length);
        var text = new StringBuilder("+").Append(callingCode).Append(' ');
        var own = Numbering.PlanOf(plans, national).Formats;
        // Regions that share a calling code are grouped as its main one, unless they have formats of their own.
        foreach (var format in own.Count > 0 ? own : plans[0].Formats)
        {
            if (format.TryAppend(national, text))
                return text.ToString();
        }

        return text.Append(national).ToString();
    }

    /// <summary>
    /// +55 11 •••• 4321: country code, first group, last four. At least three digits stay hidden; a short number shows less.
    /// </summary>
    public static string Masked(string digits)
    {
        var parts = International(digits).Split(' ', '-');
        var national = digits.Length - (parts[0].Length - 1);
        if (parts.Length > 2 && national - parts[1].Length - 4 >= 3)
            return $"{parts[0]} {parts[1]}{Hidden}{digits[^4..]}";
        return parts[0] + Hidden + digits[^(national >= 7 ? 4 : 2)..];
    }
}
