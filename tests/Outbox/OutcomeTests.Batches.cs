using Parley.Channels;
using Parley.Outbox;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Outbox;

/// <summary>What many outcomes in one batch say about their sender, and what one that cannot be stored does to the others.</summary>
public sealed partial class OutcomeTests
{
    [Fact]
    [Trait("Requirement", "SND-05")]
    public async Task A_success_heals_a_sender_that_ails()
    {
        var rig = await OutboxRig.Create(database, _clock);
        var sender = await rig.AddSender(health: 60);
        await rig.Execute("UPDATE sender_dispatch SET failures = 3 WHERE sender_id = $1", sender.Id.Value);
        await rig.AddMessages(await rig.AddQueue(), 1);
        await rig.WriteDown(Ended((await rig.ClaimOnce()).Messages.Single(), new SendResult.Accepted("X", _clock.GetUtcNow())));
        (await rig.Scalar("SELECT health * 100 + failures FROM sender_dispatch WHERE sender_id = $1", sender.Id.Value)).ShouldBe(6100);
    }

    [Fact]
    [Trait("Requirement", "SND-05")]
    public async Task A_wrong_number_costs_the_sender_nothing()
    {
        var (rig, message) = await Claimed();
        await rig.WriteDown(Ended(message, new SendResult.Refused(Reasons.RecipientNotOnWhatsApp, Fault.Recipient)));
        (await Row(rig, message)).ShouldBe("failed 1 simulator");
        (await rig.Scalar("SELECT health * 100 + failures FROM sender_dispatch WHERE sender_id = $1", message.Sender.Id.Value)).ShouldBe(10000);
    }

    [Fact]
    [Trait("Requirement", "SND-05")]
    public async Task A_sound_sender_that_fails_at_every_fifth_message_does_not_pause()
    {
        var (rig, messages) = await ManyClaimed(60);
        // Twelve failures in all, and never two in a row: the first batch and the second, which was claimed before anything was known, end alike.
        await rig.WriteDown([.. messages.Take(30).Select(Fifth)]);
        (await Standing(rig, messages[0])).ShouldBe("connected 92 0");
        await rig.WriteDown([.. messages.Skip(30).Select(Fifth)]);
        (await Standing(rig, messages[0])).ShouldBe("connected 86 0");

        Outcome Fifth(Claimed message, int at) => Ended(message, at % 5 == 2 ? new SendResult.Refused(Reasons.SenderRestricted, Fault.Sender) : new SendResult.Accepted("X", _clock.GetUtcNow()));
    }

    [Fact]
    [Trait("Requirement", "SND-05")]
    public async Task Successes_after_a_batch_that_failed_end_the_row_of_failures_although_no_claim_lies_between()
    {
        var (rig, messages) = await ManyClaimed(14);
        var refused = new SendResult.Refused(Reasons.SenderRestricted, Fault.Sender);
        await rig.WriteDown([.. messages[..6].Select(message => Ended(message, refused))]);
        await rig.WriteDown(Ended(messages[6], new SendResult.Accepted("X", _clock.GetUtcNow())));
        await rig.WriteDown([.. messages[7..].Select(message => Ended(message, refused))]);
        (await Standing(rig, messages[0])).ShouldBe("connected 36 7");
    }

    [Fact]
    [Trait("Requirement", "SND-05")]
    public async Task Ten_failures_of_its_own_in_a_row_pause_the_sender()
    {
        var (rig, messages) = await ManyClaimed(10);
        await rig.WriteDown([.. messages.Select(message => Ended(message, new SendResult.Refused(Reasons.SenderRestricted, Fault.Sender)))]);
        (await Standing(rig, messages[0])).ShouldBe("paused 50 10");
        (await rig.Scalar("SELECT status_reason FROM senders WHERE id = $1", messages[0].Sender.Id.Value)).ShouldBe("failure-streak");
    }

    [Fact]
    [Trait("Requirement", "SND-05")]
    public async Task A_network_at_fault_costs_the_sender_nothing()
    {
        var (rig, messages) = await ManyClaimed(20);
        SendResult[] answers = [new SendResult.Retry(Reasons.NetworkFailure), new SendResult.Retry(Reasons.ConnectionLost), new SendResult.Retry(Reasons.RateLimited), new SendResult.Unknown(Reasons.Timeout)];
        await rig.WriteDown([.. messages.Select((message, at) => Ended(message, answers[at % answers.Length]))]);
        (await Standing(rig, messages[0])).ShouldBe("connected 100 0");
    }

    [Fact]
    [Trait("Requirement", "MSG-05")]
    public async Task A_sender_that_was_asked_to_slow_down_rests_and_then_sends_what_waited_however_often_that_comes()
    {
        var (rig, messages) = await ManyClaimed(4);
        for (var round = 0; round < 5; round++)
        {
            await rig.WriteDown([.. messages.Select(message => Ended(message, new SendResult.Retry(Reasons.RateLimited, TimeSpan.FromSeconds(30))))]);
            (await rig.Scalar("SELECT count(*) FROM messages WHERE state = 'retrying' AND attempt = 0 AND NOT dead AND id = ANY($1)", messages.Select(message => message.Id.Value).ToArray())).ShouldBe(4L);
            // New ones do not slip in between either.
            _clock.Advance(TimeSpan.FromSeconds(29));
            (await rig.ClaimOnce()).Messages.ShouldBeEmpty();
            _clock.Advance(TimeSpan.FromSeconds(10));
            messages = [.. (await rig.ClaimOnce()).Messages];
            messages.Count.ShouldBe(4);
        }
    }

    [Fact]
    [Trait("Requirement", "SND-04")]
    public async Task What_is_handed_back_goes_into_the_window_in_which_it_was_taken()
    {
        var rig = await OutboxRig.Create(database, _clock);
        var sender = await rig.AddSender();
        var queue = await rig.AddQueue();
        await rig.AddMessages(queue, 1);
        var earlier = (await rig.ClaimOnce()).Messages.ShouldHaveSingleItem();
        _clock.Advance(TimeSpan.FromSeconds(61));
        await rig.AddMessages(queue, 2);
        var later = (await rig.ClaimOnce()).Messages;
        later.Count.ShouldBe(2);
        // The earlier one belongs to a minute that is over, but to the hour and the day that both share.
        await rig.WriteDown(HandedBack(earlier), HandedBack(later[0]));
        (await rig.Scalar("SELECT minute_used || ' ' || hour_used || ' ' || day_used FROM sender_dispatch WHERE sender_id = $1", sender.Id.Value)).ShouldBe("1 1 1");
    }

    [Fact]
    [Trait("Requirement", "MSG-04")]
    public async Task A_failure_of_the_primary_counts_also_when_the_fallback_sent_the_message()
    {
        var (rig, message) = await Claimed();
        var first = Ended(message, new SendResult.Refused(Reasons.SenderRestricted, Fault.Sender, "463"));
        await rig.WriteDown(Ended(message, new SendResult.Accepted("X", _clock.GetUtcNow())) with { Method = DriverName.Cloud, Before = first });
        (await Row(rig, message)).ShouldBe("sent 1 cloud");
        (await Standing(rig, message)).ShouldBe("connected 96 0");
        (await rig.Scalar("SELECT string_agg(method || ' ' || outcome || ' ' || reason || ' ' || raw_error, ', ') FROM message_attempts WHERE message_id = $1", message.Id.Value))
            .ShouldBe("simulator refused sender-restricted 463");
    }

    [Fact]
    [Trait("Requirement", "MSG-03")]
    public async Task What_the_primary_refused_and_the_fallback_could_not_send_either_is_any_other_senders()
    {
        var (rig, message) = await Claimed();
        await rig.Execute("UPDATE messages SET pin = sender_id WHERE id = $1", message.Id.Value);
        var first = Ended(message, new SendResult.Refused(Reasons.SenderRestricted, Fault.Sender));
        await rig.WriteDown(Ended(message, new SendResult.Retry(Reasons.GatewayDown)) with { Method = DriverName.Cloud, Before = first });
        (await Row(rig, message)).ShouldBe("retrying 1 cloud");
        (await rig.Scalar("SELECT pin FROM messages WHERE id = $1", message.Id.Value)).ShouldBe(Guid.Empty);
        (await Standing(rig, message)).ShouldBe("connected 95 1");
    }

    [Fact]
    [Trait("Requirement", "MSG-04")]
    public async Task A_drivers_words_are_kept_whatever_they_are()
    {
        var (rig, message) = await Claimed();
        var words = "a\0b\ud83d" + new string('x', 1996) + "\U0001F600";
        await rig.WriteDown(Ended(message, new SendResult.Retry(Reasons.NetworkFailure, RawError: words)));
        (await rig.Scalar("SELECT raw_error FROM message_attempts WHERE message_id = $1", message.Id.Value)).ShouldBe("ab\ufffd" + new string('x', 1996));
    }

    [Fact]
    public async Task An_outcome_that_the_database_refuses_stops_no_other()
    {
        var (rig, messages) = await ManyClaimed(4);
        await database.AsOwner($"""
            CREATE OR REPLACE FUNCTION refuse_attempt() RETURNS trigger LANGUAGE plpgsql AS
                'BEGIN IF NEW.raw_error = ''unspeakable'' OR NEW.message_id = ''{messages[2].Id.Value}'' THEN RAISE EXCEPTION ''refused'' USING ERRCODE = ''22000''; END IF; RETURN NEW; END';
            CREATE OR REPLACE TRIGGER refuse_attempt BEFORE INSERT ON message_attempts FOR EACH ROW EXECUTE FUNCTION refuse_attempt()
            """);
        await rig.WriteDown(
            Ended(messages[0], new SendResult.Accepted("X", _clock.GetUtcNow())),
            Ended(messages[1], new SendResult.Retry(Reasons.NetworkFailure, RawError: "unspeakable")),
            Ended(messages[2], new SendResult.Retry(Reasons.NetworkFailure)),
            Ended(messages[3], new SendResult.Retry(Reasons.NetworkFailure, RawError: "ECONNRESET")));
        await database.AsOwner("DROP TRIGGER refuse_attempt ON message_attempts");

        (await Row(rig, messages[0])).ShouldBe("sent 1 simulator");
        (await Row(rig, messages[1])).ShouldBe("retrying 1 simulator");
        (await rig.Scalar("SELECT reason || coalesce(raw_error, ' and no words') FROM message_attempts WHERE message_id = $1", messages[1].Id.Value)).ShouldBe("network-failure and no words");
        (await Row(rig, messages[3])).ShouldBe("retrying 1 simulator");
        // Nobody could write down what became of it, so it is taken over like one of a crash.
        (await Row(rig, messages[2])).ShouldBe("sending 1 simulator");
        _clock.Advance(rig.Options.Lease + TimeSpan.FromSeconds(1));
        await new Rescue(rig.Db, [new ScriptedDriver()], _clock, rig.Options).Once(default);
        (await Row(rig, messages[2])).ShouldBe("retrying 1 simulator");
    }

    private async Task<(OutboxRig Rig, List<Claimed> Messages)> ManyClaimed(int count, ScriptedDriver? driver = null)
    {
        var rig = await OutboxRig.Create(database, _clock, driver ?? new ScriptedDriver(maxInFlight: 64));
        await rig.AddSender();
        await rig.AddMessages(await rig.AddQueue(), count);
        var messages = (await rig.ClaimOnce()).Messages.ToList();
        messages.Count.ShouldBe(count);
        return (rig, messages);
    }

    private Outcome HandedBack(Claimed message) => new(message, message.Method, null, _clock.GetUtcNow(), TimeSpan.Zero);

    /// <summary>The sender's status, health and failures in a row.</summary>
    private static async Task<string?> Standing(OutboxRig rig, Claimed message) =>
        (string?)await rig.Scalar("SELECT s.status || ' ' || d.health || ' ' || d.failures FROM senders s JOIN sender_dispatch d ON d.sender_id = s.id WHERE s.id = $1", message.Sender.Id.Value);
}
