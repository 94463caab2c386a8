namespace Parley.Platform;

/// <summary>Whole hours and days of a span of time, for figures over time.</summary>
public static class Spans
{
    /// <summary>The hours (UTC) that touch the span.</summary>
    public static IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)> Hours(DateTimeOffset from, DateTimeOffset to)
    {
        var hours = new List<(DateTimeOffset, DateTimeOffset)>();
        for (var at = new DateTimeOffset(from.UtcDateTime.Date.AddHours(from.UtcDateTime.Hour), TimeSpan.Zero); at < to; at = at.AddHours(1)) hours.Add((at, at.AddHours(1)));
        return hours;
    }

    /// <summary>The calendar days in that zone that touch the span; a day may have 23 or 25 hours.</summary>
    public static IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)> Days(DateTimeOffset from, DateTimeOffset to, TimeZoneInfo zone)
    {
        var days = new List<(DateTimeOffset, DateTimeOffset)>();
        for (var date = TimeZoneInfo.ConvertTime(from, zone).Date; Midnight(date, zone) < to; date = date.AddDays(1)) days.Add((Midnight(date, zone), Midnight(date.AddDays(1), zone)));
        return days;
    }

    private static DateTimeOffset Midnight(DateTime date, TimeZoneInfo zone) => new DateTimeOffset(date, zone.GetUtcOffset(date)).ToUniversalTime();
}
