using System.Globalization;

namespace Parley.CommandLine;

/// <summary>Times as people type them.</summary>
internal static class WrittenTime
{
    public const string Forms = "14:30, 2026-03-01 14:30, 2026-03-01T14:30:00Z, or +10m (s, m, h, d)";

    private static readonly string[] Local = ["yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"];

    /// <summary>Reads a time of day (the next one that comes), a date with a time (both in this machine's zone), RFC 3339, or a distance from now.</summary>
    /// <returns>Null when it is none of them.</returns>
    public static DateTimeOffset? Read(string text, TimeProvider time)
    {
        text = text.Trim();
        var (now, zone) = (time.GetUtcNow(), time.LocalTimeZone);
        if (text.StartsWith('+')) return Distance(text[1..]) is { } distance ? now + distance : null;
        if (TimeOnly.TryParseExact(text, ["H:mm", "H:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock))
        {
            var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
            var next = At(today.ToDateTime(clock), zone);
            return next > now ? next : At(today.AddDays(1).ToDateTime(clock), zone);
        }
        if (DateTime.TryParseExact(text, Local, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)) return At(local, zone);
        return DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out var exact) ? exact : null;
    }

    // An hour that the clock skips in spring is moved on by that hour; of one that comes twice the first is meant.
    private static DateTimeOffset At(DateTime local, TimeZoneInfo zone)
    {
        if (zone.IsInvalidTime(local)) local = local.AddHours(1);
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset);
    }

    private static TimeSpan? Distance(string text)
    {
        if (text.Length < 2 || !int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > 1_000_000) return null;
        return text[^1] switch
        {
            's' => TimeSpan.FromSeconds(count),
            'm' => TimeSpan.FromMinutes(count),
            'h' => TimeSpan.FromHours(count),
            'd' => TimeSpan.FromDays(count),
            _ => null,
        };
    }
}
