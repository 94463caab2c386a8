using Parley.Channels;
using Parley.Conversations;
using Parley.Outbox;
using Parley.Senders;
using Shouldly;

namespace Parley.Tests.Outbox;

[Trait("Requirement", "SND-12")]
public sealed class WhyPolicyTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly GateFacts Open = new(Origin.Campaign, "unknown", false, false, null, null, null, null, null, null, null);
    private static readonly SenderReadiness Ready = new(SenderId.Of(Guid.NewGuid()), "One", "simulator", null, SenderStatus.Connected, null, false, null, false,
        DateTimeOffset.MinValue, QuotaWindows.Fresh, SenderQuota.Default, null, new HealthState(100, Now, 0), PacingSpec.Of(PacingProfile.Balanced), false, 0);

    private static readonly WhyNot Paused = QueueHold.Of("held", "campaign", "paused")!;

    private static WhyFacts Facts(params SenderReadiness[] pool) => new(MessageState.Queued, Now.AddSeconds(-1), 0, null, null, null, Open, pool, null, false);

    private static WhyNot? Why(WhyFacts facts) => WhyPolicy.Explain(facts, new HealthOptions(), Now, TimeZoneInfo.Utc);

    [Fact]
    public void A_message_that_has_ended_has_no_why() => Why(Facts(Ready) with { DueAt = null, State = MessageState.Sent }).ShouldBeNull();

    [Fact]
    public void A_free_sender_means_that_it_is_only_waiting_for_its_turn() => Why(Facts(Ready))!.Until.ShouldBe(Now);

    [Fact]
    public void A_paused_campaign_comes_before_what_its_senders_do() =>
        Why(Facts(Ready with { Paused = true }) with { Hold = Paused }).ShouldBe(Paused);

    [Fact]
    public void Who_will_be_refused_is_told_so_before_anything_else()
    {
        var why = Why(Facts(Ready) with { Gate = Open with { Blocked = true }, Hold = Paused })!;
        why.Sentence.ShouldContain("blocklist");
        why.Until.ShouldBeNull();
    }

    [Fact]
    public void Sending_hours_are_told_with_their_opening()
    {
        var window = new SendWindow(new TimeOnly(9, 0), new TimeOnly(11, 0), null, "UTC");
        var why = Why(Facts(Ready) with { Gate = Open with { Window = window } })!;
        why.Until.ShouldBe(Now.AddHours(21));
        why.Sentence.ShouldBe("Outside of the sending hours until 2026-03-03 09:00.");
    }

    [Fact]
    public void A_retry_tells_the_reason_and_the_time_of_the_next_attempt()
    {
        var why = Why(Facts(Ready) with { State = MessageState.Retrying, Attempt = 2, DueAt = Now.AddSeconds(4), LastReason = Reasons.GatewayDown })!;
        why.Sentence.ShouldBe("Attempt 2 did not succeed (The gateway does not answer); the next one is at 12:00:04.");
        why.Until.ShouldBe(Now.AddSeconds(4));
    }

    [Fact]
    public void An_unknown_outcome_says_until_when_a_receipt_is_waited_for() =>
        Why(Facts(Ready) with { State = MessageState.Sending, DueAt = null, LastReason = Reasons.Timeout, AwaitUntil = Now.AddMinutes(2) })!.Sentence.ShouldEndWith("until 12:02.");

    [Fact]
    public void Of_several_senders_the_first_that_can_send_again_gives_the_time()
    {
        var quota = Ready with { Name = "Full", Windows = new QuotaWindows(Now, 20, Now, 20, Now, 20) };
        var resting = Ready with { Name = "Resting", RestUntil = Now.AddMinutes(30) };
        var away = Ready with { Name = "Away", Status = SenderStatus.Disconnected };
        var why = Why(Facts(resting, quota, away))!;
        why.Until.ShouldBe(Now.AddMinutes(1));
        why.Sentence.ShouldContain("None of the 3 senders");
        why.Details!.Select(detail => detail.Sentence).ShouldBe(["Resting rests until 12:30.", "Full has used its quota of 20 messages a minute until 12:01.", "Away is not connected."]);
    }

    [Fact]
    public void What_must_go_through_a_sender_waits_for_it_and_what_should_does_not()
    {
        var away = Ready with { Name = "Away", Status = SenderStatus.Disconnected };
        Why(Facts(Ready) with { Pinned = away, PinHard = true })!.Sentence.ShouldBe("Away is not connected.");
        Why(Facts(Ready) with { Pinned = away, PinHard = false })!.Sentence.ShouldContain("One can send now");
        Why(Facts(Ready) with { Pinned = Ready with { Name = "Pacing", NextSendAt = Now.AddSeconds(5) } })!.Sentence.ShouldBe("Pacing keeps its pace until 12:00:05.");
    }

    [Fact]
    public void What_must_go_through_a_driver_says_that_it_is_away_instead_of_the_next_look_at_it()
    {
        var sender = Ready with { Driver = "baileys", FallbackDriver = "webjs", DriverConnected = true, FallbackConnected = false };
        var away = new WhyNot("driver-away", new() { Sender = "One", Driver = "webjs" }, "One must send it through webjs, which is not connected.", null);
        var bound = Facts(sender) with { Pinned = sender, PinHard = true, BoundDriver = "webjs" };
        Why(bound).ShouldBe(away);
        Why(bound with { DueAt = Now.AddSeconds(5) }).ShouldBe(away);
        Why(bound with { DueAt = Now.AddSeconds(5), State = MessageState.Retrying, Attempt = 1, LastReason = Reasons.Timeout }).ShouldBe(away);
        Why(bound with { DueAt = Now.AddMinutes(5) })!.Sentence.ShouldBe("It is not due before 12:05.");
        Why(bound with { Pinned = sender with { FallbackConnected = true } })!.Sentence.ShouldContain("One can send now");
        Why(bound with { Pinned = sender with { Status = SenderStatus.Disconnected, DriverConnected = false } })!.Sentence.ShouldBe("One is not connected.");
    }

    [Fact]
    public void What_a_driver_cannot_send_waits_for_the_one_that_can()
    {
        var sender = Ready with { Driver = "cloud", FallbackDriver = "webjs" };
        var poll = Facts(sender) with { Objections = new Dictionary<string, Reason?> { ["cloud"] = Reasons.ContentNotSupported, ["webjs"] = null } };
        Why(poll)!.Sentence.ShouldBe("One must send it through webjs, which is not connected.");
        Why(poll with { Pool = [sender with { FallbackConnected = true }] })!.Sentence.ShouldContain("One can send now");

        var resting = sender with { Name = "Two", FallbackConnected = true, RestUntil = Now.AddMinutes(30) };
        var why = Why(poll with { Pool = [sender with { FallbackDriver = null }, resting], DueAt = Now.AddSeconds(4) })!;
        why.Until.ShouldBe(Now.AddMinutes(30));
        why.Details!.Select(detail => detail.Sentence).ShouldBe(["One cannot send it: The driver cannot send this kind of message.", "Two rests until 12:30."]);
    }

    [Fact]
    public void A_short_wait_before_the_next_attempt_is_told_as_such_while_another_sender_could_send_it()
    {
        var sender = Ready with { Driver = "cloud" };
        var facts = Facts(sender, Ready with { Driver = "webjs" }) with { State = MessageState.Retrying, Attempt = 1, DueAt = Now.AddSeconds(2), LastReason = Reasons.GatewayDown };
        Why(facts with { Objections = new Dictionary<string, Reason?> { ["cloud"] = Reasons.ContentNotSupported } })!.Sentence.ShouldBe("Attempt 1 did not succeed (The gateway does not answer); the next one is at 12:00:02.");
    }

    [Fact]
    public void No_sender_at_all_says_what_to_do() => Why(Facts())!.Sentence.ShouldContain("create one");

    [Fact]
    public void A_poorly_sender_lets_others_go_first_but_sends_when_it_is_alone()
    {
        var poorly = Ready with { Name = "Poorly", Health = new HealthState(40, Now, 0) };
        Why(Facts(poorly))!.Sentence.ShouldContain("can send now");
        Why(Facts(poorly, Ready with { Name = "Busy", NextSendAt = Now.AddSeconds(9) }))!.Details![0].Sentence.ShouldBe("Poorly has a health of 40, below 50, so other senders go first.");
    }
}
