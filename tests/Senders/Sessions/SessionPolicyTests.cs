using Parley.Channels;
using Parley.Platform;
using Parley.Platform.Data;
using Parley.Senders;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Senders.Sessions;

[Trait("Requirement", "SND-02")]
public sealed class SessionPolicyTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly SendersOptions Options = new();
    private static readonly SessionRow Row = new(Id.New<SenderId>(), DriverName.Simulator) { UpdatedAt = Noon, Trying = true };

    public static TheoryData<SessionState, SessionState> Pairs()
    {
        var pairs = new TheoryData<SessionState, SessionState>();
        foreach (var from in Enum.GetValues<SessionState>())
            foreach (var to in Enum.GetValues<SessionState>()) pairs.Add(from, to);
        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Every_event_in_every_state_moves_as_the_table_says(SessionState from, SessionState to)
    {
        var before = Row with { State = from, Trying = from is not (SessionState.LoggedOut or SessionState.Banned), HasLogin = from == SessionState.Connected };
        var after = After(before, to, Noon.AddMinutes(1));

        if (from == SessionState.Connected && to is SessionState.WaitQr or SessionState.WaitCode)
        {
            (after.State, after.Trying, after.HasLogin).ShouldBe((SessionState.LoggedOut, false, false));
            return;
        }
        var legal = from == to || SessionPolicy.Moves[from].Contains(to);
        after.State.ShouldBe(legal ? to : from);
        if (!legal) after.ShouldBeSameAs(before);
        after.UpdatedAt.ShouldBe(after.State == from ? Noon : Noon.AddMinutes(1));
        // Whatever happens, a QR or a code is shown only in its own state.
        if (after.State != SessionState.WaitQr) after.Qr.ShouldBeNull();
        if (after.State != SessionState.WaitCode) after.PairingCode.ShouldBeNull();
    }

    [Fact]
    public void The_drawn_graph_is_the_table()
    {
        var drawn = Repository.Read("docs/states/session.md").Split('\n')
            .Where(line => line.StartsWith("    ", StringComparison.Ordinal) && line.Contains(" --> ") && !line.Contains("[*]"))
            .Select(line => line.Trim().Split(" --> "))
            .Select(arrow => (Words<SessionState>.Parse(arrow[0]), Words<SessionState>.Parse(arrow[1]))).Order().ToList();
        drawn.ShouldBe(SessionPolicy.Moves.SelectMany(move => move.Value, (from, to) => (from.Key, to)).Order());
    }

    [Fact]
    [Trait("Requirement", "SND-03")]
    public void A_qr_refreshes_in_place_and_goes_away_on_connection()
    {
        var waiting = After(Row with { State = SessionState.Booting }, SessionState.WaitQr, Noon, qr: "one");
        var refreshed = After(waiting, SessionState.WaitQr, Noon.AddSeconds(20), qr: "two");
        (refreshed.Qr, refreshed.WaitingSince, refreshed.UpdatedAt).ShouldBe(("two", Noon, Noon));
        var connected = After(refreshed, SessionState.Connected, Noon.AddSeconds(30));
        (connected.Qr, connected.WaitingSince, connected.HasLogin, connected.ConnectedAt).ShouldBe((null, null, true, Noon.AddSeconds(30)));
    }

    [Theory]
    [InlineData(SessionState.LoggedOut)]
    [InlineData(SessionState.Banned)]
    [Trait("Requirement", "SND-08")]
    public void A_logout_or_a_ban_ends_the_trying_until_a_person_connects_again(SessionState end)
    {
        var ended = After(Row with { State = SessionState.Connected, HasLogin = true }, end, Noon, reason: Reasons.SenderLoggedOut);
        (ended.Trying, ended.StartAt, ended.Reason).ShouldBe((false, null, "sender-logged-out"));
        After(ended, SessionState.Booting, Noon).ShouldBeSameAs(ended);
        After(ended, SessionState.WaitQr, Noon).ShouldBeSameAs(ended);
        var begun = ended.Begun(Noon);
        (begun.Trying, begun.StartAt, begun.Failures).ShouldBe((true, Noon, 0));
    }

    [Fact]
    [Trait("Requirement", "SND-08")]
    public void A_connection_that_held_for_a_minute_begins_the_waits_anew_and_a_short_one_does_not()
    {
        var connected = Row with { State = SessionState.Connected, ConnectedAt = Noon, Failures = 6 };
        After(connected, SessionState.Disconnected, Noon.AddSeconds(59), reason: Reasons.ConnectionLost).Failures.ShouldBe(7);
        After(connected, SessionState.Disconnected, Noon.AddSeconds(60), reason: Reasons.ConnectionLost).Failures.ShouldBe(1);
    }

    [Fact]
    [Trait("Requirement", "SND-08")]
    public void A_login_that_another_connection_took_is_left_alone_for_the_longest_wait()
    {
        var after = After(Row with { State = SessionState.Connected, ConnectedAt = Noon.AddHours(-1) }, SessionState.Disconnected, Noon, reason: Reasons.SenderReplaced);
        after.StartAt.ShouldBe(Noon + Options.ReconnectMost);
    }

    [Theory]
    [InlineData("qr-not-scanned")]
    [InlineData("wrong-phone")]
    [Trait("Requirement", "SND-08")]
    public void What_only_a_person_can_mend_is_not_tried_again(string reason) =>
        After(Row with { State = SessionState.WaitQr }, SessionState.Disconnected, Noon, reason: Reasons.Of(reason)).Trying.ShouldBeFalse();

    [Fact]
    [Trait("Requirement", "SND-08")]
    public void A_QR_that_nobody_scans_is_given_up_and_one_that_was_scanned_late_has_the_patience_of_a_start()
    {
        var waiting = After(Row with { State = SessionState.Booting, Trying = true }, SessionState.WaitQr, Noon);
        SessionCare At(SessionRow row, TimeSpan after) => SessionCarePolicy.Of(row, isWanted: true, isStarted: true, Options, Noon + after);
        At(waiting, Options.LoginPatience - TimeSpan.FromSeconds(1)).ShouldBe(SessionCare.Nothing);
        At(waiting, Options.LoginPatience).ShouldBe(SessionCare.GiveUpLogin);

        var scanned = After(waiting, SessionState.Booting, Noon + Options.LoginPatience - TimeSpan.FromSeconds(1));
        At(scanned, Options.LoginPatience + TimeSpan.FromMinutes(1)).ShouldBe(SessionCare.Nothing);
        At(scanned, Options.LoginPatience + Options.BootPatience).ShouldBe(SessionCare.TimeOut);
        // A QR again: it was no login after all, and the patience goes on from the first.
        At(After(scanned, SessionState.WaitQr, Noon + Options.LoginPatience), Options.LoginPatience).ShouldBe(SessionCare.GiveUpLogin);
    }

    [Fact]
    [Trait("Requirement", "SND-08")]
    public void In_an_hour_of_outage_a_session_is_started_some_twenty_times_and_not_a_thousand()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var (row, now, starts, random) = (Row with { StartAt = Noon }, Noon, 0, new Random(seed));
            for (; now < Noon.AddHours(1); now += TimeSpan.FromMilliseconds(100))
            {
                if (SessionCarePolicy.Of(row, isWanted: true, isStarted: false, Options, now) != SessionCare.Start) continue;
                starts++;
                row = SessionPolicy.After(row.Started(now), Event(SessionState.Disconnected, Reasons.GatewayDown), Options, now, random);
            }
            starts.ShouldBeInRange(15, 60);
        }
    }

    [Fact]
    [Trait("Requirement", "SND-07")]
    public void Who_changes_hands_starts_at_once_if_it_was_to_be_connected_and_stays_as_it_is_if_not()
    {
        var connected = (Row with { State = SessionState.Connected, HasLogin = true, ConnectedAt = Noon }).ChangedHands(Noon);
        (connected.State, connected.Trying, connected.StartAt, connected.HasLogin, connected.Reason).ShouldBe((SessionState.Disconnected, true, Noon, true, "changed-hands"));
        var loggedOut = Row with { State = SessionState.LoggedOut, Trying = false };
        loggedOut.ChangedHands(Noon).ShouldBeSameAs(loggedOut);
        var left = (Row with { State = SessionState.Connected, Trying = false }).ChangedHands(Noon);
        (left.State, left.Trying, left.StartAt).ShouldBe((SessionState.Disconnected, false, null));
    }

    private static SessionRow After(SessionRow row, SessionState to, DateTimeOffset now, string? qr = null, Reason? reason = null) =>
        SessionPolicy.After(row, Event(to, reason, qr), Options, now, new Random(1));

    private static SessionChanged Event(SessionState to, Reason? reason = null, string? qr = null) =>
        new(Row.Sender, Row.Driver, "e", to, 1, qr, Reason: reason);
}
