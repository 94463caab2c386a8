using Parley.Channels;
using Parley.Senders;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Senders.Sessions;

public sealed class SessionsWorkerTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    [Trait("Requirement", "SND-03")]
    public async Task A_new_sender_shows_a_qr_and_is_connected_once_it_is_scanned()
    {
        await using var stage = await SenderStage.Create(database);
        var id = await stage.AddSender(connect: true);
        var node = await stage.StartNode();
        await stage.UntilState(id, SessionState.WaitQr);
        (await stage.Status(id)).ShouldBe("waiting_for_login");
        (await stage.Session(id)).Qr.ShouldNotBeNull();

        await stage.Driver.Scan(id);
        await Wait.Until(() => node.Find(id) is { DriverConnected: true, IsConnected: true });
        (await stage.Status(id)).ShouldBe("connected");
        (await stage.Session(id)).Qr.ShouldBeNull();
        (await stage.History(id)).ShouldBe(["wait_qr", "connected"]);
    }

    [Fact]
    [Trait("Requirement", "SND-07")]
    public async Task After_a_restart_what_was_connected_is_connected_again_without_a_qr()
    {
        await using var stage = await SenderStage.Create(database);
        var (wanted, unwanted) = (await stage.AddSender(connect: true), await stage.AddSender());
        stage.Driver.HasLogin(wanted);
        stage.Driver.HasLogin(unwanted);
        var before = await stage.StartNode();
        await Wait.Until(() => before.Find(wanted) is { IsConnected: true });
        await before.Stop();
        (await stage.Status(wanted)).ShouldBe("disconnected");

        var after = await stage.StartNode();
        await Wait.Until(() => after.Find(wanted) is { IsConnected: true });
        (await stage.History(wanted)).ShouldNotContain("wait_qr");
        stage.Driver.Count("start", unwanted).ShouldBe(0);
    }

    [Fact]
    [Trait("Requirement", "SND-08")]
    public async Task A_lost_connection_comes_back_by_itself()
    {
        await using var stage = await SenderStage.Create(database);
        var id = await stage.AddSender(connect: true);
        stage.Driver.HasLogin(id);
        await stage.StartNode();
        await stage.UntilStatus(id, "connected");
        await stage.Driver.Break(id, Reasons.ConnectionLost);
        await Wait.Until(() => stage.Driver.Count("start", id) == 2);
        await stage.UntilStatus(id, "connected");
        (await stage.History(id)).ShouldBe(["connected", "disconnected", "connected"]);
    }

    [Theory]
    [InlineData(SessionState.LoggedOut, "waiting_for_login", "sender-logged-out")]
    [InlineData(SessionState.Banned, "banned", "sender-banned")]
    [Trait("Requirement", "SND-08")]
    public async Task A_logout_or_ban_is_said_and_nothing_is_started_any_more(SessionState state, string status, string reason)
    {
        await using var stage = await SenderStage.Create(database);
        var id = await stage.AddSender(connect: true);
        stage.Driver.HasLogin(id);
        await stage.StartNode();
        await stage.UntilStatus(id, "connected");
        await stage.Driver.Break(id, Reasons.Of(reason), state);
        // The stop is what the holder does last for it.
        await Wait.Until(() => stage.Driver.Count("stop", id) == 1);
        (await stage.Status(id)).ShouldBe(status);
        (await stage.Scalar("SELECT status_reason FROM senders WHERE id = $1", id.Value)).ShouldBe(reason);
        var row = await stage.Session(id);
        (row.Trying, row.StartAt).ShouldBe((false, null));
        stage.Driver.Count("start", id).ShouldBe(1);

        await stage.Connect(id);
        await Wait.Until(() => stage.Driver.Count("start", id) == 2);
    }

    [Fact]
    [Trait("Requirement", "SND-08")]
    public async Task A_qr_that_nobody_scans_is_given_up_and_comes_again_on_request()
    {
        await using var stage = await SenderStage.Create(database, new SendersOptions { LoginPatience = TimeSpan.FromMilliseconds(300) });
        var id = await stage.AddSender(connect: true);
        await stage.StartNode();
        await stage.UntilState(id, SessionState.WaitQr);
        await Wait.Until(() => stage.Driver.Count("stop", id) == 1);
        var row = await stage.Session(id);
        (row.State, row.Reason, row.Trying, row.Qr).ShouldBe((SessionState.Disconnected, "qr-not-scanned", false, null));
        (await stage.Status(id)).ShouldBe("disconnected");
        stage.Driver.Count("start", id).ShouldBe(1);

        await stage.Connect(id);
        await stage.UntilState(id, SessionState.WaitQr);
    }

    [Fact]
    [Trait("Requirement", "SND-08")]
    public async Task A_start_that_throws_is_tried_again_later()
    {
        await using var stage = await SenderStage.Create(database);
        var id = await stage.AddSender(connect: true);
        stage.Driver.HasLogin(id);
        stage.Driver.OnStart = _ =>
        {
            if (stage.Driver.Count("start", id) == 3) stage.Driver.OnStart = null;
            throw new HttpRequestException("connection refused");
        };
        await stage.StartNode();
        await stage.UntilStatus(id, "connected");
        stage.Driver.Count("start", id).ShouldBe(4);
        (await stage.Session(id)).Failures.ShouldBe(3);
        // One line for the outage, however often it was tried.
        (await stage.History(id)).ShouldBe(["disconnected", "connected"]);
    }

    [Fact]
    [Trait("Requirement", "SND-08")]
    public async Task A_session_that_never_says_anything_is_stopped_and_started_anew()
    {
        await using var stage = await SenderStage.Create(database, new SendersOptions { BootPatience = TimeSpan.FromMilliseconds(300), ReconnectFirst = TimeSpan.FromMilliseconds(50) });
        var id = await stage.AddSender(connect: true);
        stage.Driver.HasLogin(id);
        stage.Driver.OnStart = _ => Task.CompletedTask;
        await stage.StartNode();
        await Wait.Until(() => stage.Driver.Count("stop", id) >= 1);
        stage.Driver.OnStart = null;
        await stage.UntilStatus(id, "connected");
    }

    [Fact]
    [Trait("Requirement", "SND-10")]
    public async Task What_a_former_holder_tells_is_ignored()
    {
        await using var stage = await SenderStage.Create(database);
        var id = await stage.AddSender(connect: true);
        stage.Driver.HasLogin(id);
        var node = await stage.StartNode();
        await Wait.Until(() => node.Find(id) is { IsConnected: true });
        var former = node.Find(id)!.Session with { Fence = node.Find(id)!.Fence - 1 };
        await stage.Driver.Tell(former, SessionState.Banned, Reasons.SenderBanned);
        (await stage.Status(id)).ShouldBe("connected");
        await stage.Driver.Tell(node.Find(id)!.Session, SessionState.Banned, Reasons.SenderBanned);
        (await stage.Status(id)).ShouldBe("banned");
    }

    [Fact]
    [Trait("Requirement", "SND-01")]
    public async Task A_sender_that_a_person_disconnects_keeps_its_login_and_sends_nothing_from_that_moment_on()
    {
        await using var stage = await SenderStage.Create(database);
        var id = await stage.AddSender(connect: true);
        stage.Driver.HasLogin(id);
        var node = await stage.StartNode();
        await Wait.Until(() => node.Find(id) is { IsConnected: true });
        await stage.Change([id], (sender, now) =>
        {
            sender.Wanted = false;
            sender.Put(sender.Primary!.Ended(SessionState.Disconnected, null, now), now);
        });
        await Wait.Until(() => stage.Driver.Count("stop", id) == 1 && !stage.Driver.IsLive(id));
        await Wait.Until(() => node.Find(id) is { IsConnected: false });
        (await stage.Session(id)).HasLogin.ShouldBeTrue();
        stage.Driver.Count("logout", id).ShouldBe(0);
    }

    [Fact]
    [Trait("Requirement", "SND-01")]
    public async Task A_deleted_sender_gives_its_login_up_and_then_nobody_holds_it()
    {
        await using var stage = await SenderStage.Create(database);
        var id = await stage.AddSender(connect: true);
        stage.Driver.HasLogin(id);
        var node = await stage.StartNode();
        await stage.UntilStatus(id, "connected");
        await stage.Execute("UPDATE senders SET deleted_at = now(), wanted = false WHERE id = $1", id.Value);
        await stage.Change([id], (sender, now) => sender.Put(sender.Primary! with { LogoutAsked = true }, now));
        await Wait.Until(async () => (long)(await stage.Scalar("SELECT count(*) FROM sender_owners WHERE sender_id = $1", id.Value))! == 0);
        stage.Driver.Count("logout", id).ShouldBe(1);
        node.Find(id).ShouldBeNull();
        (await stage.Session(id)).State.ShouldBe(SessionState.LoggedOut);
    }

    [Fact]
    [Trait("Requirement", "SND-03")]
    public async Task A_pairing_code_is_asked_for_once_the_session_waits_for_its_login()
    {
        await using var stage = await SenderStage.Create(database);
        var id = await stage.AddSender();
        await stage.Change([id], (sender, now) =>
        {
            sender.Wanted = true;
            sender.Put(sender.Primary!.Begun(now) with { CodeAsked = true }, now);
        });
        await stage.StartNode();
        await stage.UntilState(id, SessionState.WaitCode);
        var row = await stage.Session(id);
        (row.PairingCode, row.CodeAsked).ShouldBe(("ABCD-1234", false));
        stage.Driver.Count("code", id).ShouldBe(1);
        await stage.Driver.Scan(id);
        await stage.UntilStatus(id, "connected");
    }

    [Fact]
    [Trait("Requirement", "SND-05")]
    public async Task A_sender_that_pauses_by_itself_says_why_and_stays_connected_underneath()
    {
        await using var stage = await SenderStage.Create(database);
        var id = await stage.AddSender(connect: true);
        stage.Driver.HasLogin(id);
        var node = await stage.StartNode();
        await stage.UntilStatus(id, "connected");
        await using (var connection = await stage.Db.OpenEngine(default))
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await PauseSender.ByItself(connection, [id], Reasons.FailureStreak, TimeProvider.System.GetUtcNow(), default);
            await transaction.CommitAsync();
        }
        (await stage.Status(id)).ShouldBe("paused");
        (await stage.Scalar("SELECT status_reason FROM senders WHERE id = $1", id.Value)).ShouldBe("failure-streak");
        await Wait.Until(() => node.Find(id) is { Paused: true, IsConnected: true });
        (await stage.History(id)).ShouldBe(["connected", "paused"]);
    }
}
