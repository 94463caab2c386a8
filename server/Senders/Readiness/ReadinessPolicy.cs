using System.Globalization;
using Parley.Channels;

namespace Parley.Senders;

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
        var named = new WhyValues { Sender = name };
        if (sender.Deleted) return [new(HindranceSlugs.Deleted, named, $"{name} was deleted.", null)];
        var all = new List<Hindrance>();
        if (sender.Status == SenderStatus.Banned) all.Add(new(HindranceSlugs.Banned, named, $"{name} is banned by WhatsApp.", null));
        if (sender.Paused || sender.Status == SenderStatus.Paused)
            all.Add(new(HindranceSlugs.Paused, named with { Reason = sender.Because }, sender.Because is { } because ? $"{name} is paused: {because.Sentence}" : $"{name} is paused.", null));
        if (Unconnected(sender, now, zone) is { } unconnected) all.Add(unconnected);
        if (sender.RestUntil is { } rest && rest > now) all.Add(new(HindranceSlugs.Resting, named with { At = rest }, $"{name} rests until {At(rest, now, zone)}.", rest));
        var quota = sender.QuotaAt(now);
        if (QuotaPolicy.FreeAt(sender.Windows, quota, now) is { } free)
        {
            var (most, per, words) = Full(sender, quota, now);
            all.Add(new(HindranceSlugs.QuotaUsed, named with { Quota = most, Per = per, At = free }, $"{name} has used its quota of {most} messages {words} until {At(free, now, zone)}.", free));
        }
        if (sender.NextSendAt > now)
            all.Add(new(HindranceSlugs.Pacing, named with { At = sender.NextSendAt }, $"{name} keeps its pace until {At(sender.NextSendAt, now, zone)}.", sender.NextSendAt));
        return all;
    }

    /// <summary>Lets others go first; null when it does well.</summary>
    /// <param name="until">When somebody should look again, as far as anybody knows.</param>
    public static Hindrance? StandsBack(SenderReadiness sender, HealthOptions options, DateTimeOffset now, DateTimeOffset? until)
    {
        if (!HealthPolicy.ShouldSkip(sender.Health, options, now)) return null;
        var health = HealthPolicy.Current(sender.Health, options, now);
        return health < options.SkipBelow
            ? new(HindranceSlugs.Health, new() { Sender = sender.Name, Health = health, Least = options.SkipBelow }, $"{sender.Name} has a health of {health}, below {options.SkipBelow}, so other senders go first.", until)
            : new(HindranceSlugs.Failures, new() { Sender = sender.Name, Failures = sender.Health.Failures }, $"{sender.Name} failed {sender.Health.Failures} times in a row, so other senders go first.", until);
    }

    /// <summary>A time for people: 14:05 today, or with its date.</summary>
    public static string At(DateTimeOffset time, DateTimeOffset now, TimeZoneInfo zone)
    {
        var (local, today) = (TimeZoneInfo.ConvertTime(time, zone), TimeZoneInfo.ConvertTime(now, zone).Date);
        return local.ToString(local.Date == today ? local - now < TimeSpan.FromMinutes(1) ? "HH:mm:ss" : "HH:mm" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
    }

    private static readonly HashSet<Reason> OfTheAccount = [Reasons.AccessRefused, Reasons.NoCloudAccount, Reasons.NumberNotRegistered];

    private static Hindrance? Unconnected(SenderReadiness sender, DateTimeOffset now, TimeZoneInfo zone)
    {
        var (name, named) = (sender.Name, new WhyValues { Sender = sender.Name });
        // Underneath a pause it may well be connected.
        if (sender.Status is SenderStatus.Connected or SenderStatus.Banned || (sender.Status == SenderStatus.Paused && sender.Session is null or SessionState.Connected)) return null;
        if (sender.Session == SessionState.WaitCode) return new(HindranceSlugs.WaitingForCode, named, $"{name} waits for its pairing code to be typed on the phone.", null);
        // There is no QR to scan: the account that it uses is to be set right.
        if (sender.Because is { } account && OfTheAccount.Contains(account))
            return new(HindranceSlugs.NotConnected, named with { Reason = account }, $"{name} is not connected ({account.Sentence.TrimEnd('.')}).", null);
        if (sender.Status == SenderStatus.WaitingForLogin || sender.Session is SessionState.WaitQr or SessionState.LoggedOut)
            return new(HindranceSlugs.WaitingForLogin, named, $"{name} waits for its login: connect it and scan the QR.", null);
        if (!sender.Wanted) return new(HindranceSlugs.Disconnected, named, $"{name} is disconnected, and nobody asked to connect it.", null);
        var reason = sender.Status == SenderStatus.Paused ? null : sender.Because;
        var because = reason is null ? "" : $" ({reason.Sentence.TrimEnd('.')})";
        return sender.NextTryAt is { } next && next > now
            ? new(HindranceSlugs.NotConnected, named with { Reason = reason, At = next }, $"{name} is not connected{because}; the next try is at {At(next, now, zone)}.", null)
            : new(HindranceSlugs.NotConnected, named with { Reason = reason }, $"{name} is not connected{because}.", null);
    }

    // Of several full windows the longest is the one that counts.
    private static (int Most, string Per, string Words) Full(SenderReadiness sender, SenderQuota quota, DateTimeOffset now)
    {
        bool IsFull(SenderQuota only) => QuotaPolicy.FreeAt(sender.Windows, only, now) is not null;
        if (IsFull(new(int.MaxValue, int.MaxValue, quota.PerDay)))
            return quota.PerDay < sender.Quota.PerDay ? (quota.PerDay, "warm_up_day", "for this day of its warm-up") : (quota.PerDay, "day", "a day");
        return IsFull(new(int.MaxValue, quota.PerHour, int.MaxValue)) ? (quota.PerHour, "hour", "an hour") : (quota.PerMinute, "minute", "a minute");
    }
}
