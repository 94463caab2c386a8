using Parley.Senders;

namespace Parley.Outbox;

/// <summary>Why a message is not being sent at this moment.</summary>
/// <param name="Slug">For programs, and for words in another language. Of the message: sending, awaiting-receipt, to-be-suppressed, retrying, due-later, waiting-its-turn. Of its queue: campaign-draft,
/// campaign-scheduled, campaign-paused, campaign-not-running, campaign-over, queue-held, queue-closed. Of its hours: outside-sending-hours, quiet-hours. Of its senders: no-sender, none-can-send,
/// none-can-send-now, or what keeps the only one, as in a Hindrance.</param>
/// <param name="Values">What the sentence names; which of them are there depends on the slug.</param>
/// <param name="Sentence">For a person.</param>
/// <param name="Until">When it can go as far as anybody knows; null when somebody has to do something first.</param>
/// <param name="Details">What keeps each of the senders, when there are several.</param>
public sealed record WhyNot(string Slug, WhyValues Values, string Sentence, DateTimeOffset? Until, IReadOnlyList<Hindrance>? Details = null)
{
    internal static WhyNot Of(Hindrance only) => new(only.Slug, only.Values, only.Sentence, only.Until);
}

/// <summary>The slugs of <see cref="WhyNot"/> besides those of a single sender. A new one wants words in the dashboard (web/src/ui/Why).</summary>
public static class WhySlugs
{
    public const string Sending = "sending";
    public const string AwaitingReceipt = "awaiting-receipt";
    public const string ToBeSuppressed = "to-be-suppressed";
    public const string Retrying = "retrying";
    public const string DueLater = "due-later";
    public const string WaitingItsTurn = "waiting-its-turn";
    public const string CampaignDraft = "campaign-draft";
    public const string CampaignScheduled = "campaign-scheduled";
    public const string CampaignPaused = "campaign-paused";
    public const string CampaignNotRunning = "campaign-not-running";
    public const string CampaignOver = "campaign-over";
    public const string QueueHeld = "queue-held";
    public const string QueueClosed = "queue-closed";
    public const string OutsideSendingHours = "outside-sending-hours";
    public const string QuietHours = "quiet-hours";
    public const string NoSender = "no-sender";
    public const string NoneCanSend = "none-can-send";
    public const string NoneCanSendNow = "none-can-send-now";
}
