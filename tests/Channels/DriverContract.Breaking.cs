using Parley.Channels;
using Shouldly;

namespace Parley.Tests.Channels;

public abstract partial class DriverContract
{
    [Fact]
    public async Task A_session_that_is_not_connected_sends_nothing_and_says_so()
    {
        var session = World.NewSession();
        (await Send(session, Text(World.NewPerson()))).ShouldBeOfType<SendResult.Retry>().Reason.ShouldBe(Reasons.NotConnected);
        if (!Pairs) return; // its start is all that it takes
        await Driver.Start(session, default);
        (await Send(session, Text(World.NewPerson()))).ShouldBeOfType<SendResult.Retry>().Reason.ShouldBe(Reasons.NotConnected);
    }

    [Fact]
    public async Task A_connection_lost_before_a_send_is_told_and_the_send_surely_did_not_leave()
    {
        Needs(Can.HoldsConnection, "connection to hold");
        var (session, person) = (await Connected(), World.NewPerson());
        await World.Disconnect(session);
        (await Send(session, Text(person))).ShouldBeOfType<SendResult.Retry>();
        (await Door.State(session.Sender, SessionState.Disconnected)).Reason.ShouldNotBeNull();
        (await World.Seen(person)).ShouldBeEmpty();

        Door.Forget();
        await Driver.Start(session, default);
        await Door.State(session.Sender, SessionState.Connected);
        Accepted(await Send(session, Text(person)));
    }

    [Fact]
    public async Task A_connection_lost_between_a_send_and_its_answer_leaves_the_outcome_unknown()
    {
        Needs(Can.HoldsConnection, "connection to hold");
        var (session, person) = (await Connected(), World.NewPerson());
        await World.Mood(new NetworkMood { Latency = TimeSpan.FromMinutes(1) });
        var outgoing = Text(person);
        var sending = Driver.Send(session, outgoing, default);
        await Seen(person);
        await World.Disconnect(session);
        (await sending.WaitAsync(Patience)).ShouldBeOfType<SendResult.Unknown>();

        await World.Mood(new NetworkMood());
        await Door.State(session.Sender, SessionState.Disconnected);
        Door.Forget();
        await Driver.Start(session, default);
        await Door.State(session.Sender, SessionState.Connected);
        if (Can.DeduplicatesById) Accepted(await Send(session, outgoing));
        (await Seen(person)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Receipts_of_what_was_sent_before_the_connection_was_lost_come_after_the_next_start()
    {
        Needs(Can.HoldsConnection, "connection to hold");
        Needs(Can.Receipts, "receipts");
        var (session, person) = (await Connected(), World.NewPerson());
        Door.Acknowledges = false; // the receipts that came already are not stored, so they are owed
        var sent = Accepted(await Send(session, Text(person)));
        await World.Disconnect(session);
        await Door.State(session.Sender, SessionState.Disconnected);
        Door.Forget();
        Door.Acknowledges = true;
        await Driver.Start(session, default);
        await Door.Receipts(session.Sender, ReceiptKind.Delivered, sent);
        await Door.Receipts(session.Sender, ReceiptKind.Read, sent);
    }

    [Fact]
    [Trait("Requirement", "SND-08")]
    public async Task A_logout_by_the_phone_ends_the_session_and_its_login()
    {
        var session = await Connected();
        await World.UnlinkByPhone(session);
        (await Door.State(session.Sender, SessionState.LoggedOut)).Reason.ShouldBe(LoginGone);
        (await Send(session, Text(World.NewPerson()))).ShouldNotBeOfType<SendResult.Accepted>();
        await StartsWithoutLogin(session);
    }

    [Fact]
    [Trait("Requirement", "SND-08")]
    public async Task A_logout_by_the_phone_while_nobody_was_connected_is_told_at_the_next_start()
    {
        var session = await Connected();
        await Driver.Stop(session, default);
        await World.UnlinkByPhone(session);
        await Driver.Start(session, default);
        (await Door.State(session.Sender, SessionState.LoggedOut)).Reason.ShouldBe(LoginGone);
        await StartsWithoutLogin(session);
    }

    [Fact]
    [Trait("Requirement", "SND-08")]
    public async Task A_ban_is_told_and_told_again_at_the_next_start()
    {
        var session = await Connected();
        await World.Ban(session);
        (await Door.State(session.Sender, SessionState.Banned)).Reason.ShouldBe(Reasons.SenderBanned);
        (await Send(session, Text(World.NewPerson()))).ShouldNotBeOfType<SendResult.Accepted>();
        Door.Forget();
        await Driver.Start(session, default);
        await Door.State(session.Sender, SessionState.Banned);
        Door.Of<SessionChanged>(session.Sender).ShouldNotContain(changed => changed.State == SessionState.Connected);
    }

    [Fact]
    public async Task A_restricted_number_answers_people_and_cannot_write_to_new_ones()
    {
        var (session, known, stranger) = (await Connected(), World.NewPerson(), World.NewPerson());
        await World.Write(known, session.Phone, MessageContent.OfText("Hello"));
        await Door.First<MessageReceived>(session.Sender);
        await World.Restrict(session);
        var refused = (await Send(session, Text(stranger))).ShouldBeOfType<SendResult.Refused>();
        (refused.Reason, refused.Fault).ShouldBe((Reasons.SenderRestricted, Fault.Sender));
        Accepted(await Send(session, Text(known)));
    }

    [Fact]
    [Trait("Requirement", "SND-10")]
    public async Task A_second_node_takes_the_session_over_and_the_first_can_send_no_more()
    {
        Needs(Can.HoldsConnection, "connection to hold");
        var (session, person) = (await Connected(), World.NewPerson());
        var second = await World.NewNode();
        var taken = session with { Fence = session.Fence + 1 };
        await second.Driver.Start(taken, default);
        await second.Door.State(session.Sender, SessionState.Connected);
        (await Door.State(session.Sender, SessionState.Disconnected)).Reason.ShouldBe(Reasons.SenderReplaced);

        (await Send(session, Text(person))).ShouldBeOfType<SendResult.Retry>();
        Accepted(await second.Driver.Send(taken, Text(person), default).WaitAsync(Patience));
        (await Seen(person)).Count.ShouldBe(1);
        second.Door.Of<SessionChanged>(session.Sender).ShouldNotContain(changed => changed.State == SessionState.Disconnected);
    }

    [Fact]
    public async Task What_befalls_one_session_touches_no_other()
    {
        var (one, other) = (await Connected(), await Connected());
        await World.Ban(one);
        await Door.State(one.Sender, SessionState.Banned);
        Accepted(await Send(other, Text(World.NewPerson())));
        Door.Of<SessionChanged>(other.Sender)[^1].State.ShouldBe(SessionState.Connected);
    }
}
