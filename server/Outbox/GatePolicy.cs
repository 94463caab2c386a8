using Parley.Channels;
using Parley.Conversations;

namespace Parley.Outbox;

/// <summary>What the gate knows about a message that is about to leave.</summary>
/// <param name="Consent">unknown, opted_in or opted_out; null when the recipient is no contact.</param>
/// <param name="CampaignMessages">Campaign messages to this contact within the tenant's cap days; null where no cap applies.</param>
/// <param name="LastInbound">When the person last wrote to the tenant.</param>
/// <param name="FreeFormWindow">How long after the person's last message to the sender it may write what it likes; null where there is no such rule, and for approved templates.</param>
/// <param name="FreeFormSince">When the person last wrote to the sender: each number has a window of its own.</param>
/// <param name="Window">The queue's own hours.</param>
/// <param name="Quiet">The tenant's allowed hours for messages that nobody asked for (the complement of its quiet hours).</param>
public readonly record struct GateFacts(Origin Origin, string? Consent, bool Blocked, bool RequireOptIn, int? CampaignMessages, int? CapMessages,
    DateTimeOffset? LastInbound, string? RecipientZone, SendWindow? Window, SendWindow? Quiet, TimeSpan? FreeFormWindow, DateTimeOffset? FreeFormSince = null);

/// <summary>May this message leave now?</summary>
public abstract record GateDecision
{
    private GateDecision() { }

    public sealed record Send : GateDecision { public static Send Now { get; } = new(); }

    /// <summary>Not before that time; a slug of <see cref="WhySlugs"/> and a sentence say why.</summary>
    public sealed record Defer(DateTimeOffset Until, string Slug, string Why) : GateDecision;

    /// <summary>Never.</summary>
    public sealed record Refuse(Reason Reason) : GateDecision;
}

/// <summary>The one place that no feature goes around: consent, blocklist, quiet hours, caps, the free-form window.
/// Pure, so the same rules answer "why not now?".</summary>
public static class GatePolicy
{
    public static GateDecision Decide(in GateFacts facts, DateTimeOffset now)
    {
        if (facts.Blocked) return new GateDecision.Refuse(Reasons.Blocked);
        if (facts.Consent == "opted_out" && !MayAnswerOptedOut(facts, now)) return new GateDecision.Refuse(Reasons.OptedOut);
        if (facts.RequireOptIn && facts.Consent != "opted_in" && IsUnasked(facts.Origin)) return new GateDecision.Refuse(Reasons.NotOptedIn);
        if (facts.Origin == Origin.Campaign && facts.CapMessages is { } cap && facts.CampaignMessages >= cap) return new GateDecision.Refuse(Reasons.FrequencyCapped);
        if (facts.FreeFormWindow is { } window && !(facts.FreeFormSince + window > now)) return new GateDecision.Refuse(Reasons.OutsideFreeFormWindow);

        if (facts.Window?.NextOpening(now, facts.RecipientZone) is { } opening && opening > now)
            return new GateDecision.Defer(opening, WhySlugs.OutsideSendingHours, "Outside of the sending hours.");
        if (IsUnasked(facts.Origin) && facts.Quiet?.NextOpening(now, facts.RecipientZone) is { } loud && loud > now)
            return new GateDecision.Defer(loud, WhySlugs.QuietHours, "Quiet hours.");
        return GateDecision.Send.Now;
    }

    /// <summary>Messages that the person did not ask for.</summary>
    public static bool IsUnasked(Origin origin) => origin is Origin.Campaign or Origin.Broadcast or Origin.Bulk;

    // The confirmation of an opt-out is the one message after it. A person of the business may answer somebody who writes again.
    private static bool MayAnswerOptedOut(in GateFacts facts, DateTimeOffset now) => facts.Origin switch
    {
        Origin.OptOut => true,
        Origin.Vendor or Origin.OwnerMenu => facts.LastInbound > now - TimeSpan.FromHours(24),
        _ => false,
    };
}
