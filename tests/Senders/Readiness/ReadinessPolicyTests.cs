using Parley.Channels;
using Parley.Platform;
using Parley.Senders;
using Shouldly;

namespace Parley.Tests.Senders.Readiness;

[Trait("Requirement", "SND-12")]
public sealed class ReadinessPolicyTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeZoneInfo SaoPaulo = TimeZoneInfo.FindSystemTimeZoneById("America/Sao_Paulo");

    private static readonly SenderReadiness Well = new(Id.New<SenderId>(), "Desk", DriverName.Simulator, null, SenderStatus.Connected, null, false, null, false, DateTimeOffset.MinValue,
        QuotaWindows.Fresh, SenderQuota.Default, null, new HealthState(100, Now, 0), PacingSpec.Of(PacingProfile.None), false, 0)
    { Session = SessionState.Connected };

    [Fact]
    public void A_sender_that_sends_has_no_reason_not_to()
    {
        ReadinessPolicy.All(Well, Now, SaoPaulo).ShouldBeEmpty();
        ReadinessPolicy.Of(Well, Now, SaoPaulo).ShouldBeNull();
    }

    [Fact]
    public void Times_are_said_in_the_tenants_zone_with_the_date_when_it_is_another_day()
    {
        One(Well with { RestUntil = Now.AddHours(2) }).ShouldBe(new("resting", new() { Sender = "Desk", At = Now.AddHours(2) }, "Desk rests until 11:00.", Now.AddHours(2)));
        One(Well with { RestUntil = Now.AddHours(20) }).Sentence.ShouldBe("Desk rests until 2026-03-02 05:00.");
        One(Well with { NextSendAt = Now.AddSeconds(7) }).Sentence.ShouldBe("Desk keeps its pace until 09:00:07.");
        ReadinessPolicy.All(Well with { RestUntil = Now }, Now, SaoPaulo).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(20, 20, 20, "20 messages a minute until 09:01.")]
    [InlineData(3, 500, 500, "500 messages an hour until 10:00.")]
    [InlineData(20, 500, 5000, "5000 messages a day until 2026-03-02 09:00.")]
    public void Of_full_windows_the_longest_is_named_with_its_end(int minute, int hour, int day, string end) =>
        One(Well with { Windows = new QuotaWindows(Now, minute, Now, hour, Now, day) }).Sentence.ShouldBe("Desk has used its quota of " + end);

    [Fact]
    public void A_new_number_is_told_that_it_warms_up() =>
        One(Well with { WarmUp = new WarmUp(20, 1.5, new DateOnly(2026, 3, 1)), Windows = new QuotaWindows(Now, 1, Now, 1, Now, 20) })
            .Sentence.ShouldStartWith("Desk has used its quota of 20 messages for this day of its warm-up until 2026-03-02");

    [Fact]
    public void What_is_not_connected_says_what_it_waits_for()
    {
        var lost = Well with { Status = SenderStatus.Disconnected, Session = SessionState.Disconnected, StatusReason = "gateway-down", NextTryAt = Now.AddSeconds(90) };
        One(lost).ShouldBe(new("not-connected", new() { Sender = "Desk", Reason = Reasons.GatewayDown, At = Now.AddSeconds(90) }, "Desk is not connected (The gateway does not answer); the next try is at 09:01.", null));
        One(lost with { Wanted = false }).Sentence.ShouldBe("Desk is disconnected, and nobody asked to connect it.");
        One(Well with { Status = SenderStatus.WaitingForLogin, Session = SessionState.WaitQr }).Sentence.ShouldBe("Desk waits for its login: connect it and scan the QR.");
        One(Well with { Status = SenderStatus.WaitingForLogin, Session = SessionState.WaitCode }).Sentence.ShouldBe("Desk waits for its pairing code to be typed on the phone.");
        One(Well with { Status = SenderStatus.Banned, Session = SessionState.Banned }).Slug.ShouldBe("banned");
        One(Well with { Deleted = true, Paused = true }).Slug.ShouldBe("deleted");
    }

    [Fact]
    public void The_weightiest_reason_comes_first_and_all_are_told()
    {
        var sender = Well with
        {
            Status = SenderStatus.Paused,
            Paused = true,
            StatusReason = "failure-streak",
            Session = SessionState.Disconnected,
            RestUntil = Now.AddHours(1),
            NextSendAt = Now.AddSeconds(3),
        };
        var all = ReadinessPolicy.All(sender, Now, SaoPaulo);
        all.Select(why => why.Slug).ShouldBe(["paused", "not-connected", "resting", "pacing"]);
        all[0].Sentence.ShouldBe("Desk is paused: Ten sends in a row failed, so the sender paused by itself.");
        all[1].Sentence.ShouldBe("Desk is not connected.");
    }

    [Fact]
    public void The_one_that_lasts_longest_is_the_answer_when_only_one_is_asked_for()
    {
        var sender = Well with { RestUntil = Now.AddMinutes(5), NextSendAt = Now.AddSeconds(3), Windows = new QuotaWindows(Now, 20, Now, 20, Now, 20) };
        ReadinessPolicy.Of(sender, Now, SaoPaulo)!.Slug.ShouldBe("resting");
        ReadinessPolicy.Of(sender with { RestUntil = Now.AddSeconds(5) }, Now, SaoPaulo)!.Slug.ShouldBe("quota-used");
        ReadinessPolicy.Of(sender with { Paused = true }, Now, SaoPaulo)!.Slug.ShouldBe("paused");
    }

    private static Hindrance One(SenderReadiness sender) => ReadinessPolicy.All(sender, Now, SaoPaulo).ShouldHaveSingleItem();
}
