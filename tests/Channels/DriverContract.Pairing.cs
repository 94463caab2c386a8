using Parley.Channels;
using Shouldly;

namespace Parley.Tests.Channels;

public abstract partial class DriverContract
{
    [Fact]
    [Trait("Requirement", "SND-03")]
    public async Task A_session_without_a_login_boots_shows_a_QR_and_connects_when_it_is_scanned()
    {
        Needs(Can.PairsByQr, "pairing by QR");
        var session = World.NewSession();
        await Driver.Start(session, default);
        var shown = await Door.State(session.Sender, SessionState.WaitQr);
        shown.Qr.ShouldNotBeNullOrEmpty();
        shown.QrExpiresAt.ShouldNotBeNull();

        (await World.Scan(session.Phone, shown.Qr)).ShouldBeTrue();
        var connected = await Door.State(session.Sender, SessionState.Connected);
        connected.Qr.ShouldBeNull();
        Door.Of<SessionChanged>(session.Sender).Select(changed => changed.State).Distinct().ShouldBe([SessionState.Booting, SessionState.WaitQr, SessionState.Connected]);
        Door.Of<SessionChanged>(session.Sender).ShouldAllBe(changed => changed.Fence == session.Fence && changed.Driver == Driver.Name);
    }

    [Fact]
    [Trait("Requirement", "SND-03")]
    public async Task The_QR_refreshes_by_itself_and_only_the_newest_can_be_scanned()
    {
        Needs(Can.PairsByQr, "pairing by QR");
        await Open(new ContractTimes { QrLifetime = TimeSpan.FromSeconds(1), QrCount = 20 });
        var session = World.NewSession();
        await Driver.Start(session, default);
        var shown = await Door.AtLeast<SessionChanged>(3, session.Sender, changed => changed.State == SessionState.WaitQr);
        shown.Select(changed => changed.Qr).Distinct().Count().ShouldBe(shown.Count);
        shown.Select(changed => changed.EventId).Distinct().Count().ShouldBe(shown.Count);

        (await World.Scan(session.Phone, shown[0].Qr!)).ShouldBeFalse();
        (await World.Scan(session.Phone, shown[^1].Qr!)).ShouldBeTrue();
        await Door.State(session.Sender, SessionState.Connected);
    }

    [Fact]
    [Trait("Requirement", "SND-08")]
    public async Task A_QR_that_nobody_scans_ends_the_start_and_a_new_start_shows_a_new_one()
    {
        Needs(Can.PairsByQr, "pairing by QR");
        await Open(new ContractTimes { QrLifetime = TimeSpan.FromMilliseconds(100), QrCount = 2 });
        var session = World.NewSession();
        await Driver.Start(session, default);
        var ended = await Door.State(session.Sender, SessionState.Disconnected);
        ended.Reason.ShouldBe(Reasons.QrNotScanned);
        var before = Door.Of<SessionChanged>(session.Sender).Count(changed => changed.State == SessionState.WaitQr);
        before.ShouldBe(2);

        await Driver.Start(session, default);
        await Door.AtLeast<SessionChanged>(before + 1, session.Sender, changed => changed.State == SessionState.WaitQr);
    }

    [Fact]
    [Trait("Requirement", "SND-03")]
    public async Task A_pairing_code_typed_on_the_phone_connects()
    {
        Needs(Can.PairsByCode, "pairing by code");
        var session = World.NewSession();
        await Driver.Start(session, default);
        if (Can.PairsByQr) await Door.State(session.Sender, SessionState.WaitQr);
        var code = await Code(session);
        code.ShouldNotBeNullOrEmpty();
        (await World.Scan(session.Phone, code)).ShouldBeTrue();
        await Door.State(session.Sender, SessionState.Connected);
    }

    [Fact]
    public async Task The_phone_of_another_number_is_not_taken_for_the_senders()
    {
        Needs(Can.PairsByQr, "pairing by QR");
        var session = World.NewSession();
        await Driver.Start(session, default);
        await World.Scan(World.NewPerson(), (await Door.State(session.Sender, SessionState.WaitQr)).Qr!);
        (await Door.State(session.Sender, SessionState.LoggedOut)).Reason.ShouldBe(Reasons.WrongPhone);
        Door.Of<SessionChanged>(session.Sender).ShouldNotContain(changed => changed.State == SessionState.Connected);

        Door.Forget();
        await Driver.Start(session, default);
        await Link(session);
    }

    [Fact]
    public async Task Starting_a_started_session_changes_nothing()
    {
        var session = await Connected();
        var told = Door.Events.Count;
        await Driver.Start(session, default);
        Accepted(await Send(session, Text(World.NewPerson())));
        Door.Of<SessionChanged>(session.Sender).Count.ShouldBe(told);
    }

    [Fact]
    [Trait("Requirement", "SND-10")]
    public async Task A_start_under_a_newer_fence_tells_the_state_again_and_older_ones_are_refused()
    {
        Needs(Can.HoldsConnection, "connection to hold");
        var session = await Connected();
        var newer = session with { Fence = session.Fence + 1 };
        await Driver.Start(newer, default);
        await Door.First<SessionChanged>(session.Sender, changed => changed is { State: SessionState.Connected } && changed.Fence == newer.Fence);

        var person = World.NewPerson();
        (await Send(session, Text(person))).ShouldBeOfType<SendResult.Retry>();
        Accepted(await Send(newer, Text(person)));
        await Driver.Stop(session, default);
        Accepted(await Send(newer, Text(person)));
    }

    [Fact]
    [Trait("Requirement", "SND-07")]
    public async Task A_restart_connects_again_without_a_QR()
    {
        var session = await Connected();
        await Restart();
        await Driver.Start(session, default);
        await Door.State(session.Sender, SessionState.Connected);
        Door.Of<SessionChanged>(session.Sender).ShouldNotContain(changed => changed.State == SessionState.WaitQr);
        Accepted(await Send(session, Text(World.NewPerson())));
    }

    [Fact]
    public async Task Stop_keeps_the_login_and_nothing_is_told_after_it()
    {
        var session = await Connected();
        await Driver.Stop(session, default);
        Door.Of<SessionChanged>(session.Sender)[^1].ShouldSatisfyAllConditions(
            last => last.State.ShouldBe(SessionState.Disconnected),
            last => last.Reason.ShouldBeNull());
        (await Send(session, Text(World.NewPerson()))).ShouldBeOfType<SendResult.Retry>().Reason.ShouldBe(Reasons.NotConnected);

        Door.Forget();
        await Driver.Start(session, default);
        await Door.State(session.Sender, SessionState.Connected);
        Door.Of<SessionChanged>(session.Sender).ShouldNotContain(changed => changed.State == SessionState.WaitQr);
    }

    [Fact]
    public async Task Logout_gives_the_login_up_whether_the_session_is_started_or_not()
    {
        Needs(Pairs, "pairing");
        var session = await Connected();
        await Driver.Logout(session, default);
        (await Door.State(session.Sender, SessionState.LoggedOut)).Reason.ShouldBeNull();
        await StartsWithoutLogin(session);

        await Link(session);
        await Driver.Stop(session, default);
        Door.Forget();
        await Driver.Logout(session, default);
        await Door.State(session.Sender, SessionState.LoggedOut);
        await StartsWithoutLogin(session);
    }

    /// <summary>The process ends and another takes over.</summary>
    private async Task Restart()
    {
        await World.Kill(Node);
        Node = await World.NewNode();
    }

    private async Task StartsWithoutLogin(Session session)
    {
        Door.Forget();
        await Driver.Start(session, default);
        if (Can.PairsByQr) await Door.State(session.Sender, SessionState.WaitQr);
        else if (Can.PairsByCode) (await Code(session)).ShouldNotBeNull();
        else await Door.State(session.Sender, SessionState.LoggedOut);
    }
}
