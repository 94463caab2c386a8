using Parley.Outbox;
using Shouldly;

namespace Parley.Tests.Outbox;

[Trait("Requirement", "CMP-03")]
public sealed class SendWindowTests
{
    private static readonly SendWindow Office = new(new(9, 0), new(18, 0), [1, 2, 3, 4, 5], "America/Sao_Paulo");

    [Theory]
    [InlineData("2026-11-20T12:00:00Z", "2026-11-20T12:00:00Z")] // Friday 09:00 there: open
    [InlineData("2026-11-20T11:59:59Z", "2026-11-20T12:00:00Z")]
    [InlineData("2026-11-20T20:59:59Z", "2026-11-20T20:59:59Z")]
    [InlineData("2026-11-20T21:00:00Z", "2026-11-23T12:00:00Z")] // closed on Friday evening: Monday morning
    [InlineData("2026-11-22T15:00:00Z", "2026-11-23T12:00:00Z")] // Sunday
    public void A_window_of_working_days_opens_at_its_local_hour(string now, string expected) =>
        Office.NextOpening(At(now)).ShouldBe(At(expected));

    [Theory]
    [InlineData("2026-11-20T23:00:00Z", "2026-11-20T23:00:00Z")]
    [InlineData("2026-11-21T05:59:00Z", "2026-11-21T05:59:00Z")] // past midnight, still yesterday's window
    [InlineData("2026-11-21T06:00:00Z", "2026-11-21T22:00:00Z")]
    public void A_window_may_span_midnight(string now, string expected) =>
        new SendWindow(new(22, 0), new(6, 0), null, "UTC").NextOpening(At(now)).ShouldBe(At(expected));

    [Fact]
    public void Equal_times_are_the_whole_day() =>
        new SendWindow(new(0, 0), new(0, 0), null, "UTC").NextOpening(At("2026-11-20T03:00:00Z")).ShouldBe(At("2026-11-20T03:00:00Z"));

    [Fact]
    public void A_window_in_the_recipients_zone_follows_each_recipient()
    {
        var window = new SendWindow(new(9, 0), new(18, 0), null, SendWindow.Recipient, "Europe/Lisbon");
        var now = At("2026-11-20T08:30:00Z");
        window.NextOpening(now, "Asia/Tokyo").ShouldBe(now); // 17:30 there
        window.NextOpening(now, "America/New_York").ShouldBe(At("2026-11-20T14:00:00Z"));
        window.NextOpening(now).ShouldBe(At("2026-11-20T09:00:00Z")); // unknown zone: the campaign's
    }

    [Fact]
    public void An_hour_that_daylight_saving_skips_opens_after_the_gap() =>
        // Berlin, 29 March 2026: 02:00 to 03:00 does not exist.
        new SendWindow(new(2, 30), new(5, 0), null, "Europe/Berlin").NextOpening(At("2026-03-29T00:00:00Z")).ShouldBe(At("2026-03-29T01:00:00Z"));

    [Fact]
    public void The_opening_is_never_in_the_past_and_is_open_itself()
    {
        var random = new Random(7);
        for (var i = 0; i < 2000; i++)
        {
            var window = new SendWindow(new(random.Next(24), random.Next(60)), new(random.Next(24), random.Next(60)),
                random.Next(3) == 0 ? null : [.. Enumerable.Range(1, 7).Where(_ => random.Next(2) == 0).DefaultIfEmpty(3)], "America/New_York");
            var now = At("2026-01-01T00:00:00Z").AddMinutes(random.Next(525_600));
            var opening = window.NextOpening(now).ShouldNotBeNull();
            opening.ShouldBeGreaterThanOrEqualTo(now);
            window.NextOpening(opening).ShouldBe(opening);
        }
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
