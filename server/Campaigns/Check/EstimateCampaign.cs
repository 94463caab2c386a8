using Npgsql;
using Parley.Outbox;
using Parley.Platform.Data;
using Parley.Senders;

namespace Parley.Campaigns;

/// <summary>Brings together what an estimate needs: the quotas and paces of the senders, and the hours of the campaign and of the tenant.</summary>
public sealed class EstimateCampaign(PacingOptions pacing)
{
    /// <summary>Of a person who types: the middle of 30 to 60 ms a character, from half a second to eight.</summary>
    private static TimeSpan TypingTime(int characters) => TimeSpan.FromSeconds(Math.Clamp(characters * 0.045, 0.5, 8));

    /// <summary>The campaign's senders that are reckoned with: who is banned or paused sends nothing.</summary>
    internal static async Task<IReadOnlyList<SenderReadiness>> Pool(NpgsqlConnection connection, TenantId tenant, CampaignSpec spec, CancellationToken cancellationToken) =>
        [.. (await SenderReadiness.Read(connection, tenant, null, cancellationToken))
            .Where(sender => !sender.Deleted && sender.Status is not (SenderStatus.Banned or SenderStatus.Paused) && (spec.Senders is null || spec.Senders.Contains(sender.Id)))];

    /// <param name="zones">Who would get it, by the zone of the person.</param>
    internal CampaignCheck.Duration Run(IReadOnlyList<SenderReadiness> pool, CampaignSpec spec, TenantRules rules, IReadOnlyDictionary<string, long> zones, DateTimeOffset now)
    {
        var connected = pool.Where(sender => sender.Status == SenderStatus.Connected).ToList();
        // When none is connected yet, it is reckoned with those that are going to be.
        var used = connected.Count > 0 ? connected : pool;
        var length = spec.Contents.Max(content => content.Text?.Length ?? 0);
        var plans = used.Select(sender => new EstimatePolicy.Plan((spec.Pacing ?? sender.Pacing).Resolve(pacing, rules.Pacing), spec.Typing ?? sender.Typing ? TypingTime(length) : TimeSpan.Zero,
            sender.Quota, sender.WarmUp, sender.Windows, sender.RestUntil)).ToList();

        var start = spec.ScheduledStart > now ? spec.ScheduledStart.Value : now;
        var groups = zones.Where(zone => zone.Value > 0).Select(zone => new EstimatePolicy.Group(zone.Value, at => Opening(spec.Window, rules.Quiet, at, zone.Key.Length == 0 ? null : zone.Key))).ToList();
        var people = groups.Sum(group => group.People);
        if (people == 0 || plans.Count == 0) return new(people == 0 ? start : null, people == 0 ? start : null, people == 0 ? 0 : null, 0, used.Count, connected.Count);
        var first = groups.Min(group => group.Opening(start));
        var result = EstimatePolicy.Run(groups, plans, start, spec.ScheduledEnd);
        return new(first, result.EndsAt, result.EndsAt is { } ends ? Math.Round((ends - start).TotalSeconds) : null, result.SentInTime, used.Count, connected.Count);
    }

    // Both must be open: the later opening of the two, until they agree.
    private static DateTimeOffset? Opening(SendWindow? window, SendWindow? quiet, DateTimeOffset now, string? zone)
    {
        for (var (at, tries) = (now, 0); tries < 50; tries++)
        {
            var next = window is null ? at : window.NextOpening(at, zone);
            if (next is { } opens && quiet is not null) next = quiet.NextOpening(opens, zone);
            if (next is null || next == at) return next;
            at = next.Value;
        }
        return null;
    }
}
