using Parley.Channels;
using Parley.Senders;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Senders.Sessions;

/// <summary>One account answers for one sender.</summary>
[Trait("Requirement", "SND-02")]
public sealed class LinkedNumbersTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Theory]
    [InlineData("+5511987654321", "+5511987654321")]
    [InlineData("+5511987654321", "+551187654321")]
    [InlineData("+525512345678", "+5215512345678")]
    public async Task A_number_that_another_tenants_sender_is_linked_with_is_unlinked_again_and_the_reason_says_so(string first, string second)
    {
        await using var stage = await SenderStage.Create(database);
        var (one, other) = (await Linked(stage, first), await Waiting(stage, second));
        await stage.Driver.Scan(other);
        await Wait.Until(() => stage.Driver.Count("logout", other) == 1);
        await stage.UntilState(other, SessionState.LoggedOut);
        var row = await stage.Session(other);
        (row.Reason, row.HasLogin, row.Trying, row.LogoutAsked).ShouldBe(("number-taken", false, false, false));
        (await stage.Status(one)).ShouldBe("connected");
        (await stage.History(other)).ShouldNotContain("connected");

        // The first one goes, and the number is free.
        await stage.Execute("UPDATE sessions SET has_login = false, state = 'logged_out', trying = false WHERE sender_id = $1", one.Value);
        await stage.Connect(other);
        await stage.UntilState(other, SessionState.WaitQr);
        await stage.Driver.Scan(other);
        await stage.UntilStatus(other, "connected");
    }

    [Fact]
    public async Task Two_that_scan_at_the_same_moment_are_not_both_linked()
    {
        await using var stage = await SenderStage.Create(database);
        for (var round = 0; round < 10; round++)
        {
            var phone = $"+15550000{round:000}";
            SenderId[] two = [await Waiting(stage, phone), await Waiting(stage, phone)];
            await Task.WhenAll(two.Select(id => Task.Run(() => stage.Driver.Scan(id))));
            ((long)(await stage.Scalar("SELECT count(*) FROM sessions WHERE sender_id = ANY($1) AND state = 'connected'", two.Select(id => id.Value).ToArray()))!).ShouldBe(1);
        }
    }

    [Fact]
    public async Task A_number_of_another_account_and_a_sender_that_comes_back_are_let_in()
    {
        await using var stage = await SenderStage.Create(database);
        var one = await Linked(stage, "+5511987654321");
        await Linked(stage, "+5511987654322");
        await stage.Driver.Break(one, Reasons.ConnectionLost);
        await Wait.Until(() => stage.Driver.Count("start", one) == 2);
        await stage.UntilStatus(one, "connected");
    }

    private static async Task<SenderId> Linked(SenderStage stage, string phone)
    {
        var id = await Waiting(stage, phone);
        await stage.Driver.Scan(id);
        await stage.UntilStatus(id, "connected");
        return id;
    }

    /// <summary>Each in a tenant of its own.</summary>
    private static async Task<SenderId> Waiting(SenderStage stage, string phone)
    {
        if (stage.Nodes == 0) await stage.StartNode();
        var id = await stage.AddSender(phone);
        await stage.Connect(id);
        await stage.UntilState(id, SessionState.WaitQr);
        return id;
    }
}
