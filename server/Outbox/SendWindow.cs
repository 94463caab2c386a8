using System.Text.Json.Serialization;

namespace Parley.Outbox;

/// <summary>The daily hours in which a queue may send.</summary>
/// <param name="From">Local time at which the window opens.</param>
/// <param name="To">Local time at which it closes; before <paramref name="From"/> the window spans midnight, equal to it is the whole day.</param>
/// <param name="Days">ISO weekdays, 1 Monday to 7 Sunday, on which the window opens; null or empty is every day.</param>
/// <param name="Zone">IANA name, or <c>recipient</c> for each recipient's own (the queue's <paramref name="FallbackZone"/> when it is not known).</param>
public sealed record SendWindow(TimeOnly From, TimeOnly To, IReadOnlyList<int>? Days, string Zone, string? FallbackZone = null)
{
    public const string Recipient = "recipient";

    [JsonIgnore]
    public bool IsRecipients => Zone == Recipient;

    /// <summary>The earliest moment from <paramref name="now"/> on at which the window is open; <paramref name="now"/> itself when it is.
    /// Null when it never opens (no weekday).</summary>
    /// <param name="recipientZone">IANA name of the recipient's zone; used only when the window is in the recipient's zone.</param>
    public DateTimeOffset? NextOpening(DateTimeOffset now, string? recipientZone = null)
    {
        var zone = Find(IsRecipients ? recipientZone ?? FallbackZone : Zone) ?? TimeZoneInfo.Utc;
        var local = TimeZoneInfo.ConvertTime(now, zone);
        // Yesterday's window may still be open past midnight; eight days reach every weekday.
        for (var day = -1; day <= 8; day++)
        {
            var date = DateOnly.FromDateTime(local.Date).AddDays(day);
            if (Days is { Count: > 0 } && !Days.Contains(date.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)date.DayOfWeek)) continue;
            var opens = At(date, From, zone);
            var closes = At(To <= From ? date.AddDays(1) : date, To, zone);
            if (now >= closes) continue;
            return now >= opens ? now : opens;
        }
        return null;
    }

    /// <summary>A local time that daylight saving skips is the first moment after the gap.</summary>
    private static DateTimeOffset At(DateOnly date, TimeOnly time, TimeZoneInfo zone)
    {
        var local = date.ToDateTime(time, DateTimeKind.Unspecified);
        while (zone.IsInvalidTime(local)) local = local.AddMinutes(15);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }

    private static TimeZoneInfo? Find(string? name) => name is not null && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;
}
