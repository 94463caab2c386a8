using Parley.Senders;
using Shouldly;

namespace Parley.Tests.Senders.Stats;

[Trait("Requirement", "SND-09")]
public sealed class UptimeTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Time_connected_counts_from_the_beginning_of_the_span_to_its_end()
    {
        var stretches = Uptime.Of([("a", "connected", At(-60)), ("a", "disconnected", At(10)), ("a", "connected", At(20))], Noon, At(60));
        stretches.ShouldBe([new("a", Noon, At(10)), new("a", At(20), At(60))]);
        Uptime.Total(stretches, Noon, At(60)).ShouldBe(TimeSpan.FromMinutes(50));
    }

    [Fact]
    public void Two_drivers_at_once_are_up_once()
    {
        var stretches = Uptime.Of([("a", "connected", At(0)), ("b", "connected", At(10)), ("a", "logged_out", At(30)), ("b", "banned", At(50))], Noon, At(60));
        Uptime.Total(stretches, Noon, At(60)).ShouldBe(TimeSpan.FromMinutes(50));
        Uptime.Total(stretches.Where(s => s.Driver == "b"), Noon, At(60)).ShouldBe(TimeSpan.FromMinutes(40));
        Uptime.Total(stretches, At(25), At(35)).ShouldBe(TimeSpan.FromMinutes(10));
    }

    [Fact]
    public void What_never_connected_was_never_up() => Uptime.Of([("a", "wait_qr", At(0)), ("a", "disconnected", At(3))], Noon, At(60)).ShouldBeEmpty();

    private static DateTimeOffset At(int minute) => Noon.AddMinutes(minute);
}
