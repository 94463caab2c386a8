using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Parley.Identity;
using Parley.Identity.Tenants;
using Parley.Outbox;
using Parley.Platform;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Analytics;

/// <summary>GET /api/analytics/activity: what was sent and what came of it, by hour or by day, with what failed and why.</summary>
public static class ShowActivity
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(92);
    private static readonly string Statement = Sql.File("Analytics/activity.sql");

    /// <summary>What happened in a span; a message sent in one hour and read in the next counts in both.</summary>
    /// <param name="Failed">Ends that a person has to look at, less those that were tried again.</param>
    /// <param name="Suppressed">Not sent, because the person must not be written to.</param>
    /// <param name="Received">Messages that people wrote.</param>
    /// <param name="FailedAttempts">Attempts that did not send and were made again, through the same driver or through the sender's fallback.</param>
    public sealed record Figures(long Sent, long Delivered, long Read, long Failed, long Suppressed, long Received, long FailedAttempts);

    /// <param name="At">Beginning of the hour (UTC) or of the day (in the tenant's time zone).</param>
    public sealed record Bucket(DateTimeOffset At, Figures Figures);

    /// <param name="Reason">A slug, as messages have it.</param>
    /// <param name="Words">The same in words.</param>
    public sealed record OfReason(string Reason, string Words, long Amount);

    /// <param name="Buckets">Every hour or day of the span, also those in which nothing happened.</param>
    /// <param name="Reasons">Why messages failed or were suppressed; the commonest first, 20 at most.</param>
    public sealed record Response(DateTimeOffset From, DateTimeOffset To, string By, Figures Total, IReadOnlyDictionary<string, Figures> ByDriver,
        IReadOnlyList<Bucket> Buckets, IReadOnlyList<OfReason> Reasons);

    private sealed record Line(DateTimeOffset Hour, string Metric, string Driver, string Reason, long Amount);

    /// <param name="by"><c>hour</c> or <c>day</c>; left out, by hour for up to two days and by day for more.</param>
    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(DateTimeOffset? from, DateTimeOffset? to, string? by, Caller caller, Db db, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (from?.Year is < 2000 or > 9000) return Problems.Validation.Field("from", "from must be a time since the year 2000.");
        if (to?.Year is < 2000 or > 9000) return Problems.Validation.Field("to", "to must be a time since the year 2000.");
        if (by is not (null or "hour" or "day")) return Problems.Validation.Field("by", "by must be hour or day.");
        var last = to is { } given && given < now ? given.ToUniversalTime() : now;
        var first = from?.ToUniversalTime() ?? last.AddDays(-1);
        if (first >= last) return Problems.Validation.Field("from", "from must lie before to, and not in the future.");
        if (last - first > Longest) return Problems.Validation.Field("from", $"At most {Longest.TotalDays} days at once.");
        by ??= last - first <= TimeSpan.FromDays(2) ? "hour" : "day";

        await using var connection = await db.OpenTenant(caller.Tenant, cancellationToken);
        var spans = by == "hour" ? Spans.Hours(first, last) : Spans.Days(first, last, await TenantZone.Of(connection, cancellationToken));
        var lines = await Read(connection, caller.Tenant, spans[0].From, spans[^1].To, cancellationToken);
        return TypedResults.Ok(new Response(spans[0].From, last, by, Sum(lines),
            lines.Where(line => line.Driver.Length > 0).GroupBy(line => line.Driver, StringComparer.Ordinal).ToDictionary(group => group.Key, group => Sum(group), StringComparer.Ordinal),
            Buckets(lines, spans), Reasons(lines)));
    }

    private static Figures Sum(IEnumerable<Line> lines)
    {
        var sums = lines.GroupBy(line => line.Metric, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Sum(line => line.Amount), StringComparer.Ordinal);
        return new Figures(sums.GetValueOrDefault(Metric.Sent), sums.GetValueOrDefault(Metric.Delivered), sums.GetValueOrDefault(Metric.Read), sums.GetValueOrDefault(Metric.Failed),
            sums.GetValueOrDefault(Metric.Suppressed), sums.GetValueOrDefault(Metric.Received), sums.GetValueOrDefault(Metric.Retried) + sums.GetValueOrDefault(Metric.FellBack));
    }

    // Half-hour zones: an hour belongs to the day in which it begins.
    private static List<Bucket> Buckets(List<Line> lines, IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)> spans)
    {
        lines.Sort((a, b) => a.Hour.CompareTo(b.Hour));
        var buckets = new List<Bucket>(spans.Count);
        var next = 0;
        foreach (var (from, to) in spans)
        {
            var start = next;
            while (next < lines.Count && lines[next].Hour < to) next++;
            buckets.Add(new Bucket(from, Sum(lines.GetRange(start, next - start))));
        }
        return buckets;
    }

    private static List<OfReason> Reasons(List<Line> lines) => [.. lines.Where(line => line.Reason.Length > 0).GroupBy(line => line.Reason, StringComparer.Ordinal)
        .Select(group => new OfReason(group.Key, Channels.Reasons.Of(group.Key).Sentence, group.Sum(line => line.Amount))).Where(reason => reason.Amount > 0)
        .OrderByDescending(reason => reason.Amount).ThenBy(reason => reason.Reason, StringComparer.Ordinal).Take(20)];

    private static async Task<List<Line>> Read(NpgsqlConnection connection, TenantId tenant, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Statement, connection) { Parameters = { new() { Value = tenant.Value }, new() { Value = from }, new() { Value = to } } };
        var lines = new List<Line>();
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken)) lines.Add(new Line(rows.GetFieldValue<DateTimeOffset>(0), rows.GetString(1), rows.GetString(2), rows.GetString(3), rows.GetInt64(4)));
        return lines;
    }
}
