namespace Parley.Campaigns;

/// <summary>What would become of a campaign if it were started now.</summary>
/// <param name="Given">Everybody who was meant, doubles and impossible numbers with them.</param>
/// <param name="WillGet">Who would get it.</param>
/// <param name="WillNotGet">Who would not, by reason, the most frequent first; together with <paramref name="WillGet"/> it sums to <paramref name="Given"/>.</param>
/// <param name="MissingVariables">How many lack which variable of the text; somebody may lack several.</param>
/// <param name="Rejects">The first 100 of the numbers that cannot be.</param>
/// <param name="CanStart">Starting it would not be refused.</param>
/// <param name="Notices">What a person should know before starting it, in sentences.</param>
/// <param name="SimulatedSenders">How many of its senders are of the simulator while others are not: what those send reaches nobody. 0 where all or none are.</param>
/// <param name="OnlyOtherSenders">How many of those who get it only some of its senders can reach: to the others the person wrote too long ago, or never, for a free message.</param>
public sealed record CampaignCheck(long Given, long WillGet, IReadOnlyList<CampaignCheck.Left> WillNotGet, IReadOnlyDictionary<string, long> MissingVariables, IReadOnlyList<GivenReject> Rejects, bool CanStart,
    IReadOnlyList<string> Notices, CampaignCheck.Duration Estimate, int SimulatedSenders, long OnlyOtherSenders)
{
    /// <param name="Reason">Slug.</param>
    public sealed record Left(string Reason, string Sentence, long Amount);

    /// <summary>About how long it takes, when its senders send nothing else.</summary>
    /// <param name="StartsAt">When the first one can go.</param>
    /// <param name="EndsAt">Null: not within a year, or never.</param>
    /// <param name="SentInTime">Before the scheduled end; all of them when there is none.</param>
    /// <param name="Senders">How many it was reckoned with.</param>
    /// <param name="SendersConnected">How many of the campaign's are connected now.</param>
    public sealed record Duration(DateTimeOffset? StartsAt, DateTimeOffset? EndsAt, double? Seconds, long SentInTime, int Senders, int SendersConnected);
}
