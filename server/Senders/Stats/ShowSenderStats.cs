using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Parley.Identity;
using Parley.Identity.Tenants;
using Parley.Platform;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Senders;

/// <summary>GET /api/senders/{id}/stats: what was sent through it, and how long it was connected, by hour, day and driver.</summary>
public static class ShowSenderStats
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(92);
    private static readonly string TalliesText = Sql.File("Senders/Stats/sender_stats.sql");
    private static readonly string UptimeText = Sql.File("Senders/Stats/sender_uptime.sql");

    /// <param name="UptimeSeconds">Time in which it was connected.</param>
    /// <param name="FailedAttempts">Attempts that did not send and were made again, through the same driver or through the fallback.</param>
    public sealed record Figures(long Sent, long Delivered, long Read, long Failed, long UptimeSeconds, long FailedAttempts);

    /// <param name="At">Beginning of the hour (UTC) or of the day (in the tenant's time zone).</param>
    public sealed record Bucket(DateTimeOffset At, string Driver, Figures Figures);

    /// <param name="UptimePercent">Of the whole span, through any driver, with one decimal.</param>
    /// <param name="ByHour">Hours and drivers in which nothing happened are left out, as they are by day.</param>
    public sealed record Response(DateTimeOffset From, DateTimeOffset To, Figures Total, double UptimePercent, IReadOnlyDictionary<string, Figures> ByDriver,
        IReadOnlyList<Bucket> ByDay, IReadOnlyList<Bucket> ByHour);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(SenderId id, DateTimeOffset? from, DateTimeOffset? to, Caller caller, ParleyDb data, Db db,
        TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        // Days are counted from both, so both have to lie within the calendar.
        if (from?.Year is < 2000 or > 9000) return Problems.Validation.Field("from", "from must be a time since the year 2000.");
        if (to?.Year is < 2000 or > 9000) return Problems.Validation.Field("to", "to must be a time since the year 2000.");
        var (first, last) = (from?.ToUniversalTime() ?? (to ?? now).ToUniversalTime().AddDays(-7), to?.ToUniversalTime() ?? now);
        if (last > now) last = now;
        if (first >= last) return Problems.Validation.Field("from", "from must lie before to, and not in the future.");
        if (last - first > Longest) return Problems.Validation.Field("from", $"At most {Longest.TotalDays} days at once.");
        if (!await data.Senders.AnyAsync(sender => sender.Id == id, cancellationToken)) return FindSender.Missing;

        await using var connection = await db.OpenTenant(caller.Tenant, cancellationToken);
        var zone = await TenantZone.Of(connection, cancellationToken);
        var tallies = await Tallies(connection, caller.Tenant, id, first, last, cancellationToken);
        var stretches = await Stretches(connection, id, first, last, cancellationToken);
        var total = Sum(tallies, stretches, first, last);
        return TypedResults.Ok(new Response(first, last, total, Math.Round(100 * Uptime.Total(stretches, first, last) / (last - first), 1),
            tallies.Select(t => t.Driver).Concat(stretches.Select(s => s.Driver)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .ToDictionary(driver => driver, driver => Sum(tallies.FindAll(t => t.Driver == driver), stretches.FindAll(s => s.Driver == driver), first, last), StringComparer.Ordinal),
            Buckets(tallies, stretches, Spans.Days(first, last, zone)), Buckets(tallies, stretches, Spans.Hours(first, last))));
    }

    private sealed record Tally(DateTimeOffset Hour, string Driver, string Metric, long Amount);

    private static Figures Sum(List<Tally> tallies, List<Uptime.Stretch> stretches, DateTimeOffset from, DateTimeOffset to)
    {
        long Of(string metric) => tallies.Where(tally => tally.Metric == metric).Sum(tally => tally.Amount);
        return new Figures(Of("sent"), Of("delivered"), Of("read"), Of("failed"), (long)Uptime.Total(stretches, from, to).TotalSeconds, Of("retried") + Of("fell_back"));
    }

    private static List<Bucket> Buckets(List<Tally> tallies, List<Uptime.Stretch> stretches, IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)> spans)
    {
        var result = new List<Bucket>();
        foreach (var (from, to) in spans)
        {
            var inside = tallies.FindAll(tally => tally.Hour >= from && tally.Hour < to);
            var up = stretches.FindAll(stretch => stretch.From < to && stretch.To > from);
            foreach (var driver in inside.Select(t => t.Driver).Concat(up.Select(s => s.Driver)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
                result.Add(new Bucket(from, driver, Sum(inside.FindAll(t => t.Driver == driver), up.FindAll(s => s.Driver == driver), from, to)));
        }
        return result;
    }

    private static async Task<List<Tally>> Tallies(NpgsqlConnection connection, TenantId tenant, SenderId id, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(TalliesText, connection) { Parameters = { new() { Value = id.Value }, new() { Value = from }, new() { Value = to }, new() { Value = tenant.Value } } };
        var result = new List<Tally>();
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken)) result.Add(new Tally(rows.GetFieldValue<DateTimeOffset>(0), rows.GetString(1), rows.GetString(2), rows.GetInt64(3)));
        return result;
    }

    private static async Task<List<Uptime.Stretch>> Stretches(NpgsqlConnection connection, SenderId id, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(UptimeText, connection) { Parameters = { new() { Value = id.Value }, new() { Value = from }, new() { Value = to } } };
        var lines = new List<(string, string, DateTimeOffset)>();
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken)) lines.Add((rows.GetString(0), rows.GetString(1), rows.GetFieldValue<DateTimeOffset>(2)));
        return Uptime.Of(lines, from, to);
    }
}
