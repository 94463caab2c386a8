using Parley.Senders;

namespace Parley.Outbox;

/// <summary>What holds a queue back, for the question why nothing of it is being sent.</summary>
internal static class QueueHold
{
    /// <param name="state">Of the queue.</param>
    /// <param name="kind">Of the queue.</param>
    /// <param name="campaign">The state of its campaign; null for another kind.</param>
    /// <returns>Null when it is open.</returns>
    public static WhyNot? Of(string? state, string? kind, string? campaign) => (state, kind) switch
    {
        ("held", "campaign") => campaign switch
        {
            "draft" => Why(WhySlugs.CampaignDraft, "The campaign was not started yet."),
            "scheduled" => Why(WhySlugs.CampaignScheduled, "The campaign waits for its start time."),
            "paused" => Why(WhySlugs.CampaignPaused, "The campaign is paused."),
            _ => Why(WhySlugs.CampaignNotRunning, "The campaign is not running."),
        },
        ("held", _) => Why(WhySlugs.QueueHeld, "Its queue is held back."),
        ("closed", "campaign") => Why(WhySlugs.CampaignOver, "The campaign has ended; what is left of it is being ended too."),
        ("closed", _) => Why(WhySlugs.QueueClosed, "Its queue was closed; what is left in it is being ended."),
        _ => null,
    };

    private static WhyNot Why(string slug, string sentence) => new(slug, new WhyValues(), sentence, null);
}
