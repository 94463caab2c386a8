using Parley.Channels;
using Parley.Conversations;
using Parley.Outbox;
using Shouldly;

namespace Parley.Tests.Outbox;

[Trait("Requirement", "MSG-03")]
public sealed class RetryPolicyTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly OutboxOptions Options = new();

    private static Aftermath After(SendResult result, int attempt = 1, bool deduplicates = true, double random = 0.5) =>
        RetryPolicy.After(result, attempt, 3, deduplicates, Now, Options, random);

    [Fact]
    public void An_accepted_message_is_sent() => After(new SendResult.Accepted("X", Now)).Next.ShouldBe(MessageState.Sent);

    [Theory]
    [InlineData(Fault.Recipient)]
    [InlineData(Fault.Content)]
    public void A_refusal_that_is_not_the_senders_fault_fails_at_once_and_costs_the_sender_nothing(Fault fault)
    {
        var refused = new SendResult.Refused(Reasons.RecipientNotOnWhatsApp, fault);
        var after = After(refused);
        after.Next.ShouldBe(MessageState.Failed);
        RetryPolicy.CostsHealth(refused).ShouldBeFalse();
        after.Dead.ShouldBeFalse();
    }

    [Fact]
    public void A_refusal_that_is_the_senders_fault_goes_back_for_another_sender_and_counts_no_attempt()
    {
        var refused = new SendResult.Refused(Reasons.SenderLoggedOut, Fault.Sender);
        var after = After(refused, attempt: 3);
        after.Next.ShouldBe(MessageState.Queued);
        after.CountsAttempt.ShouldBeFalse();
        after.Unpin.ShouldBeTrue();
        RetryPolicy.CostsHealth(refused).ShouldBeTrue();
    }

    [Theory]
    [InlineData(1, 2.0)]
    [InlineData(2, 4.0)]
    public void A_transient_failure_waits_2_then_4_seconds(int attempt, double seconds)
    {
        var after = After(new SendResult.Retry(Reasons.NetworkFailure), attempt);
        after.Next.ShouldBe(MessageState.Retrying);
        after.DueAt.ShouldBe(Now.AddSeconds(seconds));
    }

    [Theory]
    [InlineData(0.0, 1.6)]
    [InlineData(1.0, 2.4)]
    public void The_wait_is_drawn_from_a_fifth_around_it(double random, double seconds) =>
        After(new SendResult.Retry(Reasons.NetworkFailure), random: random).DueAt!.Value.ShouldBe(Now.AddSeconds(seconds), TimeSpan.FromMilliseconds(1));

    [Fact]
    public void The_networks_wish_is_the_least_wait() =>
        After(new SendResult.Retry(Reasons.RateLimited, TimeSpan.FromSeconds(30))).DueAt.ShouldBe(Now.AddSeconds(30));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_network_that_asks_to_slow_down_costs_the_message_no_attempt(int attempt)
    {
        foreach (var reason in new[] { Reasons.RateLimited, Reasons.PairRateLimited })
        {
            var after = After(new SendResult.Retry(reason, TimeSpan.FromSeconds(6)), attempt);
            (after.Next, after.DueAt, after.CountsAttempt, after.Dead).ShouldBe((MessageState.Retrying, Now.AddSeconds(6), false, false));
        }
    }

    [Fact]
    public void The_sender_rests_when_the_network_asks_it_to_or_restricts_it_and_not_for_what_one_person_got_too_often()
    {
        RetryPolicy.SlowsSender(new SendResult.Retry(Reasons.RateLimited, TimeSpan.FromSeconds(30)), new OutboxOptions()).ShouldBe(TimeSpan.FromSeconds(30));
        RetryPolicy.SlowsSender(new SendResult.Retry(Reasons.RateLimited), new OutboxOptions()).ShouldBe(TimeSpan.FromSeconds(2));
        RetryPolicy.SlowsSender(new SendResult.Retry(Reasons.RateLimited, TimeSpan.FromDays(1)), new OutboxOptions()).ShouldBe(TimeSpan.FromMinutes(10));
        RetryPolicy.SlowsSender(new SendResult.Retry(Reasons.PairRateLimited, TimeSpan.FromSeconds(6)), new OutboxOptions()).ShouldBeNull();
        RetryPolicy.SlowsSender(new SendResult.Retry(Reasons.NetworkFailure), new OutboxOptions()).ShouldBeNull();
        // Tried again and again it would only be restricted for longer.
        RetryPolicy.SlowsSender(new SendResult.Refused(Reasons.SenderRestricted, Fault.Sender), new OutboxOptions()).ShouldBe(TimeSpan.FromMinutes(1));
        RetryPolicy.SlowsSender(new SendResult.Refused(Reasons.SenderLoggedOut, Fault.Sender), new OutboxOptions()).ShouldBeNull();
    }

    [Fact]
    public void After_the_last_attempt_it_is_a_dead_letter()
    {
        var after = After(new SendResult.Retry(Reasons.NetworkFailure), attempt: 3);
        after.Next.ShouldBe(MessageState.Failed);
        after.Dead.ShouldBeTrue();
    }

    [Fact]
    public void An_unknown_outcome_is_tried_again_through_the_same_driver_only_where_the_network_deduplicates()
    {
        var again = After(new SendResult.Unknown(Reasons.Timeout));
        again.Next.ShouldBe(MessageState.Retrying);
        again.Bind.ShouldBeTrue();

        var waits = After(new SendResult.Unknown(Reasons.Timeout), deduplicates: false);
        waits.Next.ShouldBe(MessageState.Sending);
        waits.DueAt.ShouldBeNull();
        waits.AwaitUntil.ShouldBe(Now + Options.UnknownDeadline);
        waits.Bind.ShouldBeTrue();
    }

    [Fact]
    [Trait("Requirement", "SND-05")]
    public void Only_a_refusal_that_is_its_own_fault_costs_a_sender_health()
    {
        foreach (var reason in Reasons.All)
        {
            RetryPolicy.CostsHealth(new SendResult.Retry(reason)).ShouldBeFalse(reason.Slug);
            RetryPolicy.CostsHealth(new SendResult.Unknown(reason)).ShouldBeFalse(reason.Slug);
            RetryPolicy.CostsHealth(new SendResult.Refused(reason, Fault.Sender)).ShouldBeTrue(reason.Slug);
        }
        RetryPolicy.CostsHealth(new SendResult.Accepted("X", Now)).ShouldBeFalse();
        RetryPolicy.CostsHealth(null).ShouldBeFalse();
    }
}
