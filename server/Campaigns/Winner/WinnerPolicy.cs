namespace Parley.Campaigns;

/// <summary>Which variant takes what is left. Pure: the same figures always give the same answer.</summary>
public static class WinnerPolicy
{
    public readonly record struct Result(long Sent, long Read, long Replied);

    /// <returns>The variant's place, from 0; null while one of them was sent to too few. Of equally good ones the first.</returns>
    public static int? Decide(WinnerRule rule, IReadOnlyList<Result> variants)
    {
        if (variants.Count < 2 || variants.Any(variant => variant.Sent < rule.AfterSent)) return null;
        var best = 0;
        for (var one = 1; one < variants.Count; one++)
            if (IsBetter(rule.By, variants[one], variants[best])) best = one;
        return best;
    }

    // By the cross product and not by quotients, so that equal rates are equal.
    private static bool IsBetter(WinnerBy by, Result one, Result other) => (Int128)Good(by, one) * other.Sent > (Int128)Good(by, other) * one.Sent;

    private static long Good(WinnerBy by, Result variant) => by == WinnerBy.Read ? variant.Read : variant.Replied;
}
