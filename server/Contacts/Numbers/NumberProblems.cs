namespace Parley.Contacts.Numbers;

/// <summary>The words for each <see cref="NumberProblem"/>.</summary>
public static class NumberProblems
{
    /// <summary>One sentence or two for a person: what is wrong, and what to do. It never repeats the text itself.</summary>
    public static string Sentence(this NumberProblem problem) => problem switch
    {
        NumberProblem.None => "The number is valid.",
        NumberProblem.Empty => "There is no phone number. Write one, with + and the country code in front.",
        NumberProblem.NotANumber => "This is not a phone number. Write digits only, with + and the country code in front.",
        NumberProblem.TooShort => "The number is too short. Check that no digit and no area code is missing.",
        NumberProblem.TooLong => "The number is too long. Check for a digit too many, or for two numbers in one field.",
        NumberProblem.UnknownCountryCode => "No country has this country code. Check the digits after the +.",
        NumberProblem.CountryMissing => "The country is missing. Write + and the country code in front, or choose a default country.",
        NumberProblem.NotInNumberingPlan => "No such number exists in that country. Check the area code and the first digits.",
        NumberProblem.Extension => "The number has an extension, which WhatsApp cannot reach. Give a direct number without one.",
        NumberProblem.Group => "This is a WhatsApp group, not a person. Give the phone number of a person.",
        NumberProblem.LinkedId => "This is an internal WhatsApp id, not a phone number. Give the person's phone number.",
        NumberProblem.Channel => "This is a WhatsApp channel, not a person. Give the phone number of a person.",
        NumberProblem.Broadcast => "This is a broadcast list or the status feed, not a person. Give the phone number of a person.",
        _ => throw new ArgumentOutOfRangeException(nameof(problem), problem, "This problem has no sentence."),
    };

    /// <summary>The problem's name as the API and import reports write it: <c>too-short</c>, <c>country-missing</c>, …</summary>
    public static string Slug(this NumberProblem problem) => problem switch
    {
        NumberProblem.None => "none",
        NumberProblem.Empty => "empty",
        NumberProblem.NotANumber => "not-a-number",
        NumberProblem.TooShort => "too-short",
        NumberProblem.TooLong => "too-long",
        NumberProblem.UnknownCountryCode => "unknown-country-code",
        NumberProblem.CountryMissing => "country-missing",
        NumberProblem.NotInNumberingPlan => "not-in-numbering-plan",
        NumberProblem.Extension => "extension",
        NumberProblem.Group => "group",
        NumberProblem.LinkedId => "linked-id",
        NumberProblem.Channel => "channel",
        NumberProblem.Broadcast => "broadcast",
        _ => throw new ArgumentOutOfRangeException(nameof(problem), problem, "This problem has no slug."),
    };
}
