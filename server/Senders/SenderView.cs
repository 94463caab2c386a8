using System.Text.Json;
using Parley.Channels;
using Parley.Platform;

namespace Parley.Senders;

/// <summary>A sender as the API shows it.</summary>
/// <param name="StatusReason">Why it is in its status; null when there is nothing to say. What a person wrote has the slug own-words.</param>
/// <param name="Wanted">A person wants it connected.</param>
/// <param name="QuotaPerDay">Full quota; what holds today is <paramref name="QuotaToday"/> while it warms up.</param>
/// <param name="Health">0 to 100.</param>
public sealed record SenderView(SenderId Id, string Name, string PhoneNumber, string Driver, string? FallbackDriver, SenderStatus Status, Reason? StatusReason,
    bool Wanted, bool Paused, DateTimeOffset? RestUntil, int QuotaPerMinute, int QuotaPerHour, int QuotaPerDay, int QuotaToday, PacingSpec Pacing, bool Typing, WarmUp? WarmUp,
    int Health, IReadOnlyList<SessionView> Sessions, DateTimeOffset CreatedAt)
{
    /// <summary>What of its quotas is used in the windows that count now.</summary>
    public required QuotaUsed QuotaUsed { get; init; }

    /// <summary>What its drivers can do, by driver; only where one sender is shown. A driver that this install does not have is missing.</summary>
    public IReadOnlyDictionary<string, ChannelCapabilities>? Capabilities { get; init; }

    internal static SenderView Of(Sender sender, HealthOptions health, DateTimeOffset now)
    {
        var warmUp = sender.WarmUp is null ? null : JsonSerializer.Deserialize<WarmUp>(sender.WarmUp, Json.Options);
        return new SenderView(sender.Id, sender.Name, sender.Phone, sender.Driver, sender.FallbackDriver, sender.Status,
            sender.StatusReason is null ? null : Reasons.OfSessionOrInOwnWords(sender.StatusReason, sender.Phone), sender.Wanted, sender.Paused, sender.RestUntil > now ? sender.RestUntil : null,
            sender.QuotaMinute, sender.QuotaHour, sender.QuotaDay, warmUp?.DayQuota(sender.QuotaDay, now) ?? sender.QuotaDay, PacingSpec.Parse(sender.Pacing), sender.Typing, warmUp,
            sender.Dispatch is null ? 100 : HealthPolicy.Current(sender.Dispatch.HealthState, health, now),
            [.. sender.Sessions.Where(session => session.Driver == sender.Driver || session.Driver == sender.FallbackDriver)
                .OrderBy(session => session.Driver != sender.Driver).Select(session => SessionView.Of(session, sender.Phone))],
            sender.CreatedAt)
        { QuotaUsed = QuotaPolicy.Used(sender.Dispatch?.Windows ?? QuotaWindows.Fresh, now) };
    }
}

/// <summary>A sender's session through one driver.</summary>
/// <param name="Reason">Why it is in its state; null when there is nothing to say.</param>
/// <param name="HasLogin">It connects without a QR.</param>
/// <param name="NextTryAt">When it is started again by itself; null when it is not waiting for that.</param>
public sealed record SessionView(string Driver, SessionState State, Reason? Reason, bool HasLogin, DateTimeOffset? ConnectedAt, DateTimeOffset? NextTryAt)
{
    /// <summary>What WhatsApp says of the number: its name, quality and limits. Left out where the driver does not tell.</summary>
    public SessionFacts? Facts { get; init; }

    internal static SessionView Of(SenderSession session, string phone) => new(session.Driver, session.State, session.Reason is null ? null : Reasons.OfSession(session.Reason, phone),
        session.HasLogin, session.ConnectedAt, session.Trying ? session.StartAt : null)
    { Facts = session.Facts is null ? null : JsonSerializer.Deserialize<SessionFacts>(session.Facts, Json.Options) };
}
