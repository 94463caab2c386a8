using Parley.Channels;
using Parley.Outbox;
using Parley.Senders;

namespace Parley.Campaigns;

/// <summary>A campaign that was read and checked: everything but its audience.</summary>
/// <param name="Contents">One per variant.</param>
/// <param name="Senders">Null: all of the tenant's.</param>
internal sealed record CampaignSpec(string Name, IReadOnlyList<Variant> Variants, IReadOnlyList<MessageContent> Contents, IReadOnlyList<SenderId>? Senders,
    DateTimeOffset? ScheduledStart, DateTimeOffset? ScheduledEnd, SendWindow? Window, PacingSpec? Pacing, bool? Typing, int Attempts, short Priority, bool SkipIncomplete, WinnerRule? Winner = null)
{
    public NewQueue Queue(CampaignId id) => new(QueueId.Of(id.Value), QueueKind.Campaign, Priority, Open: false, Senders, Pacing, Typing, Attempts, Window, Contents, ScheduledEnd);
}
