namespace Parley.Contacts.Numbers;

/// <summary>Why a text is not a phone number that can be written to. <see cref="NumberProblems.Sentence"/> says what to do about it.</summary>
public enum NumberProblem
{
    /// <summary>No problem: the text is a valid number.</summary>
    None = 0,

    /// <summary>There is nothing in the text but spaces.</summary>
    Empty,

    /// <summary>Letters or signs that no phone number has.</summary>
    NotANumber,

    /// <summary>Fewer digits than any number of that country.</summary>
    TooShort,

    /// <summary>More digits than any number of that country, or more than E.164 allows (15).</summary>
    TooLong,

    /// <summary>Written internationally, but no country has this code.</summary>
    UnknownCountryCode,

    /// <summary>Written nationally, and no default country was given.</summary>
    CountryMissing,

    /// <summary>The length is right, but the country gives out no such number.</summary>
    NotInNumberingPlan,

    /// <summary>A number with an extension behind a switchboard, which WhatsApp cannot reach.</summary>
    Extension,

    /// <summary>A WhatsApp group (…@g.us).</summary>
    Group,

    /// <summary>A WhatsApp-internal id (…@lid), which hides the number of the person.</summary>
    LinkedId,

    /// <summary>A WhatsApp channel (…@newsletter).</summary>
    Channel,

    /// <summary>A broadcast list or the status feed (…@broadcast).</summary>
    Broadcast,
}
