using Parley.CommandLine;
using Shouldly;

namespace Parley.Tests.CommandLine;

[Trait("Requirement", "OPS-05")]
public sealed class WrittenTimeTests
{
    // 10:00 in São Paulo.
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 13, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("+90s", "2026-03-01T13:01:30Z")]
    [InlineData("+10m", "2026-03-01T13:10:00Z")]
    [InlineData("+2h", "2026-03-01T15:00:00Z")]
    [InlineData("+1d", "2026-03-02T13:00:00Z")]
    [InlineData("10:01", "2026-03-01T13:01:00Z")]
    [InlineData("10:00", "2026-03-02T13:00:00Z")]
    [InlineData("9:30", "2026-03-02T12:30:00Z")]
    [InlineData("2026-03-05 08:00", "2026-03-05T11:00:00Z")]
    [InlineData("2026-03-05T08:00", "2026-03-05T11:00:00Z")]
    [InlineData("2026-03-05T08:00:00Z", "2026-03-05T08:00:00Z")]
    [InlineData("2026-03-05T08:00:00+02:00", "2026-03-05T06:00:00Z")]
    public void A_time_is_read_as_people_type_it(string written, string meant) =>
        WrittenTime.Read(written, In("America/Sao_Paulo"))!.Value.UtcDateTime.ShouldBe(DateTimeOffset.Parse(meant).UtcDateTime);

    [Theory]
    [InlineData("tomorrow")]
    [InlineData("25:00")]
    [InlineData("+5")]
    [InlineData("+-5m")]
    [InlineData("05/03/2026")]
    [InlineData("")]
    public void What_is_no_time_is_not_guessed(string written) => WrittenTime.Read(written, In("America/Sao_Paulo")).ShouldBeNull();

    [Fact]
    public void An_hour_that_the_clock_skips_is_moved_on() =>
        WrittenTime.Read("2026-03-29 02:30", In("Europe/Berlin"))!.Value.UtcDateTime.ShouldBe(new DateTime(2026, 3, 29, 1, 30, 0, DateTimeKind.Utc));

    private static ZonedClock In(string zone) => new(Now, TimeZoneInfo.FindSystemTimeZoneById(zone));

    private sealed class ZonedClock(DateTimeOffset now, TimeZoneInfo zone) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
        public override TimeZoneInfo LocalTimeZone => zone;
    }
}
