using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Platform.Http;

namespace Parley.Channels.Simulator.Control;

/// <summary>Numbers of the control API: 5 to 15 digits with or without the plus. They need not exist in any country; the world is pretend.</summary>
internal static class PhoneNumbers
{
    public static bool TryRead(string? text, string field, out long number, out ProblemHttpResult problem)
    {
        problem = null!;
        if (Digits.TryParse(text, out number)) return true;
        problem = Problems.Validation.Field(field, "A number is 5 to 15 digits, country code first, with or without the plus.");
        return false;
    }
}
