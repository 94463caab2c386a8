using System.Globalization;
using Parley.Channels;

namespace Parley.Senders;

/// <summary>What keeps a sender from sending.</summary>
/// <param name="Slug">For programs: deleted, banned, paused, waiting-for-login, not-connected, resting, quota-used, pacing, health; for one message also driver-away, driver-cannot.</param>
/// <param name="Sentence">For a person; names the sender.</param>
/// <param name="Until">When it ends by itself; null when somebody has to do something.</param>
public sealed record Hindrance(string Slug, string Sentence, DateTimeOffset? Until);

/// <summary>Why a sender is not sending now: the policies of the claim, asked without sending. Pure. Messages ask it too.</summary>
public static class ReadinessPolicy
{
    /// <summary>The hindrance that lasts longest: one that needs somebody, else the one that ends last.</summary>
    /// <returns>Null when it can send now.</returns>
    /// <param name="zone">In which the sentence tells times.</param>
    public static Hindrance? Of(SenderReadiness sender, DateTimeOffset now, TimeZoneInfo zone)
    {
        var all = All(sender, now, zone);
        return all.Count == 0 ? null : all.FirstOrDefault(hindrance => hindrance.Until is null) ?? all.MaxBy(hindrance => hindrance.Until);
    }

    /// <summary>Everything that stands in the way, the weightiest first.</summary>
    public static IReadOnlyList<Hindrance> All(SenderReadiness sender, DateTimeOffset now, TimeZoneInfo zone)
    {
        var name = sender.Name;
        if (sender.Deleted) return [new("deleted", $"{name} was deleted.", null)];
        var all = new List<Hindrance>();
        if (sender.Status == SenderStatus.Banned) all.Add(new("banned", $"{name} is banned by WhatsApp.", null));
        if (sender.Paused || sender.Status == SenderStatus.Paused)
            all.Add(new("paused", sender.StatusReason is { } reason ? $"{name} is paused: {Reasons.Of(reason).Sentence}" : $"{name} is paused.", null));
        if (Unconnected(sender, now, zone) is { } unconnected) all.Add(unconnected);
        if (sender.RestUntil is { } rest && rest > now) all.Add(new("resting", $"{name} rests until {At(rest, now, zone)}.", rest));
        var quota = sender.QuotaAt(now);
        if (QuotaPolicy.FreeAt(sender.Windows, quota, now) is { } free)
            all.Add(new("quota-used", $"{name} has used its quota of {Full(sender, quota, now)} until {At(free, now, zone)}.", free));
        if (sender.NextSendAt > now) all.Add(new("pacing", $"{name} keeps its pace until {At(sender.NextSendAt, now, zone)}.", sender.NextSendAt));
        return all;
    }

    /// <summary>Lets others go first, in a sentence; null when it does well.</summary>
    public static string? StandsBack(SenderReadiness sender, HealthOptions options, DateTimeOffset now)
    {
        if (!HealthPolicy.ShouldSkip(sender.Health, options, now)) return null;
        var health = HealthPolicy.Current(sender.Health, options, now);
        return health < options.SkipBelow
            ? $"{sender.Name} has a health of {health}, below {options.SkipBelow}, so other senders go first."
            : $"{sender.Name} failed {sender.Health.Failures} times in a row, so other senders go first.";
    }

    /// <summary>A time for people: 14:05 today, or with its date.</summary>
    public static string At(DateTimeOffset time, DateTimeOffset now, TimeZoneInfo zone)
    {
        var (local, today) = (TimeZoneInfo.ConvertTime(time, zone), TimeZoneInfo.ConvertTime(now, zone).Date);
        return local.ToString(local.Date == today ? local - now < TimeSpan.FromMinutes(1) ? "HH:mm:ss" : "HH:mm" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
    }

    private static Hindrance? Unconnected(SenderReadiness sender, DateTimeOffset now, TimeZoneInfo zone)
    {
        var name = sender.Name;
        // Underneath a pause it may well be connected.
        if (sender.Status is SenderStatus.Connected or SenderStatus.Banned || (sender.Status == SenderStatus.Paused && sender.Session is null or SessionState.Connected)) return null;
        if (sender.Status == SenderStatus.WaitingForLogin || sender.Session is SessionState.WaitQr or SessionState.WaitCode or SessionState.LoggedOut)
            return new("waiting-for-login", sender.Session == SessionState.WaitCode
                ? $"{name} waits for its pairing code to be typed on the phone."
                : $"{name} waits for its login: connect it and scan the QR.", null);
        if (!sender.Wanted) return new("not-connected", $"{name} is disconnected, and nobody asked to connect it.", null);
        var because = sender.Status != SenderStatus.Paused && sender.StatusReason is { } reason ? $" ({Reasons.Of(reason).Sentence.TrimEnd('.')})" : "";
        return sender.NextTryAt is { } next && next > now
            ? new("not-connected", $"{name} is not connected{because}; the next try is at {At(next, now, zone)}.", null)
            : new("not-connected", $"{name} is not connected{because}.", null);
    }

    // Of several full windows the longest is the one that counts.
    private static string Full(SenderReadiness sender, SenderQuota quota, DateTimeOffset now)
    {
        bool IsFull(SenderQuota only) => QuotaPolicy.FreeAt(sender.Windows, only, now) is not null;
        if (IsFull(new(int.MaxValue, int.MaxValue, quota.PerDay)))
            return quota.PerDay < sender.Quota.PerDay ? $"{quota.PerDay} messages for this day of its warm-up" : $"{quota.PerDay} messages a day";
        return IsFull(new(int.MaxValue, quota.PerHour, int.MaxValue)) ? $"{quota.PerHour} messages an hour" : $"{quota.PerMinute} messages a minute";
    }
}
