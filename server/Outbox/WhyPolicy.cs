using Parley.Channels;
using Parley.Conversations;
using Parley.Senders;

namespace Parley.Outbox;

/// <summary>What is known about a message that has not ended, for the question why it is not being sent now.</summary>
/// <param name="Hold">What holds its queue back; null when the queue is open.</param>
/// <param name="LastReason">Why the last attempt did not end in acceptance.</param>
/// <param name="AwaitUntil">It may have left: a receipt is waited for until then.</param>
/// <param name="Attempt">Attempts begun.</param>
/// <param name="Pool">The senders that its queue may use, without those that were deleted.</param>
/// <param name="KeepsPace">A sender's gap between two messages holds it back.</param>
/// <param name="Pinned">The sender it must or should go through, deleted or not.</param>
public sealed record WhyFacts(MessageState State, DateTimeOffset? DueAt, short Attempt, Reason? LastReason, DateTimeOffset? AwaitUntil, WhyNot? Hold, GateFacts Gate,
    IReadOnlyList<SenderReadiness> Pool, SenderReadiness? Pinned, bool PinHard, bool KeepsPace = true)
{
    /// <summary>The only driver that it may go through; null is any.</summary>
    public string? BoundDriver { get; init; }

    /// <summary>Senders and their drivers whose free-form window for the person is closed.</summary>
    public IReadOnlySet<(SenderId Sender, string Driver)> Closed { get; init; } = new HashSet<(SenderId, string)>();

    /// <summary>Why a driver cannot send it, by the driver's name; null or missing when it can.</summary>
    public IReadOnlyDictionary<string, Reason?> Objections { get; init; } = new Dictionary<string, Reason?>();
}

/// <summary>The rules of the claim and the gate, asked without sending. Pure.</summary>
public static class WhyPolicy
{
    private const int MostDetails = 20;

    /// <returns>Null when the message has ended: then its state and reason say it all.</returns>
    /// <param name="zone">In which the sentences tell times.</param>
    public static WhyNot? Explain(WhyFacts facts, HealthOptions health, DateTimeOffset now, TimeZoneInfo zone)
    {
        string At(DateTimeOffset time) => ReadinessPolicy.At(time, now, zone);
        if (facts.State == MessageState.Sending)
            return facts.AwaitUntil is { } until && facts.LastReason is { } may
                ? new(WhySlugs.AwaitingReceipt, new() { Reason = may, At = until }, $"{may.Sentence} A receipt is waited for until {At(until)}.", until)
                : new(WhySlugs.Sending, new(), "It is being handed to the driver at this moment.", now);
        if (facts.DueAt is not { } due) return null;

        var gate = GatePolicy.Decide(facts.Gate, now);
        if (gate is GateDecision.Refuse refuse) return new(WhySlugs.ToBeSuppressed, new() { Reason = refuse.Reason }, $"{refuse.Reason.Sentence} It will be suppressed when its turn comes.", null);
        if (facts.Hold is { } hold) return hold;

        var senders = Look(facts, health, now, zone);
        // What no connected driver takes is put off for moments, again and again: the end of such a moment is no time at which it goes.
        var waits = due > now && !(due <= now + HandOn.LookAgain && senders.Ready is null && senders.Hindrances.Any(h => h.Slug is HindranceSlugs.DriverAway or HindranceSlugs.DriverCannot));
        if (facts.State == MessageState.Retrying && waits)
            return new(WhySlugs.Retrying, new() { Attempt = facts.Attempt, Reason = facts.LastReason, At = due }, $"Attempt {facts.Attempt} did not succeed{Because(facts.LastReason)}; the next one is at {At(due)}.", due);
        if (gate is GateDecision.Defer defer) return new(defer.Slug, new() { At = defer.Until }, $"{defer.Why.TrimEnd('.')} until {At(defer.Until)}.", defer.Until);
        return waits ? new(WhySlugs.DueLater, new() { At = due }, $"It is not due before {At(due)}.", due) : OfSenders(senders, now, zone);
    }

    /// <param name="Ready">One that can send it now.</param>
    private sealed record Standing(SenderReadiness? Ready, IReadOnlyList<Hindrance> Hindrances);

    private static Standing Look(WhyFacts facts, HealthOptions health, DateTimeOffset now, TimeZoneInfo zone)
    {
        // What should go through a sender goes through it while that one is there at all; what must, waits for it.
        var senders = facts.Pinned is { } pinned && (facts.PinHard || IsThere(pinned, now)) ? [pinned] : facts.Pool;
        var hindrances = new List<Hindrance>();
        foreach (var sender in senders)
        {
            var own = ReadinessPolicy.Of(facts.KeepsPace ? sender : sender with { NextSendAt = now }, now, zone);
            if ((own is { Until: null } ? own : OfDrivers(sender, facts) ?? own) is { } hindrance) hindrances.Add(hindrance);
            else if (ReadinessPolicy.StandsBack(sender, health, now, until: now) is { } modest && senders.Count > 1) hindrances.Add(modest);
            else return new(sender, hindrances);
        }
        return new(null, hindrances);
    }

    // A sender that is connected, and not through what the message needs.
    private static Hindrance? OfDrivers(SenderReadiness sender, WhyFacts facts)
    {
        var able = sender.Drivers.Where(way => facts.BoundDriver is { } bound ? bound == way.Name : Objection(sender, way.Name, facts) is null).ToList();
        if (able.Exists(way => way.Connected)) return null;
        if (able.Count > 0) return new(HindranceSlugs.DriverAway, new() { Sender = sender.Name, Driver = able[0].Name }, $"{sender.Name} must send it through {able[0].Name}, which is not connected.", null);
        return Objection(sender, sender.Driver, facts) is { } objection
            ? new(HindranceSlugs.DriverCannot, new() { Sender = sender.Name, Reason = objection }, $"{sender.Name} cannot send it: {objection.Sentence}", null) : null;
    }

    private static Reason? Objection(SenderReadiness sender, string driver, WhyFacts facts) =>
        facts.Objections.GetValueOrDefault(driver) ?? (facts.Closed.Contains((sender.Id, driver)) ? Reasons.OutsideFreeFormWindow : null);

    private static WhyNot OfSenders(Standing senders, DateTimeOffset now, TimeZoneInfo zone)
    {
        if (senders.Ready is { } ready)
            return new(WhySlugs.WaitingItsTurn, new() { Sender = ready.Name }, $"It waits for its turn: what was queued before it, or in a higher lane, goes first ({ready.Name} can send now).", now);
        var hindrances = senders.Hindrances;
        if (hindrances.Count == 0) return new(WhySlugs.NoSender, new(), "There is no sender that may send it: create one, or change the chosen senders.", null);
        if (hindrances.Count == 1) return WhyNot.Of(hindrances[0]);

        var (first, details) = (hindrances.Min(h => h.Until), hindrances.Take(MostDetails).ToList());
        return first is { } at
            ? new(WhySlugs.NoneCanSendNow, new() { Senders = hindrances.Count, At = at }, $"None of the {hindrances.Count} senders can send now; the first one can at {ReadinessPolicy.At(at, now, zone)}.", at, details)
            : new(WhySlugs.NoneCanSend, new() { Senders = hindrances.Count }, $"None of the {hindrances.Count} senders can send.", null, details);
    }

    private static bool IsThere(SenderReadiness sender, DateTimeOffset now) =>
        !sender.Deleted && !sender.Paused && sender.Status == SenderStatus.Connected && !(sender.RestUntil > now);

    private static string Because(Reason? reason) => reason is null ? "" : $" ({reason.Sentence.TrimEnd('.')})";
}
