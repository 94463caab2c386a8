using FsCheck;
using FsCheck.Fluent;
using Parley.Senders;
using Shouldly;

namespace Parley.Tests.Senders.Quota;

[Trait("Requirement", "SND-04")]
public sealed class QuotaPolicyTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly SenderQuota Small = new(3, 7, 11);

    /// <summary>One step of a sender's life: time passes (or the clock jumps), then it asks for as many as it wants.</summary>
    private readonly record struct Step(int Seconds, int Wanted);

    private static Arbitrary<Step[]> Lives(params int[] jumps)
    {
        var passing = Gen.Frequency((6, Gen.Choose(0, 30)), (3, Gen.Choose(31, 4000)), (1, Gen.Choose(4001, 90_000)));
        var clock = jumps.Length == 0 ? passing : Gen.Frequency((9, passing), (1, Gen.Elements(jumps)));
        return (from seconds in clock from wanted in Gen.Choose(1, 5) select new Step(seconds, wanted)).ArrayOf().ToArbitrary();
    }

    [Fact]
    public void No_window_ever_holds_more_than_its_quota_whatever_the_clock_does() =>
        Prop.ForAll(Lives(-3600, 3600, -60, -86_400, -1, 86_400), life =>
        {
            var (windows, now) = (QuotaWindows.Fresh, Noon);
            foreach (var step in life)
            {
                now += TimeSpan.FromSeconds(step.Seconds);
                windows = QuotaPolicy.Take(windows, Math.Min(step.Wanted, QuotaPolicy.Free(windows, Small, now)), now);
                if (windows.MinuteUsed > 3 || windows.HourUsed > 7 || windows.DayUsed > 11) return false;
            }
            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_messages_cut_into_fixed_windows_by_hand_never_exceed_the_quota() =>
        Prop.ForAll(Lives(), life =>
        {
            var sent = Live(life, Small);
            return MostInFixedWindows(sent, TimeSpan.FromMinutes(1)) <= 3
                && MostInFixedWindows(sent, TimeSpan.FromHours(1)) <= 7
                && MostInFixedWindows(sent, TimeSpan.FromDays(1)) <= 11;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_sender_that_may_not_send_may_at_the_time_that_was_named_and_not_a_moment_before() =>
        Prop.ForAll(Lives(-3600, 3600), life =>
        {
            var (windows, now) = (QuotaWindows.Fresh, Noon);
            foreach (var step in life)
            {
                now += TimeSpan.FromSeconds(step.Seconds);
                windows = QuotaPolicy.Take(windows, Math.Min(step.Wanted, QuotaPolicy.Free(windows, Small, now)), now);
                var free = QuotaPolicy.Free(windows, Small, now);
                if (QuotaPolicy.FreeAt(windows, Small, now) is not { } at)
                {
                    if (free == 0) return false;
                    continue;
                }
                if (free > 0 || at <= now) return false;
                if (QuotaPolicy.Free(windows, Small, at) == 0 || QuotaPolicy.Free(windows, Small, at - TimeSpan.FromTicks(1)) > 0) return false;
            }
            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_window_that_a_clock_put_back_left_ahead_counts_again_when_its_time_comes()
    {
        // The minute that was used up lies ahead, in the moment in which the hour that is used up ends.
        var hour = Noon.AddHours(-1).AddSeconds(30);
        var windows = new QuotaWindows(Noon, 3, hour, 7, hour, 7);
        QuotaPolicy.FreeAt(windows, Small, Noon.AddMinutes(-10)).ShouldBe(Noon.AddMinutes(1));
    }

    [Theory]
    [InlineData(-3600)]
    [InlineData(3600)]
    [InlineData(-1800)]
    [InlineData(1800)]
    [InlineData(-90)]
    public void A_jump_of_the_clock_changes_what_goes_out_by_at_most_one_window(int jump) =>
        Prop.ForAll(Gen.Choose(0, 20_000).ToArbitrary(), at =>
        {
            foreach (var quota in new[] { new SenderQuota(4, 1_000_000, 1_000_000), new SenderQuota(1_000_000, 6, 1_000_000), new SenderQuota(1_000_000, 1_000_000, 9) })
            {
                var window = Math.Min(quota.PerMinute, Math.Min(quota.PerHour, quota.PerDay));
                var difference = Greedy(quota, jumpAt: at, jump) - Greedy(quota, jumpAt: at, 0);
                if (Math.Abs(difference) > window) return false;
            }
            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_handed_back_may_be_taken_again_in_the_same_windows()
    {
        var windows = QuotaPolicy.Take(QuotaWindows.Fresh, 3, Noon);
        QuotaPolicy.Free(windows, Small, Noon).ShouldBe(0);
        windows = QuotaPolicy.GiveBack(windows, 2, Noon);
        QuotaPolicy.Free(windows, Small, Noon).ShouldBe(2);
        (windows.HourUsed, windows.DayUsed).ShouldBe((1, 1));
    }

    [Fact]
    public void What_is_handed_back_late_is_not_taken_off_the_next_window()
    {
        var windows = QuotaPolicy.Take(QuotaWindows.Fresh, 3, Noon);
        var later = Noon + TimeSpan.FromSeconds(61);
        windows = QuotaPolicy.Take(windows, 3, later);
        windows = QuotaPolicy.GiveBack(windows, 3, Noon);
        windows.MinuteUsed.ShouldBe(3);
        windows.HourUsed.ShouldBe(3);
        QuotaPolicy.Free(windows, Small, later).ShouldBe(0);
    }

    [Fact]
    public void Giving_back_never_lets_more_out_of_a_window_than_its_quota() =>
        Prop.ForAll(Lives(-3600, 3600), life =>
        {
            var (windows, now) = (QuotaWindows.Fresh, Noon);
            var taken = new List<(DateTimeOffset At, int Count)>();
            foreach (var step in life)
            {
                now += TimeSpan.FromSeconds(step.Seconds);
                // Every third step the oldest open batch comes back unsent.
                if (step.Wanted == 3 && taken.Count > 0)
                {
                    windows = QuotaPolicy.GiveBack(windows, taken[0].Count, taken[0].At);
                    taken.RemoveAt(0);
                }
                var count = Math.Min(step.Wanted, QuotaPolicy.Free(windows, Small, now));
                windows = QuotaPolicy.Take(windows, count, now);
                if (count > 0) taken.Add((now, count));
                if (windows.MinuteUsed is < 0 or > 3 || windows.HourUsed is < 0 or > 7 || windows.DayUsed is < 0 or > 11) return false;
            }
            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_quota_that_was_lowered_below_what_was_used_gives_nothing_and_no_negative_number()
    {
        var windows = QuotaPolicy.Take(QuotaWindows.Fresh, 10, Noon);
        QuotaPolicy.Free(windows, new SenderQuota(2, 100, 100), Noon).ShouldBe(0);
        QuotaPolicy.FreeAt(windows, new SenderQuota(2, 100, 100), Noon).ShouldBe(Noon + TimeSpan.FromMinutes(1));
    }

    private static List<DateTimeOffset> Live(Step[] life, SenderQuota quota)
    {
        var (windows, now) = (QuotaWindows.Fresh, Noon);
        var sent = new List<DateTimeOffset>();
        foreach (var step in life)
        {
            now += TimeSpan.FromSeconds(step.Seconds);
            var count = Math.Min(step.Wanted, QuotaPolicy.Free(windows, quota, now));
            windows = QuotaPolicy.Take(windows, count, now);
            sent.AddRange(Enumerable.Repeat(now, count));
        }
        return sent;
    }

    // The definition, written the other way round: cut the line of sent messages at each first message after the last window's end.
    private static int MostInFixedWindows(List<DateTimeOffset> sent, TimeSpan length)
    {
        var most = 0;
        for (var i = 0; i < sent.Count;)
        {
            var inside = sent.Skip(i).TakeWhile(at => at < sent[i] + length).Count();
            most = Math.Max(most, inside);
            i += inside;
        }
        return most;
    }

    /// <summary>Messages of one that takes whatever it may, every ten seconds for two days, while its clock jumps once.</summary>
    private static int Greedy(SenderQuota quota, int jumpAt, int jump)
    {
        var (windows, sent) = (QuotaWindows.Fresh, 0);
        for (var second = 0; second < 60_000; second += 10)
        {
            var now = Noon + TimeSpan.FromSeconds(second + (second >= jumpAt ? jump : 0));
            var free = QuotaPolicy.Free(windows, quota, now);
            windows = QuotaPolicy.Take(windows, free, now);
            sent += free;
        }
        return sent;
    }
}
